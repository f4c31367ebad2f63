// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.text;

import java.util.List;
import java.util.Locale;

/**
 * The sentence above a quote: {@code On Monday … Anna wrote:}, in the language of the program, often wrapped.
 *
 * <p>Found by its end: a colon, a word for writing and a time or an address in the few lines before it.
 */
final class Attribution {
    private static final int MOST_LINES = 5;
    private static final int LONGEST = 500;

    private static final List<String> VERBS = List.of("wrote", "writes", "writing", "said", "schrieb", "geschrieben",
            "écrit", "ecrit", "a dit", "escribió", "escribio", "escrito", "escreveu", "ha scritto", "scrive", "schreef",
            "geschreven", "skrev", "napisał", "napisal", "napisana", "pisze", "написал", "пишет", "писал", "написав",
            "пише",
            "написа",
            "kirjoitti", "napsal", "napísal", "je napisao", "je napisala", "írta", "yazdı", "έγραψε", "va escriure",
            "đã viết",
            "a scris", "menulis", "kirjutas", "rakstīja", "rašė", "كتب", "כתב", "מאת", "เขียน", "작성", "님이", "쓴 글", "写道",
            "寫道",
            "寫到", "编写", "書きました", "のメッセージ", "のメール", "さんは", "さんからの");

    private static final List<String> OPENERS = List.of("on ", "at ", "in message", "in a message", "am ", "le ", "el ",
            "il ", "em ", "no dia", "op ", "den ", "på ", "w dniu", "dnia ", "vào ", "pada ", "dana ", "na ", "tiistai",
            "mon", "tue", "wed", "thu", "fri", "sat", "sun", "lun", "mar", "mer", "mié", "jeu", "jue", "ven", "vie",
            "sam", "sáb", "sab", "dim", "dom", "qua", "qui", "sex", "seg", "ter", "пн", "вт", "ср", "чт", "пт", "сб",
            "вс", "mo", "di", "mi",
            "do", "fr", "sa", "so", "在", "于", "於", "понедельник", "вторник", "среда", "четверг", "пятница");

    private Attribution() {}

    /** Where the sentence that ends with {@code line} begins, -1 if none ends there. */
    static int startOfOneEndingAt(Lines lines, int line, int floor) {
        if (!mayEnd(lines, line)) {
            return -1;
        }
        int top = line;
        while (top > floor && line - top < MOST_LINES - 1 && !lines.isEmpty(top - 1) && !lines.isQuote(top - 1)) {
            top--;
        }
        for (int start = top; start <= line; start++) {
            if (opens(lines, start) && qualifies(joined(lines, start, line))) {
                return start;
            }
        }
        for (int start = top; start < line; start++) {
            if (isDated(lines, start) && qualifies(joined(lines, start, line))) {
                return start;
            }
        }
        if (qualifies(joined(lines, line, line))) {
            return line;
        }
        return line > top && qualifies(joined(lines, line - 1, line)) ? line - 1 : -1;
    }

    private static boolean mayEnd(Lines lines, int line) {
        char last = lines.last(line);
        return switch (last) {
            case ':', '\uFF1A' -> true;
            case '-' -> lines.length(line) > 12 && lines.trimmed(line).contains(" wrote -");
            case '>' -> Character.isDigit(lines.first(line)) && lines.length(line) < 200;
            default -> false;
        };
    }

    private static boolean opens(Lines lines, int line) {
        int skip = 0;
        while (skip < lines.length(line) && "-*_ ".indexOf(lines.at(line, skip)) >= 0) {
            skip++;
        }
        if (skip == lines.length(line)) {
            return false;
        }
        char first = lines.at(line, skip);
        if (Character.isDigit(first)) {
            return true;
        }
        String head = lines.trimmed(line).substring(skip, Math.min(lines.length(line), skip + 14))
                .toLowerCase(Locale.ROOT);
        for (String opener : OPENERS) {
            if (head.startsWith(opener)) {
                return true;
            }
        }
        return false;
    }

    /** A line with a date in it that is no sentence: it may begin in a language that is not listed. */
    private static boolean isDated(Lines lines, int line) {
        char last = lines.last(line);
        return last != '.' && last != '!' && last != '?' && lines.length(line) < 120
                && timeSigns(lines.trimmed(line)) >= 3;
    }

    private static String joined(Lines lines, int from, int to) {
        if (from == to) {
            return lines.length(to) > LONGEST ? "" : lines.trimmed(to);
        }
        StringBuilder all = new StringBuilder();
        for (int i = from; i <= to && all.length() <= LONGEST; i++) {
            all.append(lines.trimmed(i)).append(' ');
        }
        return all.length() > LONGEST ? "" : all.toString().strip();
    }

    private static boolean qualifies(String sentence) {
        if (sentence.startsWith("--") && sentence.endsWith(" wrote ----")) {
            // Android writes no date at all.
            return true;
        }
        boolean address = sentence.indexOf('@') > 0;
        int time = timeSigns(sentence);
        if (!address && time == 0 && !sentence.endsWith("ou wrote:") && !sentence.endsWith("schrieben Sie:")) {
            return false;
        }
        if (hasVerb(sentence.toLowerCase(Locale.ROOT))
                || address && sentence.startsWith("On ") && sentence.endsWith(" sent:")) {
            return true;
        }
        // Gmail's form without a verb: a date, a name, an address in brackets.
        boolean bracket = sentence.endsWith(">:") || sentence.endsWith(">") || sentence.endsWith(">\uFF1A")
                || sentence.endsWith("> :");
        return bracket && address && time >= 2 && hasDateAhead(sentence);
    }

    private static boolean hasVerb(String lower) {
        for (String verb : VERBS) {
            int at = lower.indexOf(verb);
            if (at >= 0 && isWord(lower, at, verb)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isWord(String text, int at, String word) {
        if (word.charAt(0) > '\u2E80') {
            return true;
        }
        int end = at + word.length();
        boolean startsWord = at == 0 || !Character.isLetter(text.charAt(at - 1));
        boolean endsWord = end >= text.length() || !Character.isLetter(text.charAt(end)) || text.charAt(end) == 'a'
                || text.charAt(end) == 'а';
        return startsWord && endsWord;
    }

    /** Signs of a date or a time of day: groups of digits, colons or slashes between digits. */
    private static int timeSigns(String sentence) {
        int groups = 0;
        boolean inside = false;
        for (int i = 0; i < sentence.length(); i++) {
            boolean digit = Character.isDigit(sentence.charAt(i));
            groups += digit && !inside ? 1 : 0;
            inside = digit;
        }
        return groups >= 2 ? groups : 0;
    }

    private static boolean hasDateAhead(String sentence) {
        int bracket = sentence.indexOf('<');
        return timeSigns(bracket < 0 ? sentence : sentence.substring(0, bracket)) >= 2;
    }
}
