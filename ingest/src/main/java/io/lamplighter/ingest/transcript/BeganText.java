// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.transcript;

import io.lamplighter.ingest.transcript.Recording.Began;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the day and time of a recording in a file's name or header, in the forms recorders write. */
final class BeganText {
    private static final int MOST_LINES = 12;
    private static final int LONGEST = 300;
    /** {@code 5/6/2024} is two days: only what can be read in one way is. */
    private static final Pattern FIGURES = Pattern.compile("(?<!\\d)(\\d{1,2})([./-])(\\d{1,2})\\2(20\\d{2})(?!\\d)");
    private static final Pattern YEAR_FIRST = Pattern.compile("(?<!\\d)(20\\d{2})(?:([-/._])(\\d{1,2})\\2(\\d{1,2})"
            + "|(\\d{2})(\\d{2})|\\s?[.년年]\\s?(\\d{1,2})\\s?[.월月]\\s?(\\d{1,2})\\s?[.일日号號]?)(?!\\d)");
    private static final Pattern DAY_MONTH = Pattern.compile(
            "(?<!\\d)(\\d{1,2})(?:st|nd|rd|th|\\.|er)?[ -](?:de )?(\\p{L}{3,10})\\.?,?[ -](?:de )?(20\\d{2})");
    private static final Pattern MONTH_DAY = Pattern
            .compile("(?<!\\p{L})(\\p{L}{3,10})\\.? (\\d{1,2})(?:st|nd|rd|th)?,? (20\\d{2})");
    private static final Pattern TIME = Pattern.compile("[^\\d\\n]{0,14}?(?:(오전|오후|上午|下午|午前|午後)\\s?)?(?<!\\d)"
            + "(\\d{1,2})\\s?[:.h_시時点-]?\\s?(\\d{2})분?(?:[:._-]?(\\d{2})(?!\\d))?(?!\\d)\\s?([AaPp]\\.?[Mm])?");
    private static final Pattern ZONE = Pattern.compile(
            "[\\s(]{0,3}(?:(?:GMT|UTC)?([+-]\\d{1,2})(?::?(\\d{2}))?(?![\\d])|(Z|UTC|GMT|[ECMP][DS]T|BST|CES?T|KST|JST)\\b)");
    private static final List<String> MONTHS = List.of("jan,ene,gen", "feb,fév,fev", "mar,mär,mrt", "apr,avr,abr",
            "may,mai,mei", "jun,juin,giu", "jul,juil,lug", "aug,aoû,ago", "sep,set", "oct,okt,ott,out", "nov",
            "dec,dez,déc,dic");
    /** CST is Chicago's and China's. */
    private static final Map<String, Integer> ZONES = Map.ofEntries(Map.entry("Z", 0), Map.entry("UTC", 0),
            Map.entry("GMT", 0), Map.entry("EDT", -4), Map.entry("EST", -5), Map.entry("CDT", -5), Map.entry("MDT", -6),
            Map.entry("MST", -7), Map.entry("PDT", -7), Map.entry("PST", -8), Map.entry("BST", 1), Map.entry("CET", 1),
            Map.entry("CEST", 2), Map.entry("KST", 9), Map.entry("JST", 9));
    private static final Pattern PROGRAM = Pattern
            .compile("(?i)(?:^|[\\s_.-]+)(?:meeting )?(?:recording|transcript|transkript|captions?|"
                    + "audio|video|otter_ai|otter\\.ai|녹취록|逐字稿|文字记录)[\\s_.-]*$");

    private BeganText() {}

    /** @param day where it stands, with the time if there is one */
    private record Found(Began day, int from, int to) {}

    static Optional<Began> inName(String name) {
        return find(name).map(Found::day);
    }

    static Optional<Began> in(String header) {
        return header.lines().filter(line -> !line.isBlank()).limit(MOST_LINES).filter(line -> line.length() <= LONGEST)
                .flatMap(line -> find(line).stream()).map(Found::day).findFirst();
    }

    /** The words without the date and what programs add. */
    static String without(String words) {
        Optional<Found> found = find(words);
        String rest = found.isEmpty()
                ? words
                : words.substring(0, found.get().from()) + " " + words.substring(found.get().to());
        String title = rest.strip();
        for (int i = 0; i < 3; i++) {
            title = PROGRAM.matcher(title).replaceFirst("");
        }
        return title.replaceAll("GMT\\s|[\\[(（]\\s*[)）\\]]", " ")
                .replaceAll("[\\s_]+", " ")
                .replaceAll("^[\\s.,;:|#·•-]+|[\\s.,;:|·•-]+$", "");
    }

    private static Optional<Found> find(String line) {
        String text = line.length() > LONGEST ? line.substring(0, LONGEST) : line;
        for (Pattern pattern : List.of(YEAR_FIRST, MONTH_DAY, DAY_MONTH, FIGURES)) {
            Matcher match = pattern.matcher(text);
            while (match.find()) {
                LocalDate day = day(pattern, match, text);
                if (day != null) {
                    return Optional.of(timed(text, match, day));
                }
            }
        }
        return Optional.empty();
    }

    private static @Nullable LocalDate day(Pattern pattern, Matcher match, String text) {
        try {
            if (pattern == YEAR_FIRST) {
                int group = match.group(3) != null ? 3 : match.group(5) != null ? 5 : 7;
                return of(match.group(1), match.group(group), match.group(group + 1));
            }
            if (pattern == MONTH_DAY) {
                return of(match.group(3), month(match.group(1)), match.group(2));
            }
            return pattern == DAY_MONTH
                    ? of(match.group(3), month(match.group(2)), match.group(1))
                    : figures(match, text);
        } catch (DateTimeException none) {
            return null;
        }
    }

    private static @Nullable LocalDate figures(Matcher match, String text) {
        int first = Integer.parseInt(match.group(1));
        int second = Integer.parseInt(match.group(3));
        boolean american = text.matches("(?i).*\\d ?[ap]m\\b.*");
        boolean dayFirst = first > 12 || match.group(2).equals(".") || first == second;
        boolean monthFirst = !dayFirst && (second > 12 || american && match.group(2).equals("/"));
        if (!dayFirst && !monthFirst) {
            return null;
        }
        return of(match.group(4), match.group(dayFirst ? 3 : 1), match.group(dayFirst ? 1 : 3));
    }

    private static @Nullable LocalDate of(String year, @Nullable String month, String day) {
        return month == null
                ? null
                : LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day));
    }

    private static @Nullable String month(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        for (int i = 0; i < MONTHS.size(); i++) {
            for (String start : MONTHS.get(i).split(",", -1)) {
                if (lower.startsWith(start)) {
                    return String.valueOf(i + 1);
                }
            }
        }
        return null;
    }

    private static Found timed(String text, Matcher day, LocalDate date) {
        Matcher time = TIME.matcher(text).region(day.end(), text.length()).useTransparentBounds(true);
        LocalTime at = time.lookingAt() ? time(time) : null;
        if (at == null) {
            return new Found(new Began(date.atStartOfDay(), null, true), day.start(), day.end());
        }
        // Zoom writes GMT20240514-140200_Recording.
        boolean zulu = text.startsWith("GMT", day.start() - 3);
        Matcher zone = ZONE.matcher(text).region(time.end(), text.length());
        boolean zoned = zone.lookingAt();
        ZoneOffset offset = zulu ? ZoneOffset.UTC : zoned ? offset(zone) : null;
        int end = zoned ? zone.end() : time.end();
        return new Found(new Began(date.atTime(at), offset, false), zulu ? day.start() - 3 : day.start(), end);
    }

    private static @Nullable LocalTime time(Matcher match) {
        String half = match.group(1) != null ? match.group(1) : match.group(5);
        int hour = Integer.parseInt(match.group(2));
        int minute = Integer.parseInt(match.group(3));
        int second = match.group(4) == null ? 0 : Integer.parseInt(match.group(4));
        if (half != null) {
            boolean afternoon = "오후下午午後".contains(half) || half.toLowerCase(Locale.ROOT).startsWith("p");
            hour = hour % 12 + (afternoon ? 12 : 0);
        }
        return hour > 23 || minute > 59 || second > 59 ? null : LocalTime.of(hour, minute, second);
    }

    private static @Nullable ZoneOffset offset(Matcher zone) {
        if (zone.group(3) != null) {
            Integer hours = ZONES.get(zone.group(3));
            return hours == null ? null : ZoneOffset.ofHours(hours);
        }
        int hours = Integer.parseInt(zone.group(1));
        int minutes = zone.group(2) == null ? 0 : Integer.parseInt(zone.group(2));
        boolean inside = Math.abs(hours) <= 14 && minutes < 60;
        return inside ? ZoneOffset.ofTotalSeconds(hours * 3600 + (hours < 0 ? -60 : 60) * minutes) : null;
    }
}
