// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.imap;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.OwnAddresses;
import io.lamplighter.ingest.mailbox.Copies;
import io.lamplighter.ingest.mailbox.FolderChoice;
import io.lamplighter.ingest.mailbox.Forecast;
import io.lamplighter.ingest.mailbox.MailboxSession;
import io.lamplighter.ingest.sync.InteractionReader;
import io.lamplighter.ingest.sync.MailboxSync;
import io.lamplighter.ingest.sync.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ImapWindowTest {

    private static final MailboxId ANNA = new MailboxId(1);
    private static final Instant NEWEST = Instant.parse("2026-11-01T12:00:00Z");

    private final ImapServer server = new ImapServer();
    private final Copies copies = new Copies();
    private Instant since = Instant.EPOCH;
    private final ImapConnector connector = new ImapConnector(id -> {
        ImapAccount all = server.account();
        return new ImapAccount(all.host(), all.port(), all.security(), all.user(), all.signIn(), List.of(),
                FolderChoice.NONE, since, false);
    }, Clock.systemUTC());

    ImapWindowTest() {
        for (int week = 19; week >= 0; week--) {
            server.store("INBOX", NEWEST.minus(Duration.ofDays(7L * week)), "week " + week);
        }
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void readsNoFurtherBackThanTheWindowAndComesToAnEnd() {
        since = NEWEST.minus(Duration.ofDays(30));

        assertThat(run()).isInstanceOf(Outcome.UpToDate.class);

        assertThat(copies.subjects()).containsExactlyInAnyOrder("week 0", "week 1", "week 2", "week 3", "week 4");
        assertThat(listed()).hasSize(5);
        assertThat(remaining()).isZero();
    }

    @Test
    void whatComesAfterwardsIsReadWhateverTheWindow() {
        since = NEWEST.minus(Duration.ofDays(30));
        run();
        server.store("INBOX", NEWEST.plusSeconds(60), "news");

        run();

        assertThat(copies.subjects()).hasSize(6).contains("news");
    }

    @Test
    void theServerCountsWhatLiesInEachWindow() {
        Instant month = NEWEST.minus(Duration.ofDays(30));

        Forecast forecast;
        try (MailboxSession session = connector.open(ANNA)) {
            forecast = session.forecast(List.of(month, Instant.EPOCH));
        }

        assertThat(forecast).isEqualTo(new Forecast(
                List.of(new Forecast.Volume(month, 5, true), new Forecast.Volume(Instant.EPOCH, 20, true)),
                Forecast.NO_LIMIT));
    }

    private Outcome run() {
        return new MailboxSync(connector,
                new InteractionReader(new OwnAddresses(Set.of("seller.example"), Set.of()))::read, copies).run(ANNA,
                        () -> true);
    }

    private List<MailboxSession.Listed> listed() {
        try (MailboxSession session = connector.open(ANNA)) {
            LocalDate last = LocalDate.ofInstant(NEWEST, ZoneOffset.UTC);
            return session.listed(last.minusDays(400), last);
        }
    }

    private long remaining() {
        try (MailboxSession session = connector.open(ANNA)) {
            return session.changesAfter(copies.position(ANNA, ImapConnector.NAME)).remaining();
        }
    }
}
