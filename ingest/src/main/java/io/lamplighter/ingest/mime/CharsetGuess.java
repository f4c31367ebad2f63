// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.mime;

import java.nio.charset.Charset;
import java.util.List;

/**
 * The charset of 8-bit text that is not UTF-8 and names none, or a wrong one. Tries what mail is written in and takes
 * the reading that looks most like a language; in doubt windows-1252.
 */
final class CharsetGuess {
    private static final int SAMPLE = 4_000;
    private static final List<Charset> CANDIDATES = List.of(Charset.forName("x-windows-949"),
            Charset.forName("GB18030"), Charset.forName("windows-31j"), Charset.forName("EUC-JP"),
            Charset.forName("Big5-HKSCS"), Charset.forName("windows-1251"), Charset.forName("KOI8-R"));

    private CharsetGuess() {}

    static Charset of(byte[] bytes, int from, int to) {
        int stop = Math.min(to, from + SAMPLE);
        int high = 0;
        int runs = 0;
        for (int i = from; i < stop; i++) {
            high += bytes[i] < 0 ? 1 : 0;
            runs += i > from && bytes[i] < 0 && bytes[i - 1] < 0 ? 1 : 0;
        }
        // Accented Latin letters stand alone among plain ones.
        if (high < 4 || runs * 2 < high) {
            return Charsets.WINDOWS_1252;
        }
        Charset best = Charsets.WINDOWS_1252;
        double bestScore = 0.55;
        for (Charset candidate : CANDIDATES) {
            double score = score(new String(bytes, from, stop - from, candidate), candidate.name());
            if (score > bestScore) {
                best = candidate;
                bestScore = score;
            }
        }
        return best;
    }

    /** The share of characters beyond ASCII that are common in what the charset is used for; 0 when octets do not fit. */
    private static double score(String text, String charset) {
        int common = 0;
        int beyond = 0;
        int broken = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 128) {
                beyond++;
                broken += c == '\uFFFD' ? 1 : 0;
                common += isCommon(c, charset) ? 1 : 0;
            }
        }
        // One broken character at the end of the sample is our own cut.
        return beyond == 0 || broken > 1 ? 0 : (double) common / beyond;
    }

    private static boolean isCommon(char c, String charset) {
        return switch (charset) {
            case "x-windows-949" -> c >= '\uAC00' && c <= '\uD7A3' || c >= '\u3000' && c <= '\u301F';
            case "windows-31j", "EUC-JP" -> c >= '\u3001' && c <= '\u30FF' && c != '\u30FB';
            case "windows-1251", "KOI8-R" -> c >= '\u0430' && c <= '\u044F' || c == '\u0451';
            default -> isCommonHan(c);
        };
    }

    /** Punctuation and the characters that make up a quarter of any Chinese text, both scripts. */
    private static boolean isCommonHan(char c) {
        return c == '\uFF0C' || c == '\u3002' || c == '\uFF1A' || c == '\u3001' || c == '\uFF01' || c == '\uFF1F'
                || c >= '\u4E00' && c <= '\u9FA5';
    }
}
