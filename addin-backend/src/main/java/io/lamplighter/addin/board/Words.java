// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Dates, durations, money and numbers as the pages say them, for one reader.
 *
 * <p>Pure: the moment to measure from is always given. A day is a calendar day where the reader is, so "1 day" after a
 * mail of yesterday evening, however few hours ago that was.
 */
public record Words(Locale locale, ZoneId zone) {

    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

    /** Calendar days from one moment to another, for this reader; never negative. */
    public int days(Instant from, Instant to) {
        return days(day(from), day(to));
    }

    public static int days(LocalDate from, LocalDate to) {
        return (int) Math.max(0, ChronoUnit.DAYS.between(from, to));
    }

    public LocalDate day(Instant moment) {
        return LocalDate.ofInstant(moment, zone);
    }

    /** "24 days", "1 day", "0 days". */
    public String days(int days) {
        return count(days, "day", "days");
    }

    /** "1 mailbox", "1,204 mailboxes". */
    public String count(long number, String one, String many) {
        return number(number) + " " + (number == 1 ? one : many);
    }

    /** "18,204". */
    public String number(long number) {
        return NumberFormat.getIntegerInstance(locale).format(number);
    }

    /** "just now", "38 seconds ago", "3 minutes ago", "5 hours ago", then "yesterday, 17:20" and "17 Nov, 22:09". */
    public String ago(Instant moment, Instant now) {
        long seconds = Math.max(0, Duration.between(moment, now).toSeconds());
        if (seconds < 5) {
            return "just now";
        }
        if (seconds < 60) {
            return count(seconds, "second", "seconds") + " ago";
        }
        if (seconds < 3600) {
            return count(seconds / 60, "minute", "minutes") + " ago";
        }
        int days = days(moment, now);
        if (days == 0) {
            return count(seconds / 3600, "hour", "hours") + " ago";
        }
        return days == 1 ? "yesterday, " + time(moment) : dateTime(moment, now);
    }

    /** How long something still takes: "a few seconds", "40 seconds", "about 6 minutes", "about 2 hours". */
    public String left(Duration left) {
        long seconds = left.toSeconds();
        if (seconds < 10) {
            return "a few seconds";
        }
        if (seconds < 55) {
            return (seconds + 9) / 10 * 10 + " seconds";
        }
        if (seconds < 90 * 60) {
            return "about " + count(Math.round(seconds / 60.0), "minute", "minutes");
        }
        return "about " + count(Math.round(seconds / 3600.0), "hour", "hours");
    }

    /** "today 09:01", "yesterday", "Mon 16 Nov" within a week, else "26 Oct". */
    public String lately(Instant moment, Instant now) {
        return switch (days(moment, now)) {
            case 0 -> "today " + time(moment);
            case 1 -> "yesterday";
            case 2, 3, 4, 5, 6 -> format("EEE d MMM", moment);
            default -> date(day(moment), day(now));
        };
    }

    /** "26 Oct", with the year once it is more than nine months away: "3 Jan 2025". */
    public String date(LocalDate date, LocalDate today) {
        boolean near = Math.abs(ChronoUnit.MONTHS.between(today, date)) < 9;
        return DateTimeFormatter.ofPattern(near ? "d MMM" : "d MMM yyyy", locale).format(date);
    }

    /** "30 Nov 2026". */
    public String fullDate(LocalDate date) {
        return DateTimeFormatter.ofPattern("d MMM yyyy", locale).format(date);
    }

    /** "Monday 16 November". */
    public String longDate(LocalDate date) {
        return DateTimeFormatter.ofPattern("EEEE d MMMM", locale).format(date);
    }

    /** "17 Nov, 22:10". */
    public String dateTime(Instant moment, Instant now) {
        return date(day(moment), day(now)) + ", " + time(moment);
    }

    /** "Thu 26 Nov, 11:00", as a timeline and an appointment say it. */
    public String weekdayTime(Instant moment, Instant now) {
        return format("EEE ", moment) + dateTime(moment, now);
    }

    /** "Thursday 19 November, 09:42", as the head of a page says it. */
    public String clock(Instant now) {
        return format("EEEE d MMMM, HH:mm", now);
    }

    /** "09:42". */
    public String time(Instant moment) {
        return format("HH:mm", moment);
    }

    /** "€84,000", with cents only where there are any. */
    public String money(Money money) {
        return currency(money.currency(), money.amount(), "");
    }

    /** "€2.25 million" from a million on, else as {@link #money(Money)}. */
    public String shortMoney(Money money) {
        if (money.amount().abs().compareTo(MILLION) < 0) {
            return money(money);
        }
        BigDecimal millions = money.amount().divide(MILLION, 2, RoundingMode.HALF_UP).stripTrailingZeros();
        return currency(money.currency(), millions, " million");
    }

    /** Each currency added up for itself, largest first: "€402,000", "€402,000 and $12,000". Empty for nothing. */
    public String sum(Collection<Money> amounts) {
        Map<Currency, BigDecimal> sums = new LinkedHashMap<>();
        amounts.forEach(money -> sums.merge(money.currency(), money.amount(), BigDecimal::add));
        return list(
                sums.entrySet().stream()
                        .sorted(Map.Entry.<Currency, BigDecimal>comparingByValue().reversed())
                        .map(sum -> money(new Money(sum.getValue(), sum.getKey())))
                        .toList());
    }

    /** "Anna Reyes", "Anna Reyes and Tom Okafor", "Anna, Tom and Priya". */
    public static String list(List<String> names) {
        if (names.size() < 2) {
            return names.stream().collect(Collectors.joining());
        }
        return String.join(", ", names.subList(0, names.size() - 1)) + " and " + names.getLast();
    }

    /**
     * The language to mark a text with, so that the right letters and line breaks are chosen: {@code ko}, {@code ja},
     * {@code zh}, or null where the page's own language does.
     */
    public static @Nullable String language(String text) {
        boolean han = false;
        for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            switch (Character.UnicodeScript.of(text.codePointAt(at))) {
                case HANGUL -> {
                    return "ko";
                }
                case HIRAGANA, KATAKANA -> {
                    return "ja";
                }
                case HAN -> han = true;
                default -> {
                }
            }
        }
        return han ? "zh" : null;
    }

    private String format(String pattern, Instant moment) {
        return DateTimeFormatter.ofPattern(pattern, locale).withZone(zone).format(moment);
    }

    private String currency(Currency currency, BigDecimal amount, String unit) {
        int digits = Math.max(0, amount.stripTrailingZeros().scale());
        NumberFormat format = NumberFormat.getNumberInstance(locale);
        format.setMinimumFractionDigits(unit.isEmpty() && digits > 0 ? currency.getDefaultFractionDigits() : 0);
        format.setMaximumFractionDigits(2);
        String symbol = currency.getSymbol(locale);
        String gap = Character.isLetter(symbol.charAt(symbol.length() - 1)) ? " " : "";
        String sign = amount.signum() < 0 ? "−" : "";
        return sign + symbol + gap + format.format(amount.abs()) + unit;
    }
}
