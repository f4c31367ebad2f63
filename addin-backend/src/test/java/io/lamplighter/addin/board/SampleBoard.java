// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/** The board of the mock-ups: invented people, companies and figures that agree with each other. */
final class SampleBoard {

    private SampleBoard() {}

    static BoardView board() {
        return new BoardView(
                new BoardView.Head("Thursday 19 November, 09:42", "Last mail captured 40 seconds ago",
                        "11 of 12 mailboxes are being read"),
                summary(), List.of(unreadable()), badNews(), null, filters(Filters.Chosen.nothing()), list(true));
    }

    static BoardView importing() {
        BoardView board = board();
        return new BoardView(board.head(), board.summary(), List.of(), board.badNews(), progress(), board.filters(),
                list(false));
    }

    static BoardView filtersLeaveNothing() {
        BoardView board = board();
        Empty empty = Empty.filtersLeaveNothing("No dark deals for Tom in Negotiation",
                "That is good news. Three filters are on: Owner is Tom Okafor, Stage is Negotiation, State is Dark.");
        return new BoardView(board.head(), board.summary(), List.of(), List.of(), null,
                filters(new Filters.Chosen("tom", "negotiation", "dark", "", "urgency", "")), BoardList.nothing(empty));
    }

    static BoardView nothingConnected() {
        return new BoardView(new BoardView.Head("Thursday 19 November, 09:42", "", "No mailbox is connected"), null,
                List.of(), List.of(),
                null, filters(Filters.Chosen.nothing()), BoardList.nothing(Empty.nothingConnected()));
    }

    private static Summary summary() {
        return new Summary("€896,000",
                "at risk, of €2.25 million open in 34 deals. Another €129,000 we cannot see at the moment.",
                Summary.beam(402_000, 318_000, 129_000, 1_404_000),
                "Open value by state: dark €402,000, heading dark €318,000, blind €129,000, bright €1,404,000",
                List.of(
                        Summary.Cell.of(ClockState.DARK, 6, "€402,000", "three since Monday", false),
                        Summary.Cell.of(ClockState.HEADING, 5, "€318,000", "two dark by Saturday", false),
                        Summary.Cell.of(ClockState.BLIND, 2, "€129,000", "one mailbox", false),
                        Summary.Cell.of(ClockState.BRIGHT, 21, "€1,404,000", "two held or paused", false),
                        Summary.Cell.badNews(3, "€228,000", "one not opened yet", false)));
    }

    private static Notice unreadable() {
        return Notice.unreadable("Idris Vale’s mailbox has not been readable since 17 Nov, 22:10",
                "The silence on two deals may be ours, so they are shown as blind, not dark. After signing in again, everything since then "
                        + "is read and the clocks are set right.");
    }

    private static List<BadNews> badNews() {
        return List.of(
                news("14", "HACCP logging, 6 plants", "Quillhaven Foods",
                        "I’m sorry, the board has frozen all new spend until April, so we can’t sign this year.",
                        List.of(span("the board has frozen all new spend", -0.58, "Learned from 9 ratings"),
                                span("can’t sign this year", -0.13, "Lexicon, negation applied to “sign”")),
                        "Ines Calder, Quillhaven Foods, today 09:01", "Priya has not opened it", true),
                news("15", "Ward fridges, two hospitals", "Ferrow Hospital Trust",
                        "It isn’t my call alone: procurement wants to re-tender the whole ward package in spring.",
                        List.of(span("procurement wants to re-tender", -0.48, "Learned from 5 ratings")),
                        "Peter Amsel, Ferrow Hospital Trust, yesterday", "Anna rated it bad", false),
                news("8", "Renewal, 9 sites", "Penhallow Seafood",
                        "Before we renew, we are reviewing whether we still need it. The alarms did help in August.",
                        List.of(span("we are reviewing whether we still need it", -0.44, "Lexicon"),
                                span("The alarms did help", 0.08, "Lexicon")),
                        "Jory Trewin, Penhallow Seafood, 7 Nov", "", false));
    }

    private record Phrase(String phrase, double contribution, String source) {}

    private static Phrase span(String phrase, double contribution, String source) {
        return new Phrase(phrase, contribution, source);
    }

    private static BadNews news(String id, String name, String account, String sentence, List<Phrase> phrases,
            String byline, String status,
            boolean waiting) {
        double score = phrases.stream().mapToDouble(Phrase::contribution).sum();
        List<EvidenceSpan> spans = phrases.stream()
                .map(phrase -> SampleViews.span(sentence, phrase.phrase, phrase.contribution, phrase.source)).toList();
        return new BadNews(new DealRow.Deal(id, name, account), Score.of(score),
                Evidence.of(sentence, spans, score, "news-" + id).paragraphs().getFirst(), byline, status, waiting);
    }

    static ImportProgress progress() {
        Words words = SampleViews.WORDS;
        return new ImportProgress("about 6 minutes left",
                "The last 12 weeks are complete, so the warnings on this board are already right.",
                List.of(
                        ImportProgress.Line.reading("Anna Reyes", 18_204, 18_204, 0, words),
                        ImportProgress.Line.reading("Priya Nair", 12_480, 19_500, 58, words),
                        ImportProgress.Line.reading("Seo-yeon Kim", 8_610, 22_700, 41, words),
                        ImportProgress.Line.waiting("Tom Okafor")));
    }

    private static Filters filters(Filters.Chosen chosen) {
        return new Filters(chosen,
                Stream.of("Anna Reyes", "Idris Vale", "Jonas Weir", "Priya Nair", "Seo-yeon Kim", "Tom Okafor")
                        .map(name -> new Filters.Choice(name.substring(0, name.indexOf(' ')).toLowerCase(Locale.ROOT),
                                name))
                        .toList(),
                Stream.of("Lead", "Qualified", "Proposal", "Negotiation", "Closing")
                        .map(name -> new Filters.Choice(name.toLowerCase(Locale.ROOT), name))
                        .toList(),
                Stream.of(5_000, 15_000, 50_000, 100_000)
                        .map(least -> new Filters.Choice("" + least,
                                "from " + SampleViews.WORDS.money(Money.of(least, "EUR"))))
                        .toList());
    }

    static BoardList list(boolean meetings) {
        return new BoardList("34, most urgent first", meetings,
                List.of(
                        new Group(new Group.Head(ClockState.DARK, 6, "€402,000"), dark()),
                        new Group(new Group.Head(ClockState.HEADING, 5, "€318,000"), heading()),
                        new Group(new Group.Head(ClockState.BLIND, 2, "€129,000"), blind()),
                        new Group(new Group.Head(ClockState.BRIGHT, 21, "€1,404,000"), bright())),
                new More("/board/deals?" + Filters.Chosen.nothing().query("bright~1~19"), "Show 15 more bright deals"),
                null);
    }

    /** The page behind "Show more": it goes on in the group. */
    static BoardList nextPage() {
        return new BoardList("34, most urgent first", true, List.of(new Group(null, bright())), null, null);
    }

    private static List<DealRow> dark() {
        return List.of(
                row(1, "Cold-room monitoring, 14 sites", "Oakhanger Dairies", Silence.running(24, 21), null,
                        "No word from the buyer for 24 days, threshold 21. Last was Helen Marsh on 26 Oct: “we cannot commit before the new year”.",
                        "3/2 4/2 1/1 0/1 0/1 0/1", "Proposal", 3, "€84,000", "closes 30 Nov", "Anna Reyes", "",
                        "None planned"),
                row(2, "Depot refrigeration refit", "Pellworth Rail", Silence.running(31, 28), null,
                        "No word from the buyer for 31 days, threshold 28. Three of our mails are unanswered.",
                        "2/1 1/2 0/1 0/1 0/0 0/1", "Negotiation", 4, "€126,000", "closes 18 Dec", "Jonas Weir", "",
                        "None planned"),
                row(3, "School kitchens, phase 2", "Mirefield Council", Silence.running(43, 21), null,
                        "No word from the buyer for 43 days, threshold 21. Two out-of-office replies came and did not count.",
                        "0/1 0/0 0/1 0/1 0/0 0/1", "Qualified", 2, "€38,500", "closes 31 Jan", "Priya Nair", "",
                        "None planned"),
                row(4, "Proofing-room sensors", "Sundvik Bakeries", Silence.running(26, 21), Chip.championLeft(),
                        "Lena Brandt’s address has bounced since 12 Nov. No word from anyone else for 26 days, threshold 21.",
                        "1/1 2/1 1/1 0/1 0/2 0/0", "Proposal", 3, "€22,400", "closes 11 Dec", "Tom Okafor", "",
                        "None planned"),
                row(5, "냉장 차량 센서 120대", "별빛나루 물류", Silence.running(23, 21), null,
                        "No word from the buyer for 23 days, threshold 21. They opened the quote on 9 Nov; a read receipt does not count.",
                        "2/2 3/2 2/1 0/1 0/1 0/0", "Proposal", 3, "€61,000", "closes 18 Dec", "Seo-yeon Kim", "",
                        "None planned"),
                row(6, "Vaccine fridges, Ghent", "Tamsel Pharma", Silence.running(29, 28), null,
                        "No word from the buyer for 29 days, threshold 28. Dark since yesterday.",
                        "1/1 1/1 0/0 0/1 0/0 0/0", "Qualified", 2, "€70,100", "closes 26 Feb", "Jonas Weir", "",
                        "None planned"));
    }

    private static List<DealRow> heading() {
        return List.of(
                row(7, "Kitchen compliance pack", "Aster Quay Hotels", Silence.running(19, 21), null,
                        "Goes dark on Saturday unless the buyer writes. Our mail of 12 Nov asks for nothing they could answer.",
                        "2/1 2/1 1/2 1/1 0/1 0/0", "Proposal", 3, "€58,000", "closes 4 Dec", "Priya Nair", "",
                        "None planned"),
                row(8, "Renewal, 9 sites", "Penhallow Seafood", Silence.running(12, 14), Chip.badNews(),
                        "“We are reviewing whether we still need it.” Then silence: 12 days, threshold 14.",
                        "1/1 2/1 2/1 1/1 1/1 0/1", "Renewal", 3, "€52,000", "closes 15 Dec", "Tom Okafor", "",
                        "None planned"),
                row(9, "Donor-fridge alarms", "Talvik Blood Bank", Silence.running(22, 28), null,
                        "22 days of 28. The reply of 16 Nov was an out-of-office without a return date and did not count.",
                        "2/1 1/1 1/1 0/0 0/1 0/1", "Proposal", 3, "€91,000", "closes 15 Jan", "Anna Reyes", "",
                        "None planned"),
                row(10, "Sampling-lab fridges", "Vantmoor Water", Silence.running(17, 21), null,
                        "Goes dark on Monday unless the buyer writes.",
                        "1/1 2/0 2/1 1/1 0/1 0/0", "Qualified", 2, "€44,000", "closes 29 Jan", "Jonas Weir", "",
                        "None planned"),
                row(11, "冷库监测一期", "晨栈冷链", Silence.running(15, 21), null,
                        "15 days of 21. Zhao Lin answered “研究研究”, which the team rated as a polite no.",
                        "1/1 1/1 1/1 2/1 0/1 0/1", "Qualified", 2, "€73,000", "closes 26 Feb", "Seo-yeon Kim", "",
                        "None planned"));
    }

    private static List<DealRow> blind() {
        return List.of(
                row(12, "Reefer yard, berth 4", "Brackwell Ports", Silence.blind(9, 21), null,
                        "Idris Vale’s mailbox has not been readable since 17 Nov, 22:10. The buyer may have written. It needs signing in again",
                        "2/1 1/1 2/1 1/1 1/1 -", "Negotiation", 4, "€88,000", "closes 11 Dec", "Idris Vale",
                        "Not known", "calendar not readable"),
                row(13, "Dispensary monitoring", "Gorse Lane Clinics", Silence.blind(16, 21), null,
                        "Idris Vale’s mailbox has not been readable since 17 Nov, 22:10. It was 14 days of 21 when we last looked.",
                        "1/0 1/1 0/1 1/1 0/0 -", "Qualified", 2, "€41,000", "closes 29 Jan", "Idris Vale", "Not known",
                        "calendar not readable"));
    }

    private static List<DealRow> bright() {
        return List.of(
                row(14, "HACCP logging, 6 plants", "Quillhaven Foods", Silence.running(0, 28), Chip.badNews(),
                        "“The board has frozen all new spend until April.” 41 minutes ago; Priya has not opened it.",
                        "3/2 2/2 4/3 3/2 2/2 3/1", "Negotiation", 4, "€112,000", "closes 27 Nov", "Priya Nair",
                        "Thu 26 Nov, 11:00", "Contract review"),
                row(15, "Ward fridges, two hospitals", "Ferrow Hospital Trust", Silence.running(1, 28), Chip.badNews(),
                        "“Procurement wants to re-tender.” Yesterday; Anna rated it bad.",
                        "2/1 2/2 3/2 2/2 3/2 2/2", "Proposal", 3, "€64,000", "closes 18 Dec", "Anna Reyes", "",
                        "None planned"),
                row(16, "Bottling-line probes", "Orrery Drinks", Silence.running(0, 28), null,
                        "Dana Holt this morning: “send the paper over, we are ready to sign”.",
                        "2/2 3/2 3/3 4/3 4/3 5/4", "Negotiation", 4, "€139,000", "closes 27 Nov", "Jonas Weir",
                        "Fri 20 Nov, 10:00", "Signature call"),
                row(17, "Archive climate control", "Kelmscar Storage", Silence.paused(11, 21), Chip.paused(),
                        "Out of office until 2 Dec, so the clock waits. Two colleagues are named in the reply.",
                        "1/1 2/1 1/1 1/1 1/1 0/0", "Proposal", 3, "€47,500", "closes 15 Jan", "Priya Nair", "",
                        "None planned"),
                row(18, "Group framework, 31 depots", "Lindholt Cold Freight", Silence.held(13, 28), Chip.held(),
                        "13 days without mail, but a board presentation is accepted for 3 Dec.",
                        "2/2 2/1 1/1 1/1 1/1 0/1", "Proposal", 3, "€210,000", "closes 30 Jan", "Anna Reyes",
                        "Thu 3 Dec, 09:30", "Board presentation"),
                row(19, "Milk-tank telemetry", "Stourfield Farms", Silence.running(1, 21), null,
                        "Two mails and a call this week.",
                        "1/1 0/1 1/1 2/1 2/2 3/2", "Qualified", 2, "€18,900", "closes 26 Feb", "Tom Okafor",
                        "Mon 23 Nov, 15:30", "Demo"));
    }

    private static DealRow row(int id, String name, String account, Silence silence, @Nullable Chip chip, String reason,
            String weeks,
            String stage, int at, String amount, String closes, String owner, String when, String what) {
        InOutBars bars = InOutBars.of(Stream.of(weeks.split(" ")).map(SampleBoard::week).toList());
        return new DealRow(new DealRow.Deal("" + id, name, account), silence, chip, reason, bars,
                new DealRow.Stage(stage, at, 5),
                new DealRow.Worth(amount, closes), Face.of(owner), new DealRow.Meeting(when, what));
    }

    private static InOutBars.Week week(String inOut) {
        if (inOut.equals("-")) {
            return InOutBars.Week.unread();
        }
        String[] parts = inOut.split("/");
        return InOutBars.Week.of(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
    }
}
