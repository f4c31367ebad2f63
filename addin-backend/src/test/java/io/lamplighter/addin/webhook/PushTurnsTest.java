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
import io.lamplighter.crm.mailbox.MailboxEvents.Kind;
import io.lamplighter.crm.mailbox.Mailboxes;
import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.mailbox.MailboxFailure;
import io.lamplighter.ingest.mailbox.PushChannel;
import io.lamplighter.ingest.mailbox.Requests;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Of several nodes one asks a provider to call, and one that was asleep or cut off neither asks nor stores. */
class PushTurnsTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Duration LEASE = Duration.ofSeconds(30);

    @RegisterExtension
    static final OwnDatabase DATABASE = new OwnDatabase();
    private static final JdbcClient JDBC = DATABASE.jdbc();
    private static final Mailboxes MAILBOXES = new Mailboxes(JDBC);
    private static final MailboxId ANNAS = MAILBOXES.add(
            new Users(JDBC).add("anna", "Anna", "anna@seller.example", User.Role.REP), "graph", "anna@seller.example")
            .orElseThrow();

    private final AtomicLong millis = new AtomicLong();
    private final Provider provider = new Provider();
    private final Pushes a = node(NOON);
    private final Pushes b = node(NOON.plusSeconds(1));

    /** Promises two days each time, and counts how often it was asked. */
    private static final class Provider implements PushChannel {

        private final List<String> asked = new ArrayList<>();
        private Runnable before = () -> {};
        private Runnable after = () -> {};

        @Override
        public String connector() {
            return "graph";
        }

        @Override
        public List<Subscription> renew(MailboxId mailbox, URI callback, String secret, List<Subscription> now) {
            before.run();
            Requests.announce("change");
            asked.add(secret);
            after.run();
            return List.of(new Subscription("sub-" + asked.size(), "messages", NOON.plus(Duration.ofDays(2))));
        }

        @Override
        public void end(MailboxId mailbox, List<Subscription> subscriptions) {}
    }

    private Pushes node(Instant now) {
        SecretBox box = SecretBox.of("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=", List.of(), Path.of("target"));
        Clock clock = Clock.fixed(now, ZoneOffset.UTC);
        return new Pushes(new Pushes.Store(JDBC, DATABASE.transaction(), box, LEASE, millis::get),
                new Pushes.Channels(List.of(provider), Optional.empty()), MAILBOXES,
                new MailboxSchedule(SchedulerClient.Builder.create(DATABASE.source()).build(), JDBC, clock),
                new MailboxEvents(JDBC),
                "https://lamp.example", clock);
    }

    @BeforeEach
    void nobodyCalls() {
        JDBC.sql("truncate push_subscription, push_state, mailbox_event").update();
        JDBC.sql("update mailbox set history_complete_at = now()").update();
    }

    private static List<String> subscriptions() {
        return JDBC.sql("select id from push_subscription").query(String.class).list();
    }

    private static List<Kind> said() {
        return new MailboxEvents(JDBC).latest(ANNAS, Long.MAX_VALUE, 9).stream().map(MailboxEvents.Event::kind)
                .toList();
    }

    @Test
    void oneNodeAsksForAll() {
        provider.before = () -> {
            provider.before = () -> {};
            b.renewDue();
        };

        a.renewDue();
        b.renewDue();

        assertThat(provider.asked).hasSize(1);
        assertThat(subscriptions()).containsExactly("sub-1");
        assertThat(said()).containsExactly(Kind.PUSH_BEGAN);
    }

    @Test
    void aNodeThatWasAsleepSinceItBeganAsksForNothing() {
        provider.before = () -> millis.addAndGet(26_000);

        a.renewDue();

        assertThat(provider.asked).isEmpty();
        assertThat(subscriptions()).isEmpty();
    }

    @Test
    void whatIsBroughtHomeAfterAnotherNodeBeganIsNotStored() {
        Pushes later = node(NOON.plus(Duration.ofMinutes(20)));
        provider.after = () -> {
            provider.after = () -> {};
            later.renewDue();
        };

        a.renewDue();

        assertThat(provider.asked).hasSize(2);
        assertThat(subscriptions()).as("what the later node was promised").containsExactly("sub-2");
        assertThat(said()).containsExactly(Kind.PUSH_BEGAN);
    }

    @Test
    void aRefusalThatComesLateSaysNothing() {
        Pushes later = node(NOON.plus(Duration.ofMinutes(20)));
        provider.after = () -> {
            provider.after = () -> {};
            later.renewDue();
            throw new MailboxFailure.TryLater("Too many requests.", Duration.ZERO, null);
        };

        a.renewDue();

        assertThat(said()).containsExactly(Kind.PUSH_BEGAN);
        assertThat(JDBC.sql("select failure from push_state").query(String.class).single()).isEmpty();
    }

    @Test
    void aPromiseThatTheProviderEndedIsAskedForAtOnceAndTheOldClaimStaysVoid() {
        a.renewDue();
        new PushBook(new Pushes.Store(JDBC, DATABASE.transaction(),
                SecretBox.of("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=", List.of(), Path.of("target")), LEASE,
                millis::get), Clock.fixed(NOON, ZoneOffset.UTC)).ends("graph", "sub-1", ANNAS);

        b.renewDue();

        assertThat(subscriptions()).containsExactly("sub-2");
        assertThat(said()).containsExactly(Kind.PUSH_AGAIN, Kind.PUSH_BEGAN);
        assertThat(JDBC.sql("select claim from push_state").query(Long.class).single()).isEqualTo(2);
    }
}
