// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a deal's chart is drawn from: one entry per calendar day of the reader, oldest first, the last one today.
 *
 * @param since the day of the buyer's last word before these days, or the day the deal was opened; silence is counted from
 *        it, and nothing is drawn before it
 * @param threshold days of silence after which the deal counts as dark
 */
public record ChartDays(LocalDate since, int threshold, List<Day> days) {

    /** Twelve weeks, as the page shows them. */
    public static final int SHOWN = 84;

    public ChartDays {
        days = List.copyOf(days);
        if (days.isEmpty()) {
            throw new IllegalArgumentException("A chart needs at least today");
        }
    }

    /**
     * @param in mails from people at the buyer
     * @param out mails from us
     * @param met a meeting with the buyer took place
     * @param heard the clock went back to zero: a person at the buyer wrote, or came to a meeting
     * @param paused the clock stood still, because of an out-of-office with a return date
     * @param blind one of the mailboxes could not be read
     */
    public record Day(LocalDate date, int in, int out, boolean met, boolean heard, boolean paused, boolean blind) {

        public static Day quiet(LocalDate date) {
            return new Day(date, 0, 0, false, false, false, false);
        }

        public Day with(int in, int out) {
            return new Day(date, in, out, met, heard || in > 0, paused, blind);
        }

        public Day meeting() {
            return new Day(date, in, out, true, true, paused, blind);
        }

        public Day standingStill() {
            return new Day(date, in, out, met, heard, true, blind);
        }

        public Day unread() {
            return new Day(date, in, out, met, heard, paused, true);
        }
    }

    /**
     * @param reached what the silence had grown to that day before a word of the buyer ended it
     * @param end days of silence at the end of the day
     * @param known false before {@link ChartDays#since()}, where there is nothing to say
     */
    record Level(int reached, int end, boolean known) {}

    List<Level> levels() {
        List<Level> levels = new ArrayList<>();
        int silence = Words.days(since, days.getFirst().date().minusDays(1));
        for (Day day : days) {
            boolean grows = day.date().isAfter(since) && !day.paused();
            int reached = grows ? silence + 1 : silence;
            silence = day.heard() ? 0 : reached;
            levels.add(new Level(reached, silence, !day.date().isBefore(since) || day.heard()));
        }
        return levels;
    }

    LocalDate today() {
        return days.getLast().date();
    }

    int silenceToday() {
        return levels().getLast().end();
    }

    /** The first day of the darkness that lasts until today; null while the deal is not dark. */
    @Nullable
    LocalDate darkSince() {
        List<Level> levels = levels();
        if (levels.getLast().end() < threshold) {
            return null;
        }
        int first = days.size() - 1;
        while (first > 0 && levels.get(first - 1).end() >= threshold) {
            first--;
        }
        return first > 0
                ? days.get(first).date()
                : days.getFirst().date().minusDays(levels.getFirst().end() - threshold);
    }
}
