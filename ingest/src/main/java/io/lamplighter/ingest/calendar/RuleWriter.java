// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.calendar;

import io.lamplighter.ingest.calendar.RecurrenceRule.NthDay;
import io.lamplighter.ingest.calendar.RecurrenceRule.Skip;
import io.lamplighter.ingest.calendar.RecurrenceRule.Until;
import java.time.DayOfWeek;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Collectors;

/** Writes a rule as RFC 5545 §3.3.10 does, in the order of the parts given there; what means nothing is left out. */
final class RuleWriter {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuuMMdd");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss");

    private final StringBuilder text = new StringBuilder(60);

    private RuleWriter() {}

    static String text(RecurrenceRule rule) {
        RuleWriter writer = new RuleWriter();
        writer.write(rule);
        return writer.text.toString();
    }

    private void write(RecurrenceRule rule) {
        boolean skips = rule.skip() != Skip.OMIT;
        add("RSCALE", skips ? "GREGORIAN" : "");
        add("FREQ", rule.frequency().name());
        add("UNTIL", rule.until().map(RuleWriter::until).orElse(""));
        add("COUNT", rule.count() > 0 ? Integer.toString(rule.count()) : "");
        add("INTERVAL", rule.interval() > 1 ? Integer.toString(rule.interval()) : "");
        add("BYSECOND", rule.by().seconds());
        add("BYMINUTE", rule.by().minutes());
        add("BYHOUR", rule.by().hours());
        add("BYDAY", days(rule.days()));
        add("BYMONTHDAY", rule.by().monthDays());
        add("BYYEARDAY", rule.by().yearDays());
        add("BYWEEKNO", rule.by().weeks());
        add("BYMONTH", rule.by().months());
        add("BYSETPOS", rule.by().positions());
        add("WKST", rule.weekStart() == DayOfWeek.MONDAY ? "" : name(rule.weekStart()));
        add("SKIP", skips ? rule.skip().name() : "");
    }

    private void add(String name, List<Integer> numbers) {
        add(name, numbers.stream().map(Object::toString).collect(Collectors.joining(",")));
    }

    private void add(String name, String value) {
        if (!value.isEmpty()) {
            text.append(text.isEmpty() ? "" : ";").append(name).append('=').append(value);
        }
    }

    private static String until(Until until) {
        return until.wholeDay()
                ? DAY.format(until.time())
                : TIME.format(until.time()) + (until.utc() ? "Z" : "");
    }

    private static String days(List<NthDay> days) {
        return days.stream()
                .map(day -> (day.nth() == 0 ? "" : Integer.toString(day.nth())) + name(day.day()))
                .collect(Collectors.joining(","));
    }

    private static String name(DayOfWeek day) {
        return day.name().substring(0, 2);
    }
}
