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
    /** Half of a Chinese text is made of the characters listed here, nearly all of a Korean one of syllables. */
    private static final double HAN_WEIGHT = 1.7;
    /** What calls itself EUC-KR may hold the rarer syllables of Windows. */
    private static final Charset KOREAN = Charset.forName("x-windows-949");
    private static final List<Charset> CANDIDATES = List.of(Charset.forName("EUC-KR"),
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
        return best.name().equals("EUC-KR") ? KOREAN : best;
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
        double share = beyond == 0 || broken > 1 ? 0 : (double) common / beyond;
        return charset.equals("GB18030") || charset.startsWith("Big5") ? Math.min(1, share * HAN_WEIGHT) : share;
    }

    private static boolean isCommon(char c, String charset) {
        return switch (charset) {
            case "EUC-KR" -> c >= '\uAC00' && c <= '\uD7A3' || c >= '\u3000' && c <= '\u301F';
            case "windows-31j", "EUC-JP" -> c >= '\u3001' && c <= '\u30FF' && c != '\u30FB';
            case "windows-1251", "KOI8-R" -> c >= '\u0430' && c <= '\u044F' || c == '\u0451';
            case "GB18030" -> SIMPLIFIED.indexOf(c) >= 0;
            default -> TRADITIONAL.indexOf(c) >= 0;
        };
    }

    /** Punctuation and the characters that make up half of any Chinese text. */
    private static final String SIMPLIFIED = "，。：、！？；（）“”的一是不了在人有我他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之"
            + "过家学对可她里后小么心多天而能好都然没日于起还发成事只作当想看文无开手用主行方又如前所本见经头面公同三已老从动两长知民样现分将外但身些与高意进把法"
            + "此实回二理美点月明其种声全工己话者向情部正名定问力机给等几业最间新什打便位因重被走电四第门相次东政使口教西再平真信北少关并内加化由却代您好谢请贵司合同报价邮件客户您价格产品会议接受发送附件谢谢送达";
    private static final String TRADITIONAL = "，。：、！？；（）「」的一是不了在人有我他這中大來上國個到說們為子和你地出道也時年得就那要下以生會自著去之"
            + "過家學對可她裡後小麼心多天而能好都然沒日於起還發成事只作當想看文無開手用主行方又如前所本見經頭面公同三已老從動兩長知民樣現分將外但身些與高意進把法"
            + "此實回二理美點月明其種聲全工己話者向情部正名定問力機給等幾業最間新什打便位因重被走電四第門相次東政使口教西再平真信北少關並內加化由卻代您好謝請貴司合約報價郵件客戶價格產品會議接受發送附件";
}
