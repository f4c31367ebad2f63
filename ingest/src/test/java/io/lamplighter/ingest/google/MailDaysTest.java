// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.google;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.SetClock;
import io.lamplighter.ingest.mailbox.MailboxSession;
import io.lamplighter.ingest.mailbox.MailboxSession.Listed;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MailDaysTest {

    private static final LocalDate MONDAY = LocalDate.parse("2026-11-02");

    private final SetClock clock = new SetClock(Instant.parse("2026-11-20T09:00:00Z"));
    private final GoogleSimulator google = new GoogleSimulator(clock);
    private final GoogleUser anna = google.user("anna@seller.example");
    private GoogleAccount account = google.mailOf(anna);
    private final GoogleConnector connector = new GoogleConnector(id -> account, google.consentOf(anna), clock);

    @AfterEach
    void stop() {
        google.close();
    }

    private List<Listed> listed(LocalDate first, LocalDate last) {
        try (MailboxSession session = connector.open(new MailboxId(1))) {
            return session.listed(first, last);
        }
    }

    private static Listed on(LocalDate day, String id) {
        return new Listed(MailReader.source(id), day);
    }

    @Test
    void midnightBelongsToTheDayThatBegins() {
        anna.receives("last second of Sunday", Instant.parse("2026-11-01T23:59:59.999Z"));
        String first = anna.receives("midnight", Instant.parse("2026-11-02T00:00:00Z"));
        String second = anna.receives("noon", Instant.parse("2026-11-02T12:00:00Z"));
        String third = anna.receives("last second", Instant.parse("2026-11-02T23:59:59.999Z"));
        String fourth = anna.receives("midnight again", Instant.parse("2026-11-03T00:00:00Z"));

        assertThat(listed(MONDAY, MONDAY)).containsExactlyInAnyOrder(on(MONDAY, first), on(MONDAY, second),
                on(MONDAY, third));
        assertThat(listed(MONDAY, MONDAY.plusDays(1))).containsExactlyInAnyOrder(on(MONDAY, first), on(MONDAY, second),
                on(MONDAY, third), on(MONDAY.plusDays(1), fourth));
    }

    @Test
    void aMonthOfAThousandMessagesCostsLessThanThirtyOfThem() {
        for (int i = 0; i < 1_000; i++) {
            anna.receives("mail " + i, Instant.parse("2026-11-01T06:00:01Z").plusSeconds(i * 1_600L));
        }
        long before = google.units(anna);

        assertThat(listed(LocalDate.parse("2026-11-01"), LocalDate.parse("2026-11-30"))).hasSize(1_000);

        assertThat(google.units(anna) - before).isLessThan(30L * GmailUnits.GET);
    }

    @Test
    void listsWhatAFullReadWouldGive() {
        account = new GoogleAccount("me", List.of("INBOX", "SENT"), Instant.parse("2026-11-02T12:00:00Z"), false, false,
                account.hosts());
        anna.receives("before the day that was chosen", Instant.parse("2026-11-02T11:59:59Z"));
        String kept = anna.receives("kept", Instant.parse("2026-11-02T12:00:00Z"));
        String sent = anna.sends("sent", Instant.parse("2026-11-02T13:00:00Z"));
        String trashed = anna.receives("trashed", Instant.parse("2026-11-02T14:00:00Z"));
        anna.trashes(trashed);
        anna.holds(Instant.parse("2026-11-02T15:00:00Z"), new byte[]{'x'}, Set.of("Label_7"));

        assertThat(listed(MONDAY.minusDays(5), MONDAY.plusDays(5))).containsExactlyInAnyOrder(on(MONDAY, kept),
                on(MONDAY, sent));
    }
}
