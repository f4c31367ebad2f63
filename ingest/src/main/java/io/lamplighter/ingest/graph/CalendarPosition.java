// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.graph;

/**
 * How far the calendar is read.
 *
 * @param earliest where the first window began, in epoch seconds: what was ever given lies after it
 * @param until where the window of the round that is followed ends; 0 before the first
 * @param first whether this is still the round that gives all there is in the window
 * @param link where to go on; empty where the round has not begun
 * @param linked when the link was given
 * @param sweep whether it is still to be found out what was deleted meanwhile
 */
record CalendarPosition(long earliest, long until, boolean first, String link, long linked, boolean sweep) {

    static final CalendarPosition NONE = new CalendarPosition(Long.MAX_VALUE, 0, true, "", 0, true);

    /** A new window; the very first one is known by having no time of a link. */
    CalendarPosition begin(long from, long to) {
        return new CalendarPosition(Math.min(earliest, from), to, true, "", linked, true);
    }

    /** The same window once more; where its first round was not finished, all of it. */
    CalendarPosition restarted() {
        return new CalendarPosition(earliest, until, true, "", first ? 0 : linked, true);
    }

    boolean hasWindow() {
        return until > 0;
    }

    CalendarPosition at(String next, long now, boolean stillFirst) {
        return new CalendarPosition(earliest, until, stillFirst, next, now, sweep);
    }

    CalendarPosition swept() {
        return new CalendarPosition(earliest, until, first, link, linked, false);
    }

    String format() {
        return Fields.join("calendar", earliest, until, first, link, linked, sweep);
    }

    static CalendarPosition parse(Fields fields) {
        return new CalendarPosition(fields.number(), fields.number(), fields.flag(), fields.text(), fields.number(),
                fields.flag());
    }
}
