// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.calendar;

import io.lamplighter.ingest.mime.Warnings;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The octets of a calendar as text. RFC 5545 §6 says UTF-8; older Outlooks wrote what Windows had. */
final class CalendarText {
    /** A busy executive's whole calendar; what is longer is cut. */
    static final int LONGEST = 16 << 20;
    private static final Charset WESTERN = Charset.forName("windows-1252");

    private CalendarText() {}

    static String decoded(byte[] octets, Warnings warnings) {
        int length = Math.min(octets.length, LONGEST);
        if (length < octets.length) {
            warnings.add("calendar is too long and was cut");
        }
        Charset wide = wide(octets, length);
        if (wide != null) {
            return new String(octets, 0, length, wide);
        }
        try {
            return strict(octets, length);
        } catch (CharacterCodingException e) {
            // RFC 5545 §3.1: simple programs fold in the middle of a character.
            byte[] whole = unfolded(octets, length);
            try {
                return strict(whole, whole.length);
            } catch (CharacterCodingException again) {
                return broken(whole, whole.length, warnings);
            }
        }
    }

    private static String strict(byte[] octets, int length) throws CharacterCodingException {
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets, 0, length)).toString();
    }

    private static byte[] unfolded(byte[] octets, int length) {
        byte[] whole = new byte[length];
        int end = 0;
        for (int i = 0; i < length; i++) {
            int feed = octets[i] == '\r' && i + 1 < length && octets[i + 1] == '\n' ? i + 1 : i;
            if (octets[feed] == '\n' && feed + 1 < length && (octets[feed + 1] == ' ' || octets[feed + 1] == '\t')) {
                i = feed + 1;
            } else {
                whole[end++] = octets[i];
            }
        }
        return Arrays.copyOf(whole, end);
    }

    /** A file cut inside a character, or with one bad octet, is still UTF-8 where other sequences say so. */
    private static String broken(byte[] octets, int length, Warnings warnings) {
        String utf8 = new String(octets, 0, length, StandardCharsets.UTF_8);
        long bad = utf8.chars().filter(c -> c == '\uFFFD').count();
        long good = utf8.chars().filter(c -> c > 127 && c != '\uFFFD').count();
        if (good >= bad) {
            warnings.add("not quite UTF-8");
            return utf8;
        }
        warnings.add("not UTF-8, read as windows-1252");
        return new String(octets, 0, length, WESTERN);
    }

    private static @Nullable Charset wide(byte[] octets, int length) {
        if (length < 2) {
            return null;
        }
        if (octets[0] == (byte) 0xFE && octets[1] == (byte) 0xFF || octets[0] == 0 && octets[1] == 'B') {
            return StandardCharsets.UTF_16BE;
        }
        boolean little = octets[0] == (byte) 0xFF && octets[1] == (byte) 0xFE || octets[0] == 'B' && octets[1] == 0;
        return little ? StandardCharsets.UTF_16LE : null;
    }
}
