// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.addin.OwnDatabase;
import io.lamplighter.crm.directory.Users;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;

@ExtendWith(OutputCaptureExtension.class)
class FirstAdminTest {

    @RegisterExtension
    static final OwnDatabase DATABASE = new OwnDatabase();
    private static final JdbcClient JDBC = DATABASE.jdbc();

    @BeforeEach
    void nobodyIsThere() {
        JDBC.sql("delete from sign_in").update();
        JDBC.sql("delete from app_user").update();
    }

    private static FirstAdmin node(PasswordEncoder encoder, String password) {
        return new FirstAdmin(new Users(JDBC), new SignIns(JDBC, encoder),
                DATABASE.transaction(), password);
    }

    private static void start(FirstAdmin node) {
        node.run(new DefaultApplicationArguments());
    }

    private static String stored() {
        return JDBC.sql("select password_hash from sign_in").query(String.class).single();
    }

    /** Keeps what it is given, and lets something happen before the first of it is stored. */
    private static final class Plain implements PasswordEncoder {

        private final List<String> encoded = new ArrayList<>();
        private final Runnable meanwhile;

        Plain(Runnable meanwhile) {
            this.meanwhile = meanwhile;
        }

        @Override
        public String encode(@Nullable CharSequence password) {
            String given = String.valueOf(password);
            encoded.add(given);
            meanwhile.run();
            return given;
        }

        @Override
        public boolean matches(@Nullable CharSequence password, @Nullable String hash) {
            return String.valueOf(password).equals(hash);
        }
    }

    /** Begins something beside; comes back when it is done, or waits for a lock that somebody holds. */
    private static CompletableFuture<Void> beside(Runnable work) {
        CompletableFuture<Void> running = CompletableFuture.runAsync(work, task -> Thread.ofVirtual().start(task));
        while (!running.isDone() && !JDBC.sql("select exists (select from pg_locks where not granted)")
                .query(Boolean.class).single()) {
            Thread.onSpinWait();
        }
        return running;
    }

    @Test
    void ofTwoNodesThatStartAtOnceOneSaysThePasswordAndItIsTheOneThatIsStored(CapturedOutput output) {
        Plain second = new Plain(() -> {});
        List<CompletableFuture<Void>> other = new ArrayList<>();
        Plain first = new Plain(() -> other.add(beside(() -> start(node(second, "")))));

        start(node(first, ""));
        other.getFirst().join();

        assertThat(first.encoded).containsExactly(stored());
        assertThat(second.encoded).isEmpty();
        assertThat(output.getOut().split("Sign in as admin with the password", -1)).hasSize(2);
        assertThat(output).contains("password " + stored() + " and");
    }

    @Test
    void aPasswordThatWasChosenIsNotPrinted(CapturedOutput output) {
        start(node(new Plain(() -> {}), "lantern-oil-7"));

        assertThat(stored()).isEqualTo("lantern-oil-7");
        assertThat(output).doesNotContain("lantern-oil-7");
    }

    @Test
    void whereSomebodyCanSignInNobodyIsMade() {
        start(node(new Plain(() -> {}), "one"));
        start(node(new Plain(() -> {}), "two"));

        assertThat(stored()).isEqualTo("one");
    }
}
