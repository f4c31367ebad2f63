// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.mime;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Octets to text by the name a sender gave, or against it: names are misspelt, and lie.
 *
 * <p>Latin names mean their Windows superset, as every mail program reads them (WHATWG Encoding Standard §4.2).
 */
public final class Charsets {
    static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
    private static final int MOST_NAMES = 500;
    private static final Map<String, Optional<Charset>> KNOWN = new ConcurrentHashMap<>();

    /** By the letters and digits of the name alone; what Java knows by itself is not listed. */
    private static final Map<String, String> ALIASES = Map.ofEntries(
            Map.entry("ascii", "US-ASCII"), Map.entry("usascii", "US-ASCII"), Map.entry("ansix341968", "US-ASCII"),
            Map.entry("iso88591", "windows-1252"), Map.entry("latin1", "windows-1252"),
            Map.entry("l1", "windows-1252"), Map.entry("8859", "windows-1252"), Map.entry("88591", "windows-1252"),
            Map.entry("iso8859", "windows-1252"), Map.entry("ansi", "windows-1252"),
            Map.entry("cp1252", "windows-1252"), Map.entry("xansi", "windows-1252"),
            Map.entry("unknown8bit", "US-ASCII"), Map.entry("xunknown", "US-ASCII"),
            Map.entry("unknown", "US-ASCII"), Map.entry("default", "US-ASCII"), Map.entry("binary", "US-ASCII"),
            Map.entry("utf8", "UTF-8"), Map.entry("unicode11utf8", "UTF-8"), Map.entry("utf8mb4", "UTF-8"),
            Map.entry("uft8", "UTF-8"), Map.entry("isolatin1", "windows-1252"), Map.entry("isolatin2", "ISO-8859-2"),
            Map.entry("iso88598i", "ISO-8859-8"), Map.entry("iso88598e", "ISO-8859-8"),
            Map.entry("logical", "ISO-8859-8"), Map.entry("visual", "ISO-8859-8"),
            Map.entry("iso88596i", "ISO-8859-6"), Map.entry("iso88596e", "ISO-8859-6"),
            Map.entry("iso88599", "windows-1254"), Map.entry("latin5", "windows-1254"),
            Map.entry("iso885911", "x-windows-874"), Map.entry("tis620", "x-windows-874"),
            Map.entry("windows874", "x-windows-874"), Map.entry("iso885914", "windows-1252"),
            Map.entry("iso885910", "ISO-8859-4"), Map.entry("iso885916", "ISO-8859-2"),
            Map.entry("gb2312", "GB18030"), Map.entry("gbk", "GB18030"), Map.entry("xgbk", "GB18030"),
            Map.entry("cp936", "GB18030"), Map.entry("windows936", "GB18030"), Map.entry("ms936", "GB18030"),
            Map.entry("euccn", "GB18030"), Map.entry("gb231280", "GB18030"), Map.entry("chinese", "GB18030"),
            Map.entry("csgb2312", "GB18030"), Map.entry("hzgb2312", "HZ"), Map.entry("hz", "HZ"),
            Map.entry("big5", "Big5-HKSCS"), Map.entry("cnbig5", "Big5-HKSCS"), Map.entry("xxbig5", "Big5-HKSCS"),
            Map.entry("cp950", "Big5-HKSCS"), Map.entry("windows950", "Big5-HKSCS"),
            Map.entry("ksc56011987", "x-windows-949"), Map.entry("ksc5601", "x-windows-949"),
            Map.entry("ksc56011989", "x-windows-949"), Map.entry("euckr", "x-windows-949"),
            Map.entry("korean", "x-windows-949"), Map.entry("cp949", "x-windows-949"),
            Map.entry("uhc", "x-windows-949"), Map.entry("windows949", "x-windows-949"),
            Map.entry("shiftjis", "windows-31j"), Map.entry("sjis", "windows-31j"), Map.entry("xsjis", "windows-31j"),
            Map.entry("mskanji", "windows-31j"), Map.entry("cp932", "windows-31j"),
            Map.entry("windows932", "windows-31j"), Map.entry("xeucjp", "EUC-JP"), Map.entry("ujis", "EUC-JP"),
            Map.entry("iso2022jp", "x-windows-iso2022jp"), Map.entry("iso2022jpms", "x-windows-iso2022jp"),
            Map.entry("cp50220", "x-windows-50220"), Map.entry("cp50221", "x-windows-50221"),
            Map.entry("koi8", "KOI8-R"), Map.entry("koi8ru", "KOI8-U"), Map.entry("cp1251", "windows-1251"),
            Map.entry("win1251", "windows-1251"), Map.entry("windowscp1251", "windows-1251"),
            Map.entry("unicode11utf7", "UTF-7"), Map.entry("utf7", "UTF-7"), Map.entry("csunicode11utf7", "UTF-7"),
            Map.entry("unicode20utf7", "UTF-7"), Map.entry("utf16", "UTF-16"), Map.entry("ucs2", "UTF-16"),
            Map.entry("unicode", "UTF-16"), Map.entry("macintosh", "x-MacRoman"), Map.entry("mac", "x-MacRoman"),
            Map.entry("xmacroman", "x-MacRoman"), Map.entry("macroman", "x-MacRoman"),
            Map.entry("xmaccyrillic", "x-MacCyrillic"), Map.entry("xmaccentraleurroman", "x-MacCentralEurope"),
            Map.entry("xmacce", "x-MacCentralEurope"), Map.entry("xmacturkish", "x-MacTurkish"));

    private Charsets() {}

    /**
     * Never throws: what cannot be read becomes U+FFFD.
     *
     * @param declared the name the sender gave, or null
     */
    public static String decode(byte[] bytes, int from, int to, @Nullable String declared) {
        String name = declared == null ? "" : letters(declared);
        if (name.equals("UTF-7")) {
            return Utf7.decode(bytes, from, to);
        }
        Charset charset = name.isEmpty() ? null : known(name);
        if (charset != null && !isAsciiBased(charset)) {
            return switch (name) {
                case "HZ" -> Hz.decode(bytes, from, to);
                default -> wide(bytes, from, to, charset);
            };
        }
        if (Ascii.isPlain(bytes, from, to)) {
            return plain(bytes, from, to);
        }
        return eightBit(bytes, from, to, charset);
    }

    private static String eightBit(byte[] bytes, int from, int to, @Nullable Charset charset) {
        boolean utf8 = Utf8.isValid(bytes, from, to);
        if (charset == null || charset == StandardCharsets.US_ASCII || charset == StandardCharsets.UTF_8) {
            return utf8 || charset == StandardCharsets.UTF_8 && Utf8.isMostlyValid(bytes, from, to)
                    ? utf8(bytes, from, to)
                    : new String(bytes, from, to - from, CharsetGuess.of(bytes, from, to));
        }
        if (utf8 && charset == WINDOWS_1252) {
            return utf8(bytes, from, to);
        }
        String text = new String(bytes, from, to - from, charset);
        return utf8 && text.indexOf('\uFFFD') >= 0 ? utf8(bytes, from, to) : text;
    }

    private static String utf8(byte[] bytes, int from, int to) {
        int start = Utf8.mark(bytes, from, to);
        return new String(bytes, start, to - start, StandardCharsets.UTF_8);
    }

    /** Seven bits are ASCII, unless they shift to Japanese or Korean without having said so. */
    private static String plain(byte[] bytes, int from, int to) {
        for (int i = from; i + 2 < to; i++) {
            if (bytes[i] == 0x1B && bytes[i + 1] == '$') {
                String name = bytes[i + 2] == ')' ? "ISO-2022-KR" : "x-windows-iso2022jp";
                return new String(bytes, from, to - from, Charset.forName(name));
            }
        }
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }

    /** UTF-16 and the escape charsets; what claims UTF-16 is often UTF-8, its declaration was copied from a file. */
    private static String wide(byte[] bytes, int from, int to, Charset charset) {
        if (charset.name().startsWith("UTF-16") || charset.name().startsWith("UTF-32")) {
            boolean zeros = false;
            for (int i = from; i < to && !zeros; i++) {
                zeros = bytes[i] == 0;
            }
            if (!zeros && Utf8.isValid(bytes, from, to)) {
                return utf8(bytes, from, to);
            }
        } else if (!Ascii.isPlain(bytes, from, to)) {
            return eightBit(bytes, from, to, null);
        }
        return new String(bytes, from, to - from, charset);
    }

    private static boolean isAsciiBased(Charset charset) {
        String name = charset.name();
        return !name.startsWith("UTF-16") && !name.startsWith("UTF-32") && !name.contains("2022")
                && !name.startsWith("x-windows-iso2022") && !name.startsWith("x-windows-5022")
                && !name.equals("ISO-10646-UCS-2");
    }

    static boolean isKnown(String declared) {
        String name = letters(declared);
        return name.equals("UTF-7") || name.equals("HZ") || known(name) != null;
    }

    private static String letters(String declared) {
        switch (declared) {
            case "utf-8", "UTF-8" -> {
                return "UTF-8";
            }
            case "us-ascii", "US-ASCII" -> {
                return "US-ASCII";
            }
            default -> {
                String letters = onlyLetters(declared);
                return ALIASES.getOrDefault(letters, declared);
            }
        }
    }

    private static String onlyLetters(String declared) {
        StringBuilder letters = new StringBuilder(declared.length());
        for (int i = 0; i < Math.min(declared.length(), 60); i++) {
            char c = declared.charAt(i);
            if (c < 128 && Character.isLetterOrDigit(c)) {
                letters.append(c);
            }
        }
        return letters.toString().toLowerCase(Locale.ROOT);
    }

    private static @Nullable Charset known(String name) {
        switch (name) {
            case "UTF-8" -> {
                return StandardCharsets.UTF_8;
            }
            case "US-ASCII" -> {
                return StandardCharsets.US_ASCII;
            }
            case "windows-1252" -> {
                return WINDOWS_1252;
            }
            default -> {
                Optional<Charset> known = KNOWN.get(name);
                if (known == null) {
                    known = lookUp(name);
                    if (KNOWN.size() < MOST_NAMES) {
                        KNOWN.put(name, known);
                    }
                }
                return known.orElse(null);
            }
        }
    }

    private static Optional<Charset> lookUp(String name) {
        String letters = onlyLetters(name);
        for (String form : new String[]{name.strip(), letters, dashed(letters)}) {
            try {
                return Optional.of(Charset.forName(form));
            } catch (IllegalArgumentException notKnown) {
                // The next form may be.
            }
        }
        return Optional.empty();
    }

    /** {@code cp850} for {@code cp-850}, {@code windows-1250} for {@code win1250}, {@code iso-8859-2} for {@code ISO8859_2}. */
    private static String dashed(String letters) {
        String digits = letters.replaceFirst("^[a-z]+", "");
        if (letters.startsWith("iso8859")) {
            return "ISO-8859-" + digits.substring(Math.min(4, digits.length()));
        }
        boolean windows = letters.startsWith("win") || letters.startsWith("xcp") || letters.startsWith("xwin");
        return windows ? "windows-" + digits : letters.startsWith("dos") ? "cp" + digits : "x" + letters;
    }
}
