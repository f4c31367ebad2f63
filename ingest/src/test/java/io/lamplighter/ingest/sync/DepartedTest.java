// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.ingest.OwnAddresses;
import io.lamplighter.ingest.SourceId;
import io.lamplighter.ingest.mailbox.Change;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DepartedTest {

    private static final String NOTE = """
            From: Dana Reyes <dana.reyes@northwind.example>
            To: anna@seller.example
            Subject: Automatic reply: Our offer
            Date: Mon, 7 Sep 2026 10:22:00 +0200
            Message-ID: <left@northwind.example>
            Auto-Submitted: auto-replied
            Content-Type: text/plain; charset=utf-8

            """;

    private static final String BOUNCE = """
            From: Mail Delivery System <MAILER-DAEMON@mx.northwind.example>
            To: anna@seller.example
            Subject: Undelivered Mail Returned to Sender
            Date: Mon, 7 Sep 2026 10:22:00 +0200
            Message-ID: <bounce@mx.northwind.example>
            Auto-Submitted: auto-replied
            MIME-Version: 1.0
            Content-Type: multipart/report; report-type=delivery-status; boundary="b"

            --b
            Content-Type: text/plain; charset=us-ascii

            Your message could not be delivered.

            --b
            Content-Type: message/delivery-status

            Reporting-MTA: dns; mx.northwind.example

            Final-Recipient: rfc822; dana.reyes@northwind.example
            Action: failed
            Status: %s
            Diagnostic-Code: smtp; 550 %s

            --b--
            """;

    @Test
    void anAutomaticReplyNamesWhoHasLeftAndWhoFollows() {
        assertThat(departures(NOTE + "Dana Reyes is no longer with Northwind. Please write to Kim Lee,"
                + " kim.lee@northwind.example, from now on.")).singleElement().satisfies(left -> {
                    assertThat(left.name()).isEqualTo("Dana Reyes");
                    assertThat(left.address()).isEqualTo("dana.reyes@northwind.example");
                    assertThat(left.successorAddress()).isEqualTo("kim.lee@northwind.example");
                    assertThat(left.said()).isTrue();
                });
    }

    @Test
    void whoIsAwayForAWhileHasNotLeft() {
        assertThat(
                departures(NOTE + "I am away until 14 September. In urgent cases write to kim.lee@northwind.example."))
                .isEmpty();
    }

    @Test
    void anAddressThatIsUnknownLetsItBeGuessedAndAFullMailboxDoesNot() {
        assertThat(departures(BOUNCE.formatted("5.1.1", "5.1.1 user unknown"))).containsExactly(
                new Departure("", "dana.reyes@northwind.example", "", "", false));
        assertThat(departures(BOUNCE.formatted("5.2.2", "5.2.2 mailbox is full"))).isEmpty();
    }

    private static List<Departure> departures(String mail) {
        Reading reading = new InteractionReader(new OwnAddresses(Set.of("seller.example"), Set.of()))
                .read(new Change.Appeared(new SourceId("INBOX/1/1"),
                        Instant.parse("2026-09-07T08:22:00Z"), Change.Place.RECEIVED,
                        mail.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8)));
        return ((Reading.Captured) reading).departures();
    }
}
