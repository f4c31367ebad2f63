// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import io.lamplighter.crm.warning.OpenDeal;
import io.lamplighter.crm.warning.OpenDeal.Blindness;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The strip on top of the board: what is at risk, and how many deals are in which state. */
final class Summaries {

    private static final int SOON = 2;

    private final List<OpenDeal> deals;
    private final Amounts amounts;
    private final Words words;
    private final Instant now;

    Summaries(List<OpenDeal> deals, Words words, Instant now) {
        this.deals = deals;
        this.amounts = Amounts.of(deals, words);
        this.words = words;
        this.now = now;
    }

    /** @param chosen the state the list is filtered by; empty for none */
    Summary summary(String chosen) {
        List<OpenDeal> risky = Stream.concat(in(ClockState.DARK).stream(), in(ClockState.HEADING).stream()).toList();
        List<OpenDeal> bad = deals.stream().filter(deal -> deal.badNews().isPresent()).toList();
        List<Summary.Cell> cells = new ArrayList<>();
        for (ClockState state : ClockState.values()) {
            List<OpenDeal> here = in(state);
            cells.add(Summary.Cell.of(state, here.size(), amounts.sum(here), remark(state, here),
                    state.key().equals(chosen)));
        }
        cells.add(Summary.Cell.badNews(bad.size(), amounts.sum(bad), newsRemark(bad), chosen.equals("bad")));
        return new Summary(words.shortMoney(amounts.inMain(risky)), sentence(risky), beam(), beamWords(), cells);
    }

    private String sentence(List<OpenDeal> risky) {
        String deal = deals.size() == 1 ? "deal" : "deals";
        StringBuilder says = new StringBuilder("at risk, of ").append(words.shortMoney(amounts.inMain(deals)))
                .append(" open in ").append(words.number(deals.size())).append(" ").append(deal).append(".");
        String others = Words.list(amounts.others(risky).stream().map(words::shortMoney).toList());
        if (!others.isEmpty()) {
            says.append(" In other currencies ").append(others).append(" more is at risk.");
        }
        String unseen = amounts.sum(in(ClockState.BLIND));
        if (!unseen.isEmpty()) {
            says.append(" Another ").append(unseen).append(" we cannot see at the moment.");
        }
        return says.toString();
    }

    private List<Summary.Share> beam() {
        return Summary.beam(Arrays.stream(ClockState.values())
                .mapToDouble(state -> amounts.inMain(in(state)).amount().doubleValue()).toArray());
    }

    private String beamWords() {
        return "Open value by state: " + Arrays.stream(ClockState.values())
                .map(state -> state.label().toLowerCase(words.locale()) + " "
                        + words.money(amounts.inMain(in(state))))
                .collect(Collectors.joining(", "));
    }

    private String remark(ClockState state, List<OpenDeal> here) {
        if (here.isEmpty()) {
            return "";
        }
        return switch (state) {
            case DARK -> sinceMonday(here);
            case HEADING -> soonDark(here);
            case BLIND -> unseen(here);
            case BRIGHT -> {
                long paused = here.stream().filter(Clocks::isPaused).count();
                yield paused == 0 ? "" : Spelled.of(paused) + " paused";
            }
        };
    }

    private String sinceMonday(List<OpenDeal> dark) {
        LocalDate today = words.day(now);
        LocalDate monday = today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        long fresh = dark.stream().filter(deal -> !deal.silence().goesDarkOn().isBefore(monday)).count();
        return fresh == 0 ? "" : Spelled.of(fresh) + (monday.equals(today) ? " since today" : " since Monday");
    }

    private String soonDark(List<OpenDeal> heading) {
        LocalDate soon = words.day(now).plusDays(SOON);
        long by = heading.stream().filter(deal -> !deal.silence().goesDarkOn().isAfter(soon)).count();
        if (by > 0) {
            return Spelled.of(by) + " dark by " + soon.getDayOfWeek().getDisplayName(TextStyle.FULL, words.locale());
        }
        LocalDate first = heading.stream().map(deal -> deal.silence().goesDarkOn()).min(Comparator.naturalOrder())
                .orElse(soon);
        return "next on " + words.date(first, words.day(now));
    }

    private static String unseen(List<OpenDeal> blind) {
        if (all(blind, Blindness.Cause.STILL_IMPORTING)) {
            return "history is being read";
        }
        if (all(blind, Blindness.Cause.NO_MAILBOX)) {
            return "no mailbox connected";
        }
        long mailboxes = blind.stream().flatMap(deal -> deal.blindness().stream())
                .filter(why -> why.cause() != Blindness.Cause.STILL_IMPORTING).map(Blindness::owner).distinct().count();
        return Spelled.count(mailboxes, "mailbox", "mailboxes");
    }

    private static boolean all(List<OpenDeal> blind, Blindness.Cause cause) {
        return blind.stream().allMatch(deal -> deal.blindness().filter(why -> why.cause() == cause).isPresent());
    }

    private String newsRemark(List<OpenDeal> bad) {
        long today = bad.stream().flatMap(deal -> deal.badNews().stream())
                .filter(news -> words.days(news.at(), now) == 0).count();
        return today == 0 ? "" : Spelled.of(today) + " today";
    }

    private List<OpenDeal> in(ClockState state) {
        return deals.stream().filter(deal -> Clocks.state(deal) == state).toList();
    }
}
