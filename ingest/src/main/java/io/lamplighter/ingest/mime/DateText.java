// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.mime;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads {@code Date} fields (RFC 5322 §3.3 and the obsolete §4.3) by what their words look like, not by their order:
 * day names in any language, seconds or zone left out, two-digit years, month first, comments.
 */
final class DateText {
    private static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";
    /** In minutes. RFC 5322 §4.3; one-letter military zones are not to be trusted and mean UTC. */
    private static final Map<String, Integer> ZONES = Map.ofEntries(Map.entry("est", -300), Map.entry("edt", -240),
            Map.entry("cst", -360), Map.entry("cdt", -300), Map.entry("mst", -420), Map.entry("mdt", -360),
            Map.entry("pst", -480), Map.entry("pdt", -420), Map.entry("cet", 60), Map.entry("cest", 120),
            Map.entry("mez", 60), Map.entry("mesz", 120), Map.entry("met", 60), Map.entry("mest", 120),
            Map.entry("bst", 60), Map.entry("wet", 0), Map.entry("west", 60), Map.entry("eet", 120),
            Map.entry("eest", 180), Map.entry("msk", 180), Map.entry("msd", 240), Map.entry("jst", 540),
            Map.entry("kst", 540), Map.entry("hkt", 480), Map.entry("sgt", 480), Map.entry("aest", 600),
            Map.entry("aedt", 660), Map.entry("nzst", 720), Map.entry("nzdt", 780));

    private int day = -1;
    private int month = -1;
    private int year = -1;
    private int hour = -1;
    private int minute;
    private int second;
    private int zone;
    private boolean afternoon;
    private boolean twelve;

    private DateText() {}

    static Optional<Instant> parse(String field) {
        if (field.isEmpty()) {
            return Optional.empty();
        }
        String text = field.length() > 200 ? field.substring(0, 200) : field;
        return new DateText().run(text.indexOf('(') < 0 ? text : withoutComments(text));
    }

    private static String withoutComments(String text) {
        StringBuilder out = new StringBuilder();
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += c == '(' ? 1 : c == ')' && depth > 0 ? -1 : 0;
            out.append(depth > 0 || c == ')' ? ' ' : c);
        }
        return out.toString();
    }

    private Optional<Instant> run(String text) {
        int from = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || " ,\t\r\n".indexOf(text.charAt(i)) >= 0) {
                if (i > from) {
                    word(text.substring(from, i));
                }
                from = i + 1;
            }
        }
        return instant();
    }

    private void word(String word) {
        char first = word.charAt(0);
        if (word.indexOf(':') > 0 && !isIso(word) && first >= '0' && first <= '9') {
            clock(word);
        } else if (isIso(word)) {
            numbers(word);
        } else if ((first == '+' || first == '-') && word.length() > 2 && hour >= 0) {
            zone = offset(word);
        } else if (first >= '0' && first <= '9') {
            numbers(word);
        } else {
            letters(word.toLowerCase(Locale.ROOT));
        }
    }

    private static boolean isIso(String word) {
        return word.length() > 10 && word.charAt(4) == '-' && word.charAt(10) == 'T';
    }

    private void numbers(String word) {
        int t = word.indexOf('T');
        if (isIso(word)) {
            numbers(word.substring(0, t));
            clock(word.substring(t + 1));
            return;
        }
        String[] pieces = word.split("[-/.]", 4);
        if (pieces.length == 3) {
            boolean yearFirst = pieces[0].length() == 4;
            number(pieces[yearFirst ? 2 : 0]);
            if (Character.isDigit(pieces[1].isEmpty() ? ' ' : pieces[1].charAt(0))) {
                month = (int) digits(pieces[1], 0);
            } else {
                letters(pieces[1].toLowerCase(Locale.ROOT));
            }
            year(pieces[yearFirst ? 0 : 2]);
        } else {
            number(word);
        }
    }

    private void number(String word) {
        boolean isDay = day < 0 && word.length() <= 2
                || day < 0 && word.length() > 2 && Character.isLetter(word.charAt(word.length() - 1));
        if (isDay) {
            day = (int) digits(word, 0);
        } else if (year < 0) {
            year(word);
        }
    }

    /** RFC 5322 §4.3: two digits below 50 are of this century, three digits count from 1900. */
    private void year(String word) {
        int value = (int) digits(word, 0);
        if (value < 50 && word.length() <= 2) {
            year = 2000 + value;
        } else {
            year = value < 1000 ? 1900 + value : value;
        }
    }

    private void letters(String word) {
        int found = word.length() >= 3 ? MONTHS.indexOf(word.substring(0, 3)) : -1;
        if (month < 0 && found >= 0 && found % 3 == 0) {
            month = found / 3 + 1;
        } else if (hour >= 0) {
            if (word.equals("pm") || word.equals("am")) {
                twelve = true;
                afternoon = word.equals("pm");
                return;
            }
            boolean offset = word.startsWith("gmt") || word.startsWith("utc");
            String name = word.length() == 7 && Character.isDigit(word.charAt(3)) ? word.substring(0, 3) : word;
            zone = offset && word.length() > 4 ? offset(word.substring(3)) : ZONES.getOrDefault(name, zone);
        }
    }

    private void clock(String word) {
        if (hour >= 0) {
            return;
        }
        String time = word;
        int sign = Math.max(word.indexOf('+'), word.indexOf('-'));
        if (sign > 0) {
            zone = offset(word.substring(sign));
            time = word.substring(0, sign);
        }
        int colon = time.indexOf(':');
        if (colon < 0) {
            return;
        }
        hour = (int) digits(time, 0);
        minute = (int) digits(time, colon + 1);
        int later = time.indexOf(':', colon + 1);
        second = later < 0 ? 0 : (int) digits(time, later + 1);
        String lower = time.toLowerCase(Locale.ROOT);
        twelve = lower.endsWith("pm") || lower.endsWith("am");
        afternoon = lower.endsWith("pm");
    }

    private static int offset(String word) {
        boolean west = word.charAt(0) == '-';
        String figures = word.substring(1).replace(":", "");
        int value = (int) digits(figures, 0);
        int length = Math.min(figures.length(), 4);
        int minutes = length <= 2 ? value * 60 : value / 100 * 60 + value % 100;
        return minutes > 18 * 60 ? 0 : west ? -minutes : minutes;
    }

    private static long digits(String word, int from) {
        long value = 0;
        for (int i = from; i < word.length() && i < from + 5 && Character.isDigit(word.charAt(i)); i++) {
            value = value * 10 + Character.digit(word.charAt(i), 10);
        }
        return value;
    }

    private Optional<Instant> instant() {
        if (day < 0 || month < 0 || year < 0 || year > 9999) {
            return Optional.empty();
        }
        int hours = Math.max(hour, 0);
        if (twelve) {
            hours = hours % 12 + (afternoon ? 12 : 0);
        }
        try {
            // A leap second, or 24:00 as some clocks write midnight, rolls over.
            LocalDateTime time = LocalDateTime.of(year, month, day, hours % 24, minute, Math.min(second, 59))
                    .plusDays(hours == 24 ? 1 : 0).plusSeconds(second == 60 ? 1 : 0);
            return Optional.of(time.toInstant(ZoneOffset.UTC).minusSeconds(zone * 60L));
        } catch (DateTimeException junk) {
            return Optional.empty();
        }
    }
}
