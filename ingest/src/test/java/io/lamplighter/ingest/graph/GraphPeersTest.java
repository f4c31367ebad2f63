// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.ingest.Cursor;
import io.lamplighter.ingest.OwnAddresses;
import io.lamplighter.ingest.mailbox.MailboxFailure;
import io.lamplighter.ingest.sync.InteractionReader;
import io.lamplighter.ingest.sync.MailboxSync;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Defects seen in other programs that read mailboxes, one by one; those that concern a connector. */
class GraphPeersTest {

    private final GraphTenant tenant = new GraphTenant();
    private final GraphMailbox anna = tenant.anna;

    @AfterEach
    void stop() {
        tenant.close();
    }

    @Test
    void row1TheCursorDoesNotMovePastAMessageThatFailed() {
        tenant.readsMailOnly();
        arrive(5);
        String fails = anna.receives("fails for a while");
        tenant.graph.suffers(FaultScript.refusing(Addresses.encoded(fails) + "/$value", 503, "ServiceUnavailable"));
        tenant.run();
        tenant.run();
        boolean without = tenant.ledger.subjects().contains("fails for a while");
        tenant.graph.recovers();

        tenant.runUntilUpToDate();

        assertThat(without).isFalse();
        assertThat(tenant.ledger.subjects()).hasSize(6).contains("fails for a while");
    }

    @Test
    void row2AMessageWithoutMessageIdIsStoredOnce() {
        anna.receivesMime("inbox", "From: Helen <helen@buyer.example>\r\nSubject: No id\r\n\r\nHello.\r\n");
        tenant.runUntilUpToDate();
        tenant.graph.forgetsCursors();

        tenant.runUntilUpToDate();

        assertThat(tenant.ledger.subjects()).containsExactly("No id");
    }

    @Test
    void row4ALostCursorIsNotReplacedByNow() {
        tenant.runUntilUpToDate();
        arrive(4_000 / 10);
        tenant.graph.forgetsCursors();

        tenant.runUntilUpToDate();

        assertThat(tenant.ledger.subjects()).hasSize(400);
    }

    @Test
    void row5WhatAThrottledRunDidNotReadIsReadFromTheStoredCursor() {
        arrive(3);
        tenant.runUntilUpToDate();
        Cursor before = tenant.ledger.position(GraphTenant.ANNA, "graph");
        arrive(3);
        tenant.graph.suffers(FaultScript.throttlingStorm(1, Duration.ofMinutes(5)));
        tenant.run();
        Cursor after = tenant.ledger.position(GraphTenant.ANNA, "graph");

        tenant.clock.passes(Duration.ofMinutes(6));
        tenant.run();

        assertThat(after).isEqualTo(before);
        assertThat(tenant.ledger.subjects()).hasSize(6);
    }

    @Test
    void row6WhatArrivesMovesOrGoesWhileTheFirstReadLastsIsNotMissed() {
        tenant.readsMailOnly();
        for (int i = 1; i <= 300; i++) {
            anna.received("inbox", GraphTenant.START.minus(Duration.ofHours(i)), "old " + i);
        }
        int[] pages = {0};
        boolean[] done = {false};
        InteractionReader reader = new InteractionReader(new OwnAddresses(Set.of(), Set.of()));
        while (!done[0]) {
            done[0] = new MailboxSync(tenant.connector, reader::read, tenant.ledger).run(GraphTenant.ANNA, () -> {
                pages[0]++;
                switch (pages[0]) {
                    case 2 -> anna.receives("while it lasted");
                    case 3 -> anna.received("inbox", GraphTenant.START.minus(Duration.ofDays(300)), "imported");
                    case 4 -> anna.deletes("old 1");
                    case 5 -> anna.moves("old 2", "archive");
                    case 6 -> anna.moves("old 299", "archive");
                    default -> {
                    }
                }
                return pages[0] % 2 == 0;
            }) instanceof io.lamplighter.ingest.sync.Outcome.UpToDate;
        }

        tenant.runUntilUpToDate();

        assertThat(tenant.ledger.subjects()).hasSize(301).doesNotHaveDuplicates().doesNotContain("old 1")
                .contains("while it lasted", "imported", "old 2", "old 299");
    }

    @Test
    void row7AReplyWithAnInvitationIsMailLikeAnyOther() {
        anna.receivesMime("inbox", """
                From: Helen <helen@buyer.example>
                Subject: Yes, Tuesday
                Content-Type: multipart/mixed; boundary=b

                --b
                Content-Type: text/plain

                Tuesday is fine.
                --b
                Content-Type: text/calendar; name=invite.ics

                BEGIN:VCALENDAR
                END:VCALENDAR
                --b--
                """.replace("\n", "\r\n"));

        tenant.runUntilUpToDate();

        assertThat(tenant.ledger.subjects()).containsExactly("Yes, Tuesday");
    }

    @Test
    void row12ReadingMarksNothingAndMarksAreNoCursor() {
        arrive(3);
        tenant.runUntilUpToDate();
        anna.marks("message 2");

        tenant.runUntilUpToDate();

        assertThat(tenant.ledger.subjects()).hasSize(3);
        assertThat(tenant.graph.requests().all()).allSatisfy(request -> assertThat(request).startsWith("GET "));
    }

    @Test
    void row15ARuleThatFilesMailAwayBeforeWeLookDoesNotHideIt() {
        anna.creates("By rule", "inbox");
        tenant.runUntilUpToDate();
        anna.receives("inbox", "filed by a rule");
        anna.moves("filed by a rule", "By rule");

        tenant.runUntilUpToDate();

        assertThat(tenant.ledger.subjects()).containsExactly("filed by a rule");
    }

    @Test
    void aMailboxThatStopsBeingReadSaysSo() {
        arrive(1);
        tenant.graph.removes(GraphTenant.ADDRESS);

        tenant.runUntilUpToDate();

        assertThat(tenant.failures).singleElement().isInstanceOf(MailboxFailure.ChangeSettings.class);
    }

    private List<String> arrive(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> "message " + i).map(anna::receives).toList();
    }
}
