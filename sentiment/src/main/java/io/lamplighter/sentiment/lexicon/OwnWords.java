// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.sentiment.lexicon;

import java.util.regex.Pattern;

/**
 * Blanks what the author did not write this time: quoted lines, headers of the quoted message, signatures and disclaimers. The
 * result has the same length, so that every index stays true.
 */
public final class OwnWords {

    /** Longer texts are read up to here; what matters for a deal is not said after ten pages. */
    static final int LONGEST = 30_000;

    private static final int LONGEST_LINE = 300;
    private static final Pattern ATTRIBUTION = Pattern
            .compile(
                    "(on .{4,200} wrote:|am .{4,200} schrieb.{0,80}:|le .{4,200} écrit ?:|.*님이 (작성|썼습니다).{0,10}|.{0,120}(写道|寫道)\\s*[:：])",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern ORIGINAL = Pattern
            .compile("-{2,}\\s*(original message|forwarded message|原始邮件|原始郵件|원본 메시지).*|_{20,}",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern HEADER = Pattern.compile("(from|von|发件人|寄件者|보낸 사람)\\s*[:：] .*",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern SIGN_OFF = Pattern.compile(
            "((with |best|kind|warm|many|my|mit )*(regards|wishes|thanks|best|cheers|sincerely|yours (sincerely|truly|faithfully)|respectfully|greetings|mfg|gruss|gruß)|(sincerely|yours|rgds|thx|brgds|br|ta))[ ,.!]*",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern DISCLAIMER = Pattern.compile(
            "(notice|warning|disclaimer|confidential|privileged|emails? to and from|(the|this) (contents|message|e-?mail|mail|communication) .{0,80}(confidential|intended|privileged|disclosed)|if you (believe|are not the intended|have received)).*",
            Pattern.CASE_INSENSITIVE);

    private OwnWords() {}

    public static String of(String text) {
        int length = Math.min(text.length(), LONGEST);
        StringBuilder own = new StringBuilder(length);
        boolean signed = false;
        int start = 0;
        while (start < length) {
            int newline = text.indexOf('\n', start);
            int end = newline < 0 || newline > length ? length : newline;
            String line = end - start > LONGEST_LINE ? "" : text.substring(start, end).strip();
            if (endsOwnWords(line, text, start)) {
                break;
            }
            signed = SIGN_OFF.matcher(line).matches() || signed && !line.startsWith("P");
            boolean foreign = signed || text.charAt(start) == '>' || line.startsWith(">") || matches(ATTRIBUTION, line)
                    || matches(DISCLAIMER, line);
            own.append(foreign ? "\n".repeat(end - start) : text.substring(start, end));
            if (end < length) {
                own.append('\n');
            }
            start = end + 1;
        }
        return own.toString();
    }

    private static boolean endsOwnWords(String line, String text, int start) {
        return start > 0 && (matches(ORIGINAL, line) || matches(HEADER, line) && text.charAt(start - 1) == '\n');
    }

    private static boolean matches(Pattern pattern, String line) {
        return !line.isEmpty() && pattern.matcher(line).matches();
    }
}
