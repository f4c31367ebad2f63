// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.warning;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.crm.Crm;
import io.lamplighter.crm.Mail;
import io.lamplighter.crm.directory.User;
import io.lamplighter.crm.scoring.ScoreBacklog;
import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.Origin;
import io.lamplighter.ingest.SourceId;
import io.lamplighter.ingest.sync.Reading;
import io.lamplighter.sentiment.Score;
import io.lamplighter.sentiment.SentimentScorer;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BoardTest {

    private final Crm crm = new Crm();
    private final Board board = new Board(crm.jdbc, crm.clock, ZoneOffset.UTC);

    @BeforeEach
    void bothMailboxesAreRead() {
        crm.mailboxes.succeeded(crm.annasMailbox, Crm.NOW, Crm.NOW);
        crm.mailboxes.succeeded(crm.jonasMailbox, Crm.NOW, Crm.NOW);
    }

    @Test
    void showsADealAsDarkWhenTheBuyerHasBeenSilentForTheThreshold() {
        buyerWrote(24);

        assertThat(deal().silence().state()).isEqualTo(Silence.State.DARK);
        assertThat(deal().silence().days()).isEqualTo(24);
        assertThat(deal().lastInbound())
                .hasValueSatisfying(l -> assertThat(l.name()).isEqualTo("helen@oakhanger.example"));
    }

    @Test
    void isSetBackByTheNextMailOfAPerson() {
        buyerWrote(24);
        buyerWrote(1);

        assertThat(deal().silence().state()).isEqualTo(Silence.State.BRIGHT);
    }

    @Test
    void isNotSetBackByOurOwnMail() {
        buyerWrote(24);
        crm.record(crm.annasMailbox,
                Mail.from("anna@seller.example").to("helen@oakhanger.example").daysAgo(1).in("Sent/1/1"));

        assertThat(deal().silence().days()).isEqualTo(24);
    }

    @Test
    void isNotSetBackByAnythingAMachineSent() {
        buyerWrote(24);
        int n = 0;
        for (Origin.Kind machine : List.of(Origin.Kind.AUTO_REPLY, Origin.Kind.BOUNCE, Origin.Kind.RECEIPT,
                Origin.Kind.BULK)) {
            crm.record(crm.annasMailbox,
                    Mail.from("helen@oakhanger.example").to("anna@seller.example").by(machine).daysAgo(1)
                            .in("INBOX/9/" + n++));
        }

        assertThat(deal().silence().days()).isEqualTo(24);
    }

    @Test
    void isNotSetBackByTheDeletionOfAMail() {
        buyerWrote(24);
        crm.record(crm.annasMailbox, new Reading.Gone(new SourceId("INBOX/1/24")));

        assertThat(deal().silence().days()).isEqualTo(24);
    }

    /** Peers' defect, row 13: rotten days counted from the creation of the deal. */
    @Test
    void countsFromTheFirstMailWhenTheBuyerNeverWrote() {
        crm.record(crm.annasMailbox,
                Mail.from("anna@seller.example").to("helen@oakhanger.example").daysAgo(30).in("Sent/1/1"));

        assertThat(deal().lastInbound()).isEmpty();
        assertThat(deal().silence().days()).isEqualTo(30);
    }

    @Test
    void isCorrectedByHistoryThatArrivesLate() {
        buyerWrote(30);
        assertThat(deal().silence().state()).isEqualTo(Silence.State.DARK);

        buyerWrote(10);

        assertThat(deal().silence().days()).isEqualTo(10);
    }

    @Test
    void usesTheThresholdOfThePipeline() {
        crm.jdbc.sql("update pipeline set dark_after_days = 42").update();
        buyerWrote(24);

        assertThat(deal().silence().state()).isEqualTo(Silence.State.BRIGHT);
        assertThat(deal().silence().threshold()).isEqualTo(42);
    }

    @Test
    void showsADealAsBlindWhileTheOwnersMailboxFails() {
        buyerWrote(24);
        crm.mailboxes.failed(crm.annasMailbox, Crm.NOW, "refused", Optional.empty());

        assertThat(deal().silence().state()).isEqualTo(Silence.State.BLIND);
        assertThat(deal().blindness()).hasValueSatisfying(b -> {
            assertThat(b.cause()).isEqualTo(OpenDeal.Blindness.Cause.MAILBOX_FAILING);
            assertThat(b.owner()).isEqualTo("Anna Reyes");
            assertThat(b.since()).contains(Crm.NOW);
        });
    }

    @Test
    void showsADealAsBlindWhileAnotherMailboxThatSawItFails() {
        crm.record(crm.jonasMailbox,
                Mail.from("helen@oakhanger.example").to("jonas@seller.example").daysAgo(24).in("INBOX/1/1"));
        crm.mailboxes.failed(crm.jonasMailbox, Crm.NOW, "busy", Optional.of(Crm.NOW.plusSeconds(20)));
        assertThat(deal().silence().state()).as("late by seconds").isEqualTo(Silence.State.DARK);

        crm.mailboxes.failed(crm.jonasMailbox, Crm.NOW, "refused", Optional.of(Crm.NOW.plusSeconds(900)));
        assertThat(deal().silence().state()).isEqualTo(Silence.State.BLIND);
        assertThat(board.openDeal(deal().id())).as("alone").contains(deal());
        assertThat(board.openDeals(Optional.of(crm.anna.id()))).as("of its rep").containsExactly(deal());
    }

    @Test
    void namesTheMailboxThatWasConnectedLastOfThoseThatSawTheDealAndFail() {
        User tom = crm.users.add("tom", "Tom Lund", "tom@seller.example", User.Role.REP);
        MailboxId tomsMailbox = crm.mailboxes.add(tom, "memory", "tom@seller.example").orElseThrow();
        for (MailboxId mailbox : List.of(tomsMailbox, crm.jonasMailbox)) {
            crm.record(mailbox, Mail.from("helen@oakhanger.example")
                    .to("jonas@seller.example", "tom@seller.example").daysAgo(24).in("INBOX/1/1"));
            crm.mailboxes.failed(mailbox, Crm.NOW, "refused", Optional.empty());
        }

        assertThat(deal().blindness()).map(OpenDeal.Blindness::owner).contains("Tom Lund");
    }

    @Test
    void seesAgainWhenTheMailboxIsReadAgain() {
        buyerWrote(24);
        crm.mailboxes.failed(crm.annasMailbox, Crm.NOW, "refused", Optional.of(Crm.NOW));

        crm.mailboxes.succeeded(crm.annasMailbox, Crm.NOW, Crm.NOW);

        assertThat(deal().silence().state()).isEqualTo(Silence.State.DARK);
    }

    @Test
    void showsADealAsBlindWhoseOwnerHasNoMailbox() {
        crm.opportunities.from("""
                name,account,owner,stage,amount,currency,close_date
                Cold rooms,Oakhanger Dairies,tom@seller.example,Proposal,84000,EUR,
                """);
        buyerWrote(24);

        assertThat(deal().blindness()).hasValueSatisfying(
                b -> assertThat(b.cause()).isEqualTo(OpenDeal.Blindness.Cause.NO_MAILBOX));
    }

    @Test
    void callsNoDealDarkWhileHistoryIsStillBeingRead() {
        crm.jdbc.sql("update mailbox set history_complete_at = null").update();
        buyerWrote(24);

        assertThat(deal().silence().state()).isEqualTo(Silence.State.BLIND);

        buyerWrote(2);

        assertThat(deal().silence().state()).isEqualTo(Silence.State.BRIGHT);
    }

    @Test
    void showsBadNewsWithItsScore() {
        buyerWrote(2);
        score(-0.7);

        assertThat(deal().badNews()).hasValueSatisfying(b -> assertThat(b.score()).isEqualTo(-0.7));
    }

    @Test
    void showsNoOldBadNews() {
        buyerWrote(9);
        score(-0.7);

        assertThat(deal().badNews()).isEmpty();
    }

    @Test
    void scoresTheNewestFirst() {
        buyerWrote(9);
        buyerWrote(2);

        int scored = backlog(0.5).scoreNewest(1, Instant.EPOCH);

        assertThat(scored).isEqualTo(1);
        assertThat(crm.jdbc.sql("""
                select (select occurred_at from activity where activity_id = s.activity_id) > :then from score s
                """).param("then", OffsetDateTime.ofInstant(Crm.NOW.minus(Duration.ofDays(3)), ZoneOffset.UTC))
                .query(Boolean.class).single()).isTrue();
    }

    @Test
    void showsOnlyTheDealsOfARep() {
        assertThat(board.openDeals(Optional.of(crm.jonas.id()))).extracting(OpenDeal::name)
                .containsExactly("Depot refit");
        assertThat(board.openDeals(Optional.empty())).hasSize(2);
    }

    private void score(double value) {
        backlog(value).scoreNewest(10, Instant.EPOCH);
    }

    private ScoreBacklog backlog(double value) {
        SentimentScorer always = new SentimentScorer() {
            @Override
            public String version() {
                return "test";
            }

            @Override
            public Score score(String text, String language) {
                return new Score(value, 1, value, List.of(), version());
            }
        };
        return new ScoreBacklog(crm.jdbc, crm.database.transaction(), always, crm.clock);
    }

    private void buyerWrote(int daysAgo) {
        crm.record(crm.annasMailbox,
                Mail.from("helen@oakhanger.example").to("anna@seller.example").daysAgo(daysAgo)
                        .in("INBOX/1/" + daysAgo));
    }

    private OpenDeal deal() {
        return board.openDeals(Optional.empty()).stream().filter(d -> d.name().equals("Cold rooms")).findFirst()
                .orElseThrow();
    }
}
