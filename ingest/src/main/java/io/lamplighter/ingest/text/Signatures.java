// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.text;

import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;

/**
 * Finds what signs a text: below {@code -- }, below a rule near the end, footers of phones and lawyers, the block with
 * title and telephone under the name. The closing words and the name itself stay: they are the author's.
 */
final class Signatures {
    /** A rule with more than this below it parts chapters, not the signature. */
    private static final int LONGEST = 14;

    private static final Phrases CLOSINGS = new Phrases(List.of("regards", "best regards", "kind regards",
            "warm regards", "many thanks", "thanks", "thank you", "cheers", "best,", "best wishes", "sincerely",
            "yours", "all the best", "with best", "mit freundlichen", "viele grüße", "beste grüße", "liebe grüße",
            "freundliche grüße", "mfg", "vg", "lg", "gruß", "grüße", "cordialement", "bien cordialement",
            "bien à vous", "salutations", "sincères salutations", "saludos", "un saludo", "atentamente", "gracias",
            "cordiales saludos", "abraços", "atenciosamente", "cumprimentos", "obrigad", "cordiali saluti", "saluti",
            "distinti saluti", "grazie", "met vriendelijke groet", "groet", "vriendelijke groet", "med vänlig",
            "vänliga hälsningar", "hälsningar", "mvh", "med venlig", "venlig hilsen", "pozdrawiam", "z poważaniem",
            "с уважением", "спасибо", "감사합니다", "此致", "祝好", "谢谢", "謝謝", "よろしくお願い", "敬具"));

    private final Lines lines;
    private final IntPredicate fresh;
    private final IntConsumer sign;

    private Signatures(Lines lines, IntPredicate fresh, IntConsumer sign) {
        this.lines = lines;
        this.fresh = fresh;
        this.sign = sign;
    }

    static void mark(Lines lines, IntPredicate fresh, IntConsumer sign) {
        new Signatures(lines, fresh, sign).run();
    }

    private void run() {
        boolean seen = false;
        for (int i = 0; i < lines.count(); i++) {
            if (!fresh.test(i) || lines.isEmpty(i)) {
                continue;
            }
            if (Footers.isBanner(lines, i)) {
                sign.accept(i);
            } else if (seen
                    && (isDelimiter(i) || Footers.isMobile(lines, i) || Footers.isLegal(lines, i) && isLast(i))) {
                below(i);
                break;
            } else if (!seen && Footers.isMobile(lines, i)) {
                below(i);
                break;
            } else {
                seen = true;
            }
        }
        contacts();
    }

    private boolean isDelimiter(int i) {
        char first = lines.first(i);
        if (first == '\u1427' && lines.length(i) == 1) {
            // Streak's mark in Gmail.
            return true;
        }
        if (first != '-' && first != '_' && first != '\u2014' && first != '\u2013' && first != '*' && first != '=') {
            return false;
        }
        if (lines.length(i) == 2 && (lines.matches(i, 0, "--") || lines.matches(i, 0, "__"))
                || lines.length(i) == 1 && first == '\u2014') {
            return !isInCode(i);
        }
        return Bars.isRule(lines, i, 3) && freshBelow(i) <= LONGEST && !isInCode(i);
    }

    private boolean isInCode(int i) {
        int fences = 0;
        for (int k = 0; k < i; k++) {
            fences += lines.matches(k, 0, "```") ? 1 : 0;
        }
        return fences % 2 == 1;
    }

    private int freshBelow(int i) {
        int below = 0;
        for (int k = i + 1; k < lines.count(); k++) {
            below += fresh.test(k) && !lines.isEmpty(k) ? 1 : 0;
        }
        return below;
    }

    /** A notice signs only at the end: at most a few paragraphs follow it. */
    private boolean isLast(int i) {
        return freshBelow(i) <= 25;
    }

    private void below(int from) {
        for (int i = from; i < lines.count(); i++) {
            if (fresh.test(i)) {
                sign.accept(i);
            }
        }
    }

    /** Title, company and ways to reach somebody under closing words and a name, at the very end. */
    private void contacts() {
        int last = lastFresh();
        int closing = -1;
        for (int i = Math.max(0, last - LONGEST); i <= last && closing < 0; i++) {
            closing = i > 0 && fresh.test(i) && lines.length(i) < 60 && CLOSINGS.begin(lines, i)
                    && isShortBelow(i, last) ? i : -1;
        }
        if (closing < 0) {
            return;
        }
        int name = lines.nextFilled(closing + 1);
        boolean reachable = false;
        for (int i = name + 1; i <= last; i++) {
            reachable |= fresh.test(i) && isContact(i);
        }
        for (int i = name + 1; reachable && i <= last; i++) {
            if (fresh.test(i)) {
                sign.accept(i);
            }
        }
    }

    private boolean isShortBelow(int closing, int last) {
        for (int i = closing + 1; i <= last; i++) {
            char end = lines.last(i);
            if (lines.length(i) > 80 || end == '?' || end == '!') {
                return false;
            }
        }
        return true;
    }

    private boolean isContact(int i) {
        String line = lines.trimmed(i);
        long digits = line.chars().filter(Character::isDigit).count();
        return digits >= 7 || line.indexOf('@') > 0 || line.contains("www.") || line.contains("http");
    }

    private int lastFresh() {
        int last = lines.count() - 1;
        while (last > 0 && (!fresh.test(last) || lines.isEmpty(last))) {
            last--;
        }
        return last;
    }
}
