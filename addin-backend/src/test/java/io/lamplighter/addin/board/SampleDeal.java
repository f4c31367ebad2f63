// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import static io.lamplighter.addin.board.SampleViews.TODAY;
import static io.lamplighter.addin.board.SampleViews.WORDS;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The deal of the mock-ups: bright until 26 October, dark since 16 November. */
final class SampleDeal {

    static final DealRow.Deal COLD_ROOM = new DealRow.Deal("1", "Cold-room monitoring, 14 sites", "Oakhanger Dairies");

    private static final String TRAFFIC = """
            08-31=0/1 09-01=1/0 09-02=0/1 09-03=2/0 09-04=0/2 09-08=1/0 09-09=0/1 09-10=1/0 09-11=1/0 09-14=0/1 09-15=1/0 09-16=0/1
            09-17=2/0 09-18=0/2 09-24=0/1 09-29=1/0 09-30=2/1 10-01=0/1 10-02=1/0 10-06=2/1 10-07=2/0 10-09=1/1 10-12=1/0 10-13=0/1
            10-15=1/0 10-16=1/1 10-20=2/0 10-21=0/1 10-22=1/0 10-26=1/0 10-27=0/1 11-03=0/1 11-09=0/1 11-17=0/1""";

    private static final String LETTER = """
            Hi Anna, thanks for coming out. The pilot readings were spot on and the depot lads like the app.

            I have to be straight with you though. The board met on Friday and asked us to look at one more vendor, so we cannot commit \
            before the new year. I will come back to you when I know more.

            Helen""";

    private static final String WALK = """
            Helen: We lost a whole load in July. If this had been in, we would have caught it.

            Raj: Fine. Send me numbers for all fourteen, and keep it under ninety.""";

    private SampleDeal() {}

    static DealView deal() {
        Silence silence = Silence.running(24, 21);
        return new DealView(
                new DealView.Head(COLD_ROOM, silence, List.of(silence.state().chip()),
                        "No word from the buyer for 24 days, threshold 21. Dark since Monday 16 November.",
                        new DealView.WriteTo("Helen", "helen.marsh@oakhanger.example")),
                new StageTrack(List.of("Lead", "Qualified", "Proposal", "Negotiation", "Closing"), 2, "34 days"),
                DealChart.of(days(), WORDS),
                timeline(), facts(), team(),
                "Read from two mailboxes: Anna Reyes, 38 seconds ago, and Tom Okafor, 52 seconds ago. Both answered all day, so this silence is the buyer’s.",
                Show.EVERYTHING.choices("1"));
    }

    /** A deal on the day it was opened: nothing to draw, nothing on the timeline. */
    static DealView fresh() {
        return new DealView(
                new DealView.Head(new DealRow.Deal("99", "First talks", "Vantmoor Water"),
                        Silence.running(0, 21).neverWrote(), List.of(ClockState.BRIGHT.chip()),
                        "The buyer has not written yet. Dark on 10 December unless they do.", null),
                new StageTrack(List.of("Lead", "Qualified", "Proposal", "Negotiation", "Closing"), 0, ""), null,
                new Timeline("no activities yet", List.of(), null),
                List.of(DealView.Fact.missing("Amount", "None entered")), new Team(List.of(), ""),
                "Read from one mailbox: Anna Reyes, 38 seconds ago.", List.of());
    }

    static ChartDays days() {
        Map<String, String> traffic = Stream.of(TRAFFIC.split("\\s+"))
                .collect(Collectors.toMap(day -> day.substring(0, 5), day -> day.substring(6)));
        List<ChartDays.Day> days = new ArrayList<>();
        for (LocalDate date = TODAY.minusDays(ChartDays.SHOWN - 1); !date.isAfter(TODAY); date = date.plusDays(1)) {
            String[] inOut = traffic.getOrDefault(date.toString().substring(5), "0/0").split("/");
            ChartDays.Day day = ChartDays.Day.quiet(date).with(Integer.parseInt(inOut[0]), Integer.parseInt(inOut[1]));
            day = within(date, 9, 21, 28) ? day.standingStill() : day;
            day = within(date, 10, 5, 7) ? day.unread() : day;
            days.add(date.equals(LocalDate.of(2026, 10, 15)) ? day.meeting() : day);
        }
        return new ChartDays(LocalDate.of(2026, 8, 26), 21, days);
    }

    private static boolean within(LocalDate date, int month, int from, int to) {
        return date.getMonthValue() == month && date.getDayOfMonth() >= from && date.getDayOfMonth() <= to;
    }

    static Timeline timeline() {
        return new Timeline("47 activities, newest first",
                List.of(
                        line("a1", "out", "Anna Reyes wrote to Helen Marsh", "Checking in on the January start",
                                "our own mail", "17 Nov, 10:12", "2026-11-17T10:12",
                                "Hi Helen, are we still looking at a January start for the first five sites?\n\nAnna"),
                        line("a2", "alert", "Bounce from Owen Pike’s address", "no longer with Oakhanger Dairies",
                                "written by a mail server", "12 Nov, 08:40",
                                "2026-11-12T08:40",
                                "550 5.1.1 The address owen.pike@oakhanger.example is not known here."),
                        line("a3", "receipt", "Read receipt from Helen Marsh", "Revised proposal", "a machine sends it",
                                "4 Nov, 07:55", "2026-11-04T07:55", ""),
                        line("a4", "out", "Anna Reyes wrote to Helen Marsh", "Revised proposal", "our own mail",
                                "3 Nov, 16:20", "2026-11-03T16:20",
                                "Hi Helen, the proposal with the lower install cost is attached."),
                        letter(), walk(),
                        new TimelineGap("Blind from 5 to 8 October",
                                "Anna’s mailbox could not be read for three days. It was read again on 8 October: 4 mails from the buyer were found and the clock "
                                        + "was set right. No warning had been raised."),
                        line("a7", "pause", "Out of office, Helen Marsh", "back on 28 September",
                                "an automatic reply; it paused the clock for 7 days", "21 Sep, 06:31",
                                "2026-09-21T06:31", "I am away and back on 28 September.")),
                new More("/deals/1/timeline?before=2026-09-21T04:31:00Z~a7", "Show 40 older activities"));
    }

    static Activity line(String id, String kind, String who, String subject, String reason, String when, String iso,
            String text) {
        return new Activity(id, false, new Activity.Heading(kind, who, "", subject, new Activity.When(when, iso)),
                Activity.Body.of(Evidence.plain(text)), null,
                new Activity.Clock(false, reason), List.of(Activity.Why.of("This deal", "In its thread, 0.92."),
                        Activity.Why.seenBy(List.of("Anna Reyes"))));
    }

    private static Activity letter() {
        List<EvidenceSpan> spans = List.of(
                SampleViews.span(LETTER, "pilot readings were spot on", 0.23, "Lexicon: “spot on”"),
                SampleViews.span(LETTER, "asked us to look at one more vendor", -0.38, "one more vendor",
                        "Learned from 4 ratings"),
                SampleViews.span(LETTER, "we cannot commit before the new year", -0.27,
                        "cannot commit before the new year", "Lexicon, negation applied to “commit”"));
        return new Activity("a5", true,
                new Activity.Heading("in", "Helen Marsh", "to Anna Reyes, Tom Okafor", "Re: Proposal for the 14 sites",
                        new Activity.When("Mon 26 Oct, 09:18", "2026-10-26T09:18")),
                new Activity.Body("", Evidence.of(LETTER, spans, -0.42, "ev-a5"),
                        new Activity.Folded("38 quoted lines and a signature",
                                "On 21 Oct Anna Reyes wrote:\nHi Helen, attached is the proposal as discussed on the site walk …"),
                        List.of()),
                Score.of(-0.42), new Activity.Clock(true, "a person at the buyer wrote to us"),
                List.of(
                        Activity.Why.of("Clock",
                                "Set to zero on 26 Oct. Nothing since then was written by a person at the buyer; two arrivals were looked at and refused."),
                        Activity.Why.of("This deal", "Reply in its thread, 0.81. Next best: “Vehicle probes”, 0.19."),
                        Activity.Why.seenBy(List.of("Anna Reyes", "Tom Okafor")),
                        Activity.Why.of("Score", "Scorer 14, scored 3 seconds after it came in.")));
    }

    private static Activity walk() {
        List<EvidenceSpan> spans = List.of(
                SampleViews.span(WALK, "we would have caught it", 0.31, "Lexicon"),
                SampleViews.span(WALK, "Send me numbers for all fourteen", 0.34, "send me numbers for all fourteen",
                        "Learned from 6 ratings"),
                SampleViews.span(WALK, "keep it under ninety", -0.10, "Lexicon: a limit on price"));
        return new Activity("a6", true,
                new Activity.Heading("meeting", "Site walk, Oakhanger depot",
                        "55 min, Helen Marsh, Raj Menon, Anna Reyes", "",
                        new Activity.When("Thu 15 Oct, 10:00", "2026-10-15T10:00")),
                new Activity.Body("Transcript, 212 turns.", Evidence.of(WALK, spans, 0.55, "ev-a6"), null,
                        List.of("site-plan.pdf, 214 kB")),
                Score.of(0.55),
                new Activity.Clock(true, "two people of the buyer attended"),
                List.of(Activity.Why.of("This deal", "Its only open deal, 0.88."),
                        Activity.Why.seenBy(List.of("Anna Reyes"))));
    }

    private static List<DealView.Fact> facts() {
        return List.of(DealView.Fact.of("Amount", "€84,000"), DealView.Fact.of("Close date", "30 Nov 2026"),
                DealView.Fact.of("Pipeline", "Direct sales, dark after 21 days"),
                DealView.Fact.of("Owner", "Anna Reyes"),
                DealView.Fact.missing("Next meeting", "None planned"));
    }

    private static Team team() {
        return new Team(
                List.of(
                        new Team.Person("Helen Marsh", "Head of quality · champion", "0", "24 days", "26 Oct, mail"),
                        new Team.Person("Raj Menon", "Finance director · budget", "0", "35 days", "15 Oct, meeting"),
                        new Team.Person("Sofia Lund", "Group IT · must approve", "0", "never wrote", "copied 3 times"),
                        new Team.Person("Owen Pike", "Site manager · has left", "", "bounced", "12 Nov")),
                "Three of four roles are known. Nobody speaks for the legal side.");
    }
}
