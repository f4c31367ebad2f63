// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lamplighter.addin.AddinApplication;
import io.lamplighter.addin.OwnDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Several nodes on one database. */
@ExtendWith(OutputCaptureExtension.class)
class InstallationKeyTest {

    @RegisterExtension
    static final OwnDatabase DATABASE = new OwnDatabase();
    private static final JdbcClient JDBC = DATABASE.jdbc();

    @TempDir
    private Path here;

    @TempDir
    private Path there;

    private final InstallationKey key = new InstallationKey(JDBC);

    @BeforeEach
    void nobodyHasStarted() {
        JDBC.sql("update installation set secret_key = null").update();
    }

    private static InstallationKey.Given in(Path directory) {
        return new InstallationKey.Given("", List.of(), "", directory);
    }

    private static String keyIn(Path directory) throws IOException {
        return Files.readString(directory.resolve("secret.key"));
    }

    @Test
    void nodesThatShareADirectoryShareAKey() {
        String sealed = key.admit(in(here)).seal("app password", "imap:1");

        assertThat(key.admit(in(here)).open(sealed, "imap:1")).isEqualTo("app password");
    }

    @Test
    void aNodeWithADirectoryOfItsOwnMakesNoKeyAndSaysWhatToDo() {
        key.admit(in(here));

        assertThatThrownBy(() -> key.admit(in(there))).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("set lamplighter.secret-key").hasMessageContaining("is none");
        assertThat(there).isEmptyDirectory();
    }

    @Test
    void aNodeWithAnotherKeyDoesNotStart() throws IOException {
        SecretBox.of("", List.of(), there);
        SecretBox box = key.admit(in(here));

        assertThatThrownBy(() -> key.admit(in(there))).hasMessageContaining("whose id is " + box.id())
                .hasMessageNotContaining(keyIn(here)).hasMessageNotContaining(keyIn(there));
        assertThat(key.admit(new InstallationKey.Given(keyIn(here), List.of(), "", there)).id()).isEqualTo(box.id());
    }

    @Test
    void aFormerKeyWillDoUntilAllIsSealedAnew() throws IOException {
        key.admit(in(here));
        SecretBox.of("", List.of(), there);
        SecretBox both = key.admit(new InstallationKey.Given(keyIn(there), List.of(keyIn(here)), "", there));

        new SecretRotation(JDBC, DATABASE.transaction(), both).rotate();

        assertThatThrownBy(() -> key.admit(in(here))).hasMessageContaining("whose id is " + both.id());
        assertThat(key.admit(in(there)).id()).isEqualTo(both.id());
    }

    @Test
    void whoeverHasLostTheKeySaysSoAndBeginsAnew() {
        String lost = key.admit(in(here)).id();

        SecretBox fresh = key.admit(new InstallationKey.Given("", List.of(), lost, there));

        assertThat(fresh.id()).isNotEqualTo(lost);
        assertThat(key.admit(new InstallationKey.Given("", List.of(), lost, there)).id()).as("said twice")
                .isEqualTo(fresh.id());
        assertThatThrownBy(() -> key.admit(in(here))).hasMessageContaining("whose id is " + fresh.id());
    }

    @Test
    void ofTwoServersOnOneDatabaseWithDirectoriesOfTheirOwnTheSecondDoesNotStartAndSaysWhatToDo(CapturedOutput output) {
        try (ConfigurableApplicationContext first = server(here)) {
            assertThat(first.isActive()).isTrue();

            assertThatThrownBy(() -> server(there).close()).rootCause()
                    .hasMessageContaining("Give it the key of the others");
        }
        assertThat(output).containsPattern("""
                APPLICATION FAILED TO START
                \\*+

                Description:

                The secrets in this database are sealed with the key whose id is \\w{8}; the key of this node is none\\.

                Action:

                Give it the key of the others: set lamplighter.secret-key, or copy .*
                """).doesNotContain("\tat io.lamplighter").doesNotContain("Application run failed");
    }

    @Test
    void aServerWithSomethingThatIsNoKeySaysHowToMakeOne(CapturedOutput output) {
        assertThatThrownBy(() -> server(here, "--lamplighter.secret-key=lantern").close()).rootCause()
                .isInstanceOf(KeyRefused.class);

        assertThat(output).contains("A key that this server was given is not 32 octets in base64.",
                "openssl rand -base64 32").doesNotContain("\tat io.lamplighter");
    }

    private static ConfigurableApplicationContext server(Path directory, String... more) {
        return SpringApplication.run(AddinApplication.class, Stream.concat(Stream.of("--server.port=0",
                "--spring.datasource.url=" + DATABASE.url(), "--lamplighter.data-dir=" + directory,
                "--lamplighter.admin-password=lantern-oil-7"), Stream.of(more)).toArray(String[]::new));
    }
}
