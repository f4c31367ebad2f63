// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.origin;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * When somebody is back: which of the days in a note is the day of return, which the last day away. The words before a
 * day tell, the nearest first; in Chinese, Japanese and Korean the words behind it do.
 */
final class AbsenceDates {
    private static final int BEFORE = 48;
    private static final int BEHIND = 30;

    private enum Role {
        BACK, UNTIL, FROM, NONE
    }

    /** @param inclusive whether the last day away is meant */
    private record Day(LocalDate day, Role role, boolean inclusive) {}

    private static final List<String> BACK = List.of("return", "back", "wieder", "zurück", "rückkehr", "retour",
            "reprend", "vuelv", "volver", "regres", "reincorpor", "vuelta", "rientr", "torno", "torner", "ritorn",
            "retorn", "volta", "volto", "voltar", "terug", "weer ", "tillbaka", "åter", "wrac", "wróc", "powro", "верн",
            "возвращ", "выйду", "복귀", "돌아", "출근", "返回", "回来", "回來", "返岗", "返崗", "恢复", "恢復", "上班", "出社", "復帰", "戻り",
            "戻る", "available again", "reachable again", "again from", "ab dem", "ab ", "vanaf", "erreichbar ab",
            "à partir du", "resume");
    private static final List<String> UNTIL = List.of("until", "till", "through", "thru", "up to", " to ", "bis",
            "jusqu", " au ", "hasta", "fino al", "sino al", " al ", "até", "tot ", "t/m", "t.o.m", "tom ",
            "till och med", " do ", " до ", " по ", "至", "到", "截止", " – ", " - ");
    private static final List<String> FROM = List.of("from ", "vom ", "von ", " du ", "desde", " dal ", " del ", " de ",
            "van ", "från", " od ", " с ", "since", "seit", "depuis", "starting", "从", "從", "自");
    private static final List<String> UNTIL_BEHIND = List.of("까지", "まで", "为止", "為止");
    private static final List<String> FROM_BEHIND = List.of("부터", "から", "より", "起");
    private static final List<String> INCLUSIVE = List.of("through", "thru", "einschl", "inkl", "incl", "tot en met",
            "t/m", "till och med", "t.o.m", "włącznie", "включительно", "compres", "含", "포함");

    private AbsenceDates() {}

    /** @param text in lower case */
    static Optional<LocalDate> returnsOn(String text, LocalDate sent) {
        List<Day> days = roles(text, sent);
        LocalDate until = days.stream().filter(day -> day.role == Role.UNTIL).map(Day::day)
                .max(Comparator.naturalOrder()).orElse(LocalDate.MIN);
        // "From the 3rd until the 15th I am away, from the 16th on I am back": the first "from" is none of return.
        return days.stream().filter(day -> day.role == Role.BACK && !day.day.isBefore(until)).map(Day::day)
                .filter(day -> day.isAfter(sent)).findFirst()
                .or(() -> days.stream().filter(day -> day.role == Role.UNTIL)
                        .map(day -> day.inclusive ? day.day.plusDays(1) : day.day).max(Comparator.naturalOrder()))
                .filter(day -> !day.isBefore(sent));
    }

    private static List<Day> roles(String text, LocalDate sent) {
        List<WrittenDate> dates = WrittenDate.in(text, sent).stream()
                .sorted(Comparator.comparingInt(WrittenDate::from)).toList();
        List<Day> days = new ArrayList<>();
        int last = 0;
        for (int i = 0; i < dates.size(); i++) {
            WrittenDate date = dates.get(i);
            if (date.from() < last) {
                continue;
            }
            int next = i + 1 < dates.size() ? Math.max(date.to(), dates.get(i + 1).from()) : text.length();
            String before = " " + text.substring(Math.max(last, date.from() - BEFORE), date.from());
            String behind = text.substring(date.to(), Math.min(next, date.to() + BEHIND));
            before = sentence(before);
            days.add(new Day(date.day(), role(before, clause(behind)), hasAny(before, INCLUSIVE)
                    || hasAny(clause(behind), INCLUSIVE)));
            last = date.to();
        }
        return days;
    }

    /** What belongs to the day: not the sentence before. */
    private static String sentence(String before) {
        int end = Math.max(Math.max(before.lastIndexOf(". "), before.lastIndexOf("! ")),
                Math.max(before.lastIndexOf('。'), before.lastIndexOf('！')));
        // "16. März", "bis inkl. 15.3.", "mon. 16": a point behind a short word ends no sentence.
        boolean abbreviated = end > 0 && end - before.lastIndexOf(' ', end) <= 5 && before.charAt(end) == '.';
        return end < 0 || abbreviated ? before : before.substring(end + 1);
    }

    private static String clause(String behind) {
        for (int i = 0; i < behind.length(); i++) {
            if (".。;；!！".indexOf(behind.charAt(i)) >= 0 && i > 0) {
                return behind.substring(0, i);
            }
        }
        return behind;
    }

    private static Role role(String before, String behind) {
        if (startsSoon(behind, UNTIL_BEHIND)) {
            return Role.UNTIL;
        }
        boolean back = hasAny(behind, BACK);
        if (startsSoon(behind, FROM_BEHIND)) {
            return back ? Role.BACK : Role.FROM;
        }
        int returning = last(before, BACK);
        int until = last(before, UNTIL);
        int from = last(before, FROM);
        if (returning >= 0 && returning >= until) {
            return Role.BACK;
        }
        if (until >= 0 && until >= from) {
            return Role.UNTIL;
        }
        return back ? Role.BACK : from >= 0 ? Role.FROM : Role.NONE;
    }

    private static boolean startsSoon(String behind, List<String> words) {
        for (String word : words) {
            int at = behind.indexOf(word);
            if (at >= 0 && at <= 5) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasAny(String text, List<String> words) {
        return last(text, words) >= 0;
    }

    /** Where the last of them ends, -1 where there is none. */
    private static int last(String text, List<String> words) {
        int end = -1;
        for (String word : words) {
            int at = text.lastIndexOf(word);
            end = at < 0 ? end : Math.max(end, at + word.length());
        }
        return end;
    }
}
