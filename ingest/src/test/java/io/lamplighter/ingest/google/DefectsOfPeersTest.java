// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.google;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.SetClock;
import io.lamplighter.ingest.mailbox.PushChannel.Subscription;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What has gone wrong in other programs that read Gmail, by the number of the list it is on. */
class DefectsOfPeersTest {

    private static final MailboxId ANNA = new MailboxId(1);
    private static final Instant MORNING = Instant.parse("2026-11-02T09:00:00Z");

    private final SetClock clock = new SetClock(MORNING);
    private final GoogleSimulator google = new GoogleSimulator(clock);
    private final GoogleUser anna = google.user("anna@seller.example");
    private final Bookkeeping ledger = new Bookkeeping();
    private final GoogleConnector connector = new GoogleConnector(id -> google.mailOf(anna), google.consentOf(anna),
            clock);
    private final Schedule schedule = new Schedule(connector, ledger, clock);

    @AfterEach
    void stop() {
        google.close();
    }

    @Test
    void row1TheCursorDoesNotAdvancePastAMessageThatFailed() {
        schedule.runs();
        anna.receives("one");
        String unlucky = anna.receives("two");
        google.plays((request, normally) -> request.path().getLast().equals(unlucky)
                ? Answer.error(503, "backendError", "The service is currently unavailable.")
                : normally.apply(request));
        schedule.once();
        schedule.once();
        google.plays(FaultScript.NONE);

        schedule.once();

        assertThat(ledger.stored("mail/")).isEqualTo(new TreeSet<>(anna.mail())).hasSize(2);
    }

    @Test
    void row2AMessageWithoutAnIdOfItsOwnIsNotTwice() {
        anna.holds(MORNING,
                "From: Helen <helen@buyer.example>\r\nSubject: x\r\n\r\nText.".getBytes(StandardCharsets.UTF_8),
                Set.of("INBOX"));
        schedule.runs();
        anna.forgetsHistory();

        schedule.runs();

        assertThat(ledger.stored("mail/")).hasSize(1);
    }

    @Test
    void row4AnExpiredCursorIsNotReplacedByNow() {
        anna.receives("before");
        schedule.runs();
        anna.receives("in the gap");
        anna.forgetsHistory();
        anna.receives("after");

        schedule.runs();

        assertThat(ledger.stored("mail/")).isEqualTo(new TreeSet<>(anna.mail())).hasSize(3);
    }

    @Test
    void row4AGapHasNoLargestSize() {
        schedule.runs();
        for (int i = 0; i < 3_100; i++) {
            anna.receives("mail " + i);
        }

        schedule.runs();

        assertThat(ledger.stored("mail/")).hasSize(3_100);
        assertThat(ledger.givenTwice()).isEmpty();
        assertThat(google.overQuota(anna)).isZero();
    }

    @Test
    void row5APushThatIsLostCostsTimeAndOneThatComesTwiceCostsNothing() {
        schedule.runs();
        try (Callbacks callbacks = new Callbacks()) {
            google.pushesTo(callbacks.url(), "us");
            List<Subscription> watch = connector.push("projects/lamplighter-test/topics/mail").renew(ANNA,
                    callbacks.url(),
                    "secret", List.of());
            anna.receives("nobody is told");
            assertThat(google.losesPushes()).isEqualTo(1);
            anna.receives("told twice");
            google.deliversTwice();
            callbacks.calls().forEach(call -> schedule.once());

            assertThat(watch).hasSize(1);
            assertThat(callbacks.calls()).hasSize(2);
            assertThat(ledger.stored("mail/")).hasSize(2);
            assertThat(ledger.givenTwice()).isEmpty();
        }
    }

    @Test
    void row5ARunThatIsRefusedIsMadeUpForByTheNext() {
        schedule.runs();
        anna.receives("while there was a storm");
        google.plays(FaultScripts.rateStorm(3));
        schedule.once();
        anna.receives("after the storm");

        schedule.runs();

        assertThat(ledger.stored("mail/")).hasSize(2);
    }

    @Test
    void row6TheBaselineIsTakenBeforeTheFirstListing() {
        anna.receives("one");

        schedule.runs();

        List<String> asked = google.requests().stream().map(r -> r.path().getLast()).toList();
        assertThat(asked.indexOf("profile")).isZero();
        assertThat(asked.indexOf("messages")).isPositive();
    }

    @Test
    void row6WhatArrivesOrGoesWhileTheFirstReadLastsIsNotMissed() {
        for (int i = 1; i <= 200; i++) {
            anna.receives("old " + i, MORNING.minus(Duration.ofHours(i)));
        }
        List<String> came = new ArrayList<>();
        AtomicInteger listings = new AtomicInteger();
        google.plays((request, normally) -> {
            if (request.path().getLast().equals("messages")) {
                switch (listings.incrementAndGet()) {
                    case 1 -> came.add(anna.receives("between baseline and listing"));
                    case 2 -> {
                        came.add(anna.receives("while it was paged"));
                        came.add(anna.receives("imported", MORNING.minus(Duration.ofDays(300))));
                    }
                    case 3 -> anna.deletes(anna.idOf("old 1")).deletes(anna.idOf("old 199"));
                    default -> {
                    }
                }
            }
            return normally.apply(request);
        });

        schedule.runs();

        assertThat(ledger.stored("mail/")).isEqualTo(new TreeSet<>(anna.mail())).hasSize(201).containsAll(came);
    }

    @Test
    void row7AReplyWithAnInvitationIsMailLikeAnyOther() {
        String id = anna.holds(MORNING, """
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
                """.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8), Set.of("INBOX"));

        schedule.runs();

        assertThat(ledger.stored("mail/")).containsExactly(id);
        assertThat(ledger.unreadable()).isEmpty();
    }

    @Test
    void row12NothingIsMarkedAsRead() {
        String id = anna.receives("unread");
        schedule.runs();
        anna.receives("also unread");
        schedule.runs();

        assertThat(google.requests()).extracting(GoogleRequest::method).containsOnly("GET");
        assertThat(anna.mailbox().message(id).orElseThrow().labels()).contains("UNREAD");
    }

    @Test
    void row15MailThatARuleMovedOrThatIsOlderThanItsArrivalIsRead() {
        schedule.runs();
        byte[] mime = "From: Helen <helen@buyer.example>\r\nSubject: x\r\n\r\nText.".getBytes(StandardCharsets.UTF_8);
        anna.holds(MORNING, mime, Set.of("Label_4"));
        anna.holds(MORNING.minus(Duration.ofDays(400)), mime, Set.of("INBOX"));
        String moved = anna.receives("moved before anybody looked");
        anna.unlabels(moved, "INBOX").labels(moved, "Label_5");

        schedule.runs();

        assertThat(ledger.stored("mail/")).hasSize(3);
    }
}
