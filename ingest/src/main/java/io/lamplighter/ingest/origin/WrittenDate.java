// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.origin;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A day somebody wrote into a text, in words or figures, with or without the year. */
record WrittenDate(LocalDate day, int from, int to) {
    /** By their first letters, lower case; the longer one of two that begin alike comes first. */
    private static final Map<String, Integer> MONTHS = months("jan,ene,gen,sty,янв,styczn", "feb,fév,fev,lut,фев,fév",
            "mar,mär,mrt,maa,мар,mars", "apr,avr,abr,kwi,апр",
            "may,mai,mei,maj,mag,мая,май", "jun,juin,giu,cze,июн", "jul,juil,lug,lip,июл", "aug,aoû,aou,ago,sie,авг",
            "sep,set,wrz,сен", "oct,okt,ott,out,paź,окт", "nov,lis,ноя", "dec,déc,dez,dic,gru,дек");

    private static final Pattern WORDS = Pattern.compile(
            "(?<![\\d.])(\\d{1,2})(?:st|nd|rd|th|\\.|er|º)?\\s{1,2}(?:de\\s|of\\s)?(\\p{L}{3,12})\\.?,?(?:\\s(?:de\\s)?(\\d{4}))?");
    private static final Pattern MONTH_FIRST = Pattern
            .compile("(?<!\\p{L})(\\p{L}{3,9})\\.?\\s(\\d{1,2})(?:st|nd|rd|th)?(?!\\d)(?:,?\\s(\\d{4}))?");
    private static final Pattern ISO = Pattern.compile("(\\d{4})[-/.](\\d{1,2})[-/.](\\d{1,2})");
    private static final Pattern FIGURES = Pattern
            .compile("(?<![\\d.])(\\d{1,2})([./-])(\\d{1,2})\\2(\\d{4}|\\d{2})?(?!\\d)");
    /** Without a year; only what stands before tells that it is no number of something. */
    private static final Pattern SHORT = Pattern.compile("(?<![\\d/])(\\d{1,2})/(\\d{1,2})(?![\\d/])");
    private static final Pattern ASIAN = Pattern
            .compile("(?:(\\d{4})\\s?[年년]\\s?)?(\\d{1,2})\\s?[月월]\\s?(\\d{1,2})\\s?[日일号]");

    static List<WrittenDate> in(String text, LocalDate sent) {
        List<WrittenDate> dates = new ArrayList<>();
        find(ISO, text, m -> day(m.group(1), m.group(2), m.group(3), sent), dates);
        find(ASIAN, text, m -> day(m.group(1), m.group(2), m.group(3), sent), dates);
        find(WORDS, text, m -> day(m.group(3), month(m.group(2)), m.group(1), sent), dates);
        find(MONTH_FIRST, text, m -> day(m.group(3), month(m.group(1)), m.group(2), sent), dates);
        find(FIGURES, text, m -> figures(m, sent), dates);
        find(SHORT, text, m -> Integer.parseInt(m.group(2)) > 12
                ? day(null, m.group(1), m.group(2), sent)
                : day(null, m.group(2), m.group(1), sent), dates);
        return dates;
    }

    private interface Reading {
        Optional<LocalDate> of(Matcher match);
    }

    private static void find(Pattern pattern, String text, Reading reading, List<WrittenDate> dates) {
        Matcher match = pattern.matcher(text);
        while (match.find() && dates.size() < 50) {
            reading.of(match).ifPresent(day -> dates.add(new WrittenDate(day, match.start(), match.end())));
        }
    }

    /** Day first, unless only month first can be: 3/16/2026. */
    private static Optional<LocalDate> figures(Matcher match, LocalDate sent) {
        boolean monthFirst = Integer.parseInt(match.group(3)) > 12;
        String year = match.group(4) != null && match.group(4).length() == 2 ? "20" + match.group(4) : match.group(4);
        return monthFirst
                ? day(year, match.group(1), match.group(3), sent)
                : day(year, match.group(3), match.group(1), sent);
    }

    private static @Nullable String month(String name) {
        // Dutch Mondays, French, Spanish and Italian Tuesdays begin like March.
        if (name.startsWith("maand") || name.startsWith("mardi") || name.startsWith("marte")) {
            return null;
        }
        for (int length = 4; length >= 3; length--) {
            Integer number = name.length() >= length ? MONTHS.get(name.substring(0, length)) : null;
            if (number != null) {
                return number.toString();
            }
        }
        return null;
    }

    /** Without a year it is the next such day: nobody is away until last March. */
    private static Optional<LocalDate> day(@Nullable String year, @Nullable String month, String day, LocalDate sent) {
        if (month == null) {
            return Optional.empty();
        }
        try {
            LocalDate date = LocalDate.of(year == null ? sent.getYear() : Integer.parseInt(year),
                    Integer.parseInt(month),
                    Integer.parseInt(day));
            return Optional.of(year == null && date.isBefore(sent.minusDays(14)) ? date.plusYears(1) : date);
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }

    private static Map<String, Integer> months(String... names) {
        Map<String, Integer> months = new HashMap<>();
        for (int i = 0; i < names.length; i++) {
            for (String name : names[i].split(",")) {
                months.putIfAbsent(name.substring(0, Math.min(4, name.length())), i + 1);
            }
        }
        return Map.copyOf(months);
    }
}
