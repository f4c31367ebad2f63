// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.crm.ActivityId;
import io.lamplighter.crm.activity.ActivityView;
import io.lamplighter.crm.activity.Timelines;
import io.lamplighter.crm.opportunity.Deals;
import io.lamplighter.crm.warning.OpenDeal.Blindness.Cause;
import io.lamplighter.crm.warning.Silence.Pause;
import io.lamplighter.ingest.Direction;
import io.lamplighter.ingest.Interaction;
import io.lamplighter.ingest.Origin;
import io.lamplighter.ingest.Participant;
import io.lamplighter.ingest.sync.Said;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DealWordsTest {

    private static final String BY_THREAD = "[{\"opportunity\":{\"value\":1},\"name\":\"Cold room\",\"score\":0.81,\"features\":[]},"
            + "{\"opportunity\":{\"value\":2},\"name\":\"Vehicle probes\",\"score\":0.19,\"features\":[]}]";

    private final Entries entries = new Entries(SampleViews.WORDS, SampleViews.NOW, true, "/deals/1");

    @Test
    void aWordOfTheBuyerStandsOpenAndExplainsItself() {
        Activity entry = entries.entry(activity(Direction.INBOUND, Origin.person(), true));

        assertThat(entry.open()).isTrue();
        assertThat(entry.heading().who()).isEqualTo("Helen Marsh");
        assertThat(entry.heading().toWhom()).isEqualTo("to Anna Reyes");
        assertThat(entry.heading().time().words()).isEqualTo("Mon 26 Oct, 10:42");
        assertThat(entry.score()).isEqualTo(new Score(-40));
        assertThat(entry.body().evidence().sum()).extracting(Evidence.Part::phrase).containsExactly("frozen");
        assertThat(entry.why()).extracting(Activity.Why::text).contains(
                "Another message of its thread is on this deal, 0.81. Next best: “Vehicle probes”, 0.19.",
                "Anna Reyes and Tom Okafor: 2 mailboxes, counted once.");
    }

    @Test
    void aRepIsNotToldTheNamesOfOtherDeals() {
        Activity entry = new Entries(SampleViews.WORDS, SampleViews.NOW, false, "/deals/1")
                .entry(activity(Direction.INBOUND, Origin.person(), true));

        assertThat(entry.why()).extracting(Activity.Why::text)
                .contains(
                        "Another message of its thread is on this deal, 0.81. Next best: another deal of the account, 0.19.");
    }

    @Test
    void whatDidNotCountIsOneLineThatSaysWhatItWas() {
        Activity ours = entries.entry(activity(Direction.OUTBOUND, Origin.person(), false));
        Activity machine = entries.entry(
                activity(Direction.INBOUND, new Origin(Origin.Kind.BOUNCE, "a delivery report"), false));

        assertThat(ours.open()).isFalse();
        assertThat(ours.heading().who()).isEqualTo("Helen Marsh wrote to Anna Reyes");
        assertThat(machine.heading().who()).isEqualTo("Bounce from Helen Marsh");
        assertThat(machine.heading().kind()).isEqualTo("alert");
    }

    @Test
    void anAnnouncedAbsenceSaysUntilWhenTheClockWaits() {
        ActivityView away = activity(Direction.INBOUND, new Origin(Origin.Kind.AUTO_REPLY, "Auto-Submitted"), false);
        ActivityView paused = new ActivityView(away.id(), away.what(),
                new ActivityView.Clock(false, "an automatic reply", Optional.of(ADeal.ago(-13))), away.why(),
                Optional.empty(), List.of(), Optional.empty());

        assertThat(entries.entry(paused).clock().reason())
                .isEqualTo("an automatic reply; the clock waits until 2 Dec");
    }

    @Test
    void theChartGrowsToTheDaysTheClockSays() {
        Charts charts = new Charts(SampleViews.WORDS, SampleViews.NOW);
        List<Pause> pauses = List.of(new Pause(ADeal.ago(10), ADeal.ago(7)));

        ChartDays days = charts.days(ADeal.silent(1, 21).deal(),
                List.of(new Timelines.Day(SampleViews.TODAY.minusDays(24), 1, 0)), pauses, ADeal.ago(90));

        assertThat(days.days()).hasSize(ChartDays.SHOWN);
        assertThat(days.silenceToday()).isEqualTo(21);
        assertThat(days.days().stream().filter(ChartDays.Day::paused)).hasSize(3);
    }

    @Test
    void aBlindDealIsDrawnAsNotSeenSinceThen() {
        ChartDays days = new Charts(SampleViews.WORDS, SampleViews.NOW).days(
                ADeal.silent(1, 9).blind(Cause.MAILBOX_FAILING, Optional.of(ADeal.ago(2))).deal(), List.of(), List.of(),
                ADeal.ago(9));

        assertThat(days.days().stream().filter(ChartDays.Day::blind)).hasSize(3);
    }

    @Test
    void peopleAreListedWithTheirOwnSilence() {
        Team team = new Teams(SampleViews.WORDS, SampleViews.NOW).team(List.of(
                buyer("Helen Marsh", "champion", Optional.of(ADeal.ago(24)), 0, false),
                buyer("Sofia Lund", "", Optional.empty(), 3, false),
                buyer("Owen Pike", "", Optional.of(ADeal.ago(40)), 0, true)), 21);

        assertThat(team.people()).extracting(Team.Person::last).containsExactly("24 days", "never wrote", "bounced");
        assertThat(team.people().get(1).how()).isEqualTo("copied 3 times");
        assertThat(team.people().get(2).gone()).isTrue();
        assertThat(team.says()).isEqualTo("The part in buying of one of three is known.");
    }

    @Test
    void theSilenceIsTheBuyersOnlyWhereEveryMailboxAnswers() {
        Readers readers = new Readers(SampleViews.WORDS, SampleViews.NOW);
        Deals.Reader anna = new Deals.Reader("anna@f.example", "Anna Reyes",
                Optional.of(SampleViews.NOW.minusSeconds(38)), Optional.empty());

        assertThat(readers.howWeKnow(List.of(anna), ADeal.silent(1, 24).deal())).isEqualTo(
                "Read from one mailbox: Anna Reyes (38 seconds ago). It answers, so a silence is the buyer’s.");
        assertThat(readers.howWeKnow(List.of(anna),
                ADeal.silent(1, 24).blind(Cause.STILL_IMPORTING, Optional.empty()).deal()))
                .endsWith("the silence may be ours.");
    }

    private static Deals.Buyer buyer(String name, String role, Optional<Instant> wrote, int copied, boolean bounced) {
        return new Deals.Buyer(1, name, role, "x@y.example", wrote, copied, bounced, false);
    }

    private static ActivityView activity(Direction direction, Origin origin, boolean moves) {
        List<Participant> people = List.of(
                new Participant(Participant.Role.FROM, "Helen Marsh", "helen@oakhanger.example"),
                new Participant(Participant.Role.TO, "Anna Reyes", "anna@fernbeck.example"));
        ActivityView.Interaction what = new ActivityView.Interaction(7, Interaction.Kind.EMAIL,
                ADeal.ago(24).plusSeconds(3600), direction,
                origin, "Helen Marsh", "helen@oakhanger.example", people, "Re: Offer", "Spend is frozen.", 0, false,
                List.of(), List.of(), Optional.empty(), Optional.empty(), Said.NOTHING);
        String evidence = "[{\"start\":9,\"end\":15,\"contribution\":-0.4,\"signal\":\"\",\"reason\":\"\\\"frozen\\\"\"}]";
        Optional<ActivityView.Scored> score = moves
                ? Optional.of(new ActivityView.Scored(-0.4, 0.8, 0, evidence, "lexicon-1", ADeal.ago(24)))
                : Optional.empty();
        return new ActivityView(new ActivityId(5), what,
                new ActivityView.Clock(moves, "a person at the buyer wrote to us", Optional.empty()),
                new ActivityView.Why("THREAD", 0.62, BY_THREAD), score,
                List.of(new ActivityView.Witness("Anna Reyes", "anna@f.example"),
                        new ActivityView.Witness("Tom Okafor", "tom@f.example")),
                Optional.empty());
    }
}
