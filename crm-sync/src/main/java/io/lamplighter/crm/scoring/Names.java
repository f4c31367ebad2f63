// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.scoring;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Hides the names of people in a text that is learned from: whoever writes good news often would become good news. Each sign of a
 * name becomes the end of a line, so that places in the text stay what they are and no phrase goes across.
 */
final class Names {

    private static final char HIDDEN = '\n';
    private static final Pattern PARTS = Pattern.compile("[\\s.,'’()-]+");

    private Names() {}

    static String hidden(String text, Collection<String> names) {
        List<String> parts = names.stream().flatMap(name -> Stream.concat(Stream.of(name), PARTS.splitAsStream(name)))
                .map(String::strip).filter(Names::isName).distinct()
                .sorted(Comparator.comparingInt(String::length).reversed()).toList();
        if (parts.isEmpty()) {
            return text;
        }
        String any = parts.stream().map(Names::pattern).collect(Collectors.joining("|"));
        return Pattern.compile(any).matcher(text).replaceAll(found -> Character.toString(HIDDEN)
                .repeat(found.group().length()));
    }

    /** Case tells names from words ("Will", "will") where a script has it. */
    private static boolean isName(String part) {
        return part.length() > 1 && !Character.isLowerCase(part.charAt(0)) && Character.isLetter(part.charAt(0));
    }

    /** Where words are not separated, a name may be followed by anything. */
    private static String pattern(String part) {
        String quoted = Pattern.quote(part);
        return Character.isIdeographic(part.charAt(0)) || isHangul(part.charAt(0))
                ? quoted
                : "(?<![\\p{IsLatin}\\p{IsCyrillic}\\p{IsGreek}])" + quoted
                        + "(?![\\p{IsLatin}\\p{IsCyrillic}\\p{IsGreek}])";
    }

    private static boolean isHangul(char c) {
        return Character.UnicodeScript.of(c) == Character.UnicodeScript.HANGUL;
    }
}
