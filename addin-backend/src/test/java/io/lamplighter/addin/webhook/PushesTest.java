// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import io.lamplighter.addin.OwnDatabase;
import io.lamplighter.addin.connect.MailboxSchedule;
import io.lamplighter.addin.connect.SecretBox;
import io.lamplighter.crm.directory.User;
import io.lamplighter.crm.directory.Users;
import io.lamplighter.crm.mailbox.MailboxEvents;
import io.lamplighter.crm.mailbox.Mailboxes;
import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.mailbox.MailboxFailure;
import io.lamplighter.ingest.mailbox.PushChannel;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

class PushesTest {

    private static final Instant NOW = Instant.parse("2026-11-20T08:00:00Z");
    private static final String KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private static final String LOST_KEY = "HxAeDxwNGgsYCRYHFAUSAxABDh8MHQobCBkGFwQVAgE=";

    @RegisterExtension
    static final OwnDatabase DATABASE = new OwnDatabase();

    @TempDir
    private Path directory;

    private final JdbcClient jdbc = DATABASE.jdbc();
    private final Microsoft microsoft = new Microsoft();

    /** Promises everything for three days, and remembers what it was asked. */
    private static final class Microsoft implements PushChannel {

        private final List<MailboxId> asked = new ArrayList<>();
        private Optional<MailboxFailure> refusal = Optional.empty();

        @Override
        public String connector() {
            return "graph";
        }

        @Override
        public List<Subscription> renew(MailboxId mailbox, URI callback, String secret, List<Subscription> now) {
            refusal.ifPresent(failure -> {
                throw failure;
            });
            asked.add(mailbox);
            Instant until = NOW.plus(Duration.ofDays(3));
            return List.of(new Subscription("mail-" + mailbox, "me/messages", until),
                    new Subscription("calendar-" + mailbox, "me/events", until));
        }

        @Override
        public void end(MailboxId mailbox, List<Subscription> subscriptions) {}
    }

    @BeforeEach
    void empty() {
        jdbc.sql("truncate app_user cascade").update();
    }

    private Pushes pushes() {
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        return new Pushes(
                new Pushes.Store(jdbc, DATABASE.transaction(), SecretBox.of(KEY, List.of(), directory),
                        Duration.ofSeconds(30),
                        () -> 0),
                new Pushes.Channels(List.of(microsoft), Optional.empty()), new Mailboxes(jdbc),
                new MailboxSchedule(SchedulerClient.Builder.create(DATABASE.source()).build(), jdbc, clock),
                new MailboxEvents(jdbc), "https://lamplighter.example", clock);
    }

    private MailboxId mailbox(String address) {
        MailboxId mailbox = connected(address);
        new Mailboxes(jdbc).succeeded(mailbox, NOW, NOW);
        return mailbox;
    }

    private MailboxId connected(String address) {
        User owner = new Users(jdbc).add(address, address, address, User.Role.REP);
        return new Mailboxes(jdbc).add(owner, "graph", address).orElseThrow();
    }

    private void hasReadAPage(MailboxId mailbox) {
        jdbc.sql("insert into mailbox_cursor values (:m, 'graph', 1, 'page 2', now())")
                .param("m", mailbox.value()).update();
    }

    @Test
    void isAskedForAsSoonAsAPageIsReadAndNotBefore() {
        MailboxId anna = connected("anna@seller.example");
        Pushes pushes = pushes();

        pushes.renewDue();
        List<MailboxId> before = List.copyOf(microsoft.asked);
        hasReadAPage(anna);
        pushes.renewDue();

        assertThat(before).isEmpty();
        assertThat(microsoft.asked).containsExactly(anna);
        assertThat(new Mailboxes(jdbc).find(anna).orElseThrow().historyCompleteAt()).isEmpty();
        assertThat(pushes.isTold(anna)).isTrue();
    }

    @Test
    void isAskedForAtTheNextTickWhereHistoryTookWhatMayBeAsked() {
        MailboxId anna = connected("anna@seller.example");
        hasReadAPage(anna);
        microsoft.refusal = Optional
                .of(MailboxFailure.TryLater.allowanceSpent("Enough for now.", Duration.ofMinutes(1)));
        Pushes pushes = pushes();
        pushes.renewDue();

        microsoft.refusal = Optional.empty();
        pushes.renewDue();

        assertThat(pushes.isTold(anna)).isTrue();
        assertThat(new MailboxEvents(jdbc).latest(anna, Long.MAX_VALUE, 9)).extracting(MailboxEvents.Event::kind)
                .containsExactly(MailboxEvents.Kind.PUSH_BEGAN);
    }

    @Test
    void isAskedForWhereNobodyCallsAndThenNoMore() {
        MailboxId anna = mailbox("anna@seller.example");
        Pushes pushes = pushes();

        pushes.renewDue();
        pushes.renewDue();

        assertThat(microsoft.asked).containsExactly(anna);
        assertThat(pushes.isTold(anna)).isTrue();
    }

    @Test
    void theMailIsAskedForAgainThoughTheCalendarStillCalls() {
        MailboxId anna = mailbox("anna@seller.example");
        Pushes pushes = pushes();
        pushes.renewDue();

        pushes.graph(("{\"value\":[{\"subscriptionId\":\"mail-" + anna + "\",\"clientState\":\"" + secret(anna)
                + "\",\"lifecycleEvent\":\"subscriptionRemoved\"}]}").getBytes(StandardCharsets.UTF_8));
        assertThat(pushes.isTold(anna)).isFalse();
        pushes.renewDue();

        assertThat(microsoft.asked).containsExactly(anna, anna);
        assertThat(pushes.isTold(anna)).isTrue();
    }

    private String secret(MailboxId mailbox) {
        return SecretBox.of(KEY, List.of(), directory)
                .open(jdbc.sql("select secret from push_subscription where mailbox_id = :m limit 1")
                        .param("m", mailbox.value()).query(String.class).single(), "push:" + mailbox.value());
    }

    @Test
    void aMailboxWhoseSecretNoKeyOpensKeepsNoOtherFromBeingCalled() {
        MailboxId anna = mailbox("anna@seller.example");
        MailboxId ben = mailbox("ben@seller.example");
        jdbc.sql("""
                insert into push_subscription (connector, id, mailbox_id, resource, secret, renewed_at, expires_at)
                values ('graph', 'old', :mailbox, 'me/messages', :secret, :then, :now)
                """).param("mailbox", anna.value()).param("then", NOW.minusSeconds(900).atOffset(ZoneOffset.UTC))
                .param("now", NOW.atOffset(ZoneOffset.UTC))
                .param("secret", SecretBox.of(LOST_KEY, List.of(), directory).seal("gone", "push:" + anna.value()))
                .update();

        pushes().renewDue();

        assertThat(microsoft.asked).containsExactly(ben);
        assertThat(jdbc.sql("select failure from push_state where mailbox_id = :m").param("m", anna.value())
                .query(String.class).single()).contains("tries again");
    }
}
