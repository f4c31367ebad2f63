// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.calendar;

import io.lamplighter.ingest.calendar.RecurrenceRule.Frequency;
import io.lamplighter.ingest.calendar.RecurrenceRule.Lists;
import io.lamplighter.ingest.calendar.RecurrenceRule.NthDay;
import io.lamplighter.ingest.calendar.RecurrenceRule.Skip;
import io.lamplighter.ingest.calendar.RecurrenceRule.Until;
import java.time.DayOfWeek;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The text of an RRULE. What is not known is passed over, what cannot be right makes the rule void. */
final class RuleText {
    private static final int LONGEST = 8_000;
    private static final Pattern DAY = Pattern.compile("([+-]?\\d{1,3})?(MO|TU|WE|TH|FR|SA|SU)");
    private static final List<String> WEEK = List.of("MO", "TU", "WE", "TH", "FR", "SA", "SU");

    private final Map<String, String> parts = new HashMap<>();

    private RuleText(String value) {
        for (String part : value.toUpperCase(Locale.ROOT).split(";")) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                parts.put(part.substring(0, equals).strip(), part.substring(equals + 1).strip());
            }
        }
    }

    static Optional<RecurrenceRule> parse(String value) {
        if (value.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            return Optional.of(new RuleText(value).rule());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private RecurrenceRule rule() {
        if (!parts.getOrDefault("RSCALE", "GREGORIAN").equals("GREGORIAN")) {
            throw new IllegalArgumentException("RSCALE");
        }
        // RFC 7529 §4.1: SKIP means nothing without RSCALE.
        Skip skip = parts.containsKey("RSCALE") ? Skip.valueOf(parts.getOrDefault("SKIP", "OMIT")) : Skip.OMIT;
        return new RecurrenceRule(Frequency.valueOf(parts.getOrDefault("FREQ", "")), number("INTERVAL", 1),
                parts.containsKey("COUNT") ? number("COUNT", 1) : 0, until(), lists(), days(),
                weekDay(parts.getOrDefault("WKST", "MO")), skip);
    }

    private Lists lists() {
        return new Lists(numbers("BYSECOND", 0, 60, false), numbers("BYMINUTE", 0, 59, false),
                numbers("BYHOUR", 0, 23, false), numbers("BYMONTHDAY", 1, 31, true),
                numbers("BYYEARDAY", 1, 366, true), numbers("BYWEEKNO", 1, 53, true), numbers("BYMONTH", 1, 12, false),
                numbers("BYSETPOS", 1, 366, true));
    }

    private Optional<Until> until() {
        String text = parts.getOrDefault("UNTIL", "");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        DateValue value = DateValue.parse(text)
                .orElseThrow(() -> new IllegalArgumentException("UNTIL"));
        return Optional.of(new Until(value.local(), value.utc(), value.dateOnly()));
    }

    /** At least one; what is larger than an int is as good as endless. */
    private int number(String name, int otherwise) {
        String text = parts.getOrDefault(name, "");
        if (text.isEmpty()) {
            return otherwise;
        }
        int number = Numbers.parse(text).orElseThrow(() -> new IllegalArgumentException(name));
        if (number < 1) {
            throw new IllegalArgumentException(name);
        }
        return number;
    }

    private List<Integer> numbers(String name, int least, int most, boolean fromEnd) {
        String text = parts.getOrDefault(name, "");
        TreeSet<Integer> numbers = new TreeSet<>();
        for (String one : text.split(",")) {
            if (one.isBlank()) {
                continue;
            }
            int number = Numbers.parse(one.strip()).orElseThrow(() -> new IllegalArgumentException(name));
            int size = fromEnd ? Math.abs(number) : number;
            if (size < least || size > most) {
                throw new IllegalArgumentException(name);
            }
            numbers.add(number);
        }
        return List.copyOf(numbers);
    }

    /** In order, so that {@code 1MO,TU} and {@code TU,+1MO} are one rule. */
    private List<NthDay> days() {
        return Stream.of(parts.getOrDefault("BYDAY", "").split(",")).map(String::strip).filter(t -> !t.isEmpty())
                .map(RuleText::day).distinct().sorted(Comparator.comparing(NthDay::day).thenComparing(NthDay::nth))
                .toList();
    }

    private static NthDay day(String text) {
        Matcher matcher = DAY.matcher(text.replace(" ", ""));
        if (!matcher.matches()) {
            throw new IllegalArgumentException("BYDAY");
        }
        String nth = matcher.group(1);
        int number = nth == null ? 0 : Integer.parseInt(nth);
        if (nth != null && (number == 0 || Math.abs(number) > 53)) {
            throw new IllegalArgumentException("BYDAY");
        }
        return new NthDay(number, weekDay(String.valueOf(matcher.group(2))));
    }

    private static DayOfWeek weekDay(String text) {
        int day = WEEK.indexOf(text);
        if (day < 0) {
            throw new IllegalArgumentException("weekday");
        }
        return DayOfWeek.of(day + 1);
    }
}
