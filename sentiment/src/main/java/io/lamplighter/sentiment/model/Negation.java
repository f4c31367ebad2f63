// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.sentiment.model;

import io.lamplighter.sentiment.model.Sentences.Span;
import java.util.regex.Pattern;

/** Whether what stands around a phrase says that it is not so: "hasn't been green-lit", "gate 4 isn't cleared". */
final class Negation {

    private static final Pattern BEFORE = Pattern.compile(
            "(?i)(?:\\b(?:not|no|never|neither|nor|without|nothing|nobody|none|cannot)\\b|n['’]t\\b)(?:[^,;:()\\p{L}]+[\\p{L}\\p{N}'’-]+){0,6}[^,;:()\\p{L}]*$");
    private static final Pattern AFTER = Pattern.compile(
            "(?i)^[^,;:()\\p{L}]*(?:[\\p{L}\\p{N}-]+[^,;:()\\p{L}]+)?(?:(?:is|was|are|were|has|had|have|will|does|did|ca|wo)(?:n['’]t|\\s+not|\\s+never)|won['’]t)\\b.*",
            Pattern.DOTALL);
    private static final Pattern SIGNS_BEFORE = Pattern.compile("(?:不|没|沒|未|非|無|无|别|안|못)\\s?\\S{0,2}$");
    private static final Pattern SIGNS_AFTER = Pattern.compile("^\\S{0,3}\\s?\\S{0,2}?(?:지\\s?(?:않|못)|아니|없)");
    private static final int REACH = 60;

    private Negation() {}

    static boolean around(String text, Span sentence, int start, int end, boolean words) {
        String before = text.substring(Math.max(sentence.start(), start - REACH), start);
        String after = text.substring(end, Math.min(sentence.end(), end + REACH));
        return words
                ? BEFORE.matcher(before).find() || AFTER.matcher(after).find()
                : SIGNS_BEFORE.matcher(before).find() || SIGNS_AFTER.matcher(after).find();
    }
}
