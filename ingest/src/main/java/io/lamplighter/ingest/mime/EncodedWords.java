// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.mime;

import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Decodes encoded words (RFC 2047), also where the RFC forbids them: inside quotes, glued to other text, with blanks
 * inside, with a character or a base64 group split over two of them, without an end.
 */
final class EncodedWords {
    private final String text;
    private final StringBuilder out;
    /** Octets of neighbouring words in one charset: senders split characters between words. */
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
    private @Nullable String pendingCharset;
    /** Base64 of the last word that did not fill its last group of four. */
    private String openGroup = "";
    private int copied;

    private EncodedWords(String text) {
        this.text = text;
        this.out = new StringBuilder(text.length());
    }

    static String decode(String text) {
        return text.contains("=?") ? new EncodedWords(text).run() : text;
    }

    private String run() {
        int at = text.indexOf("=?");
        while (at >= 0) {
            int end = word(at);
            at = text.indexOf("=?", end > 0 ? end : at + 2);
        }
        flush();
        return out.append(text, copied, text.length()).toString();
    }

    /** Takes in the word at {@code at}; returns where it ends, or -1 if there is none. */
    private int word(int at) {
        int charsetEnd = text.indexOf('?', at + 2);
        if (charsetEnd < 0 || charsetEnd + 2 >= text.length() || text.charAt(charsetEnd + 2) != '?'
                || !isToken(at + 2, charsetEnd)) {
            return -1;
        }
        char encoding = Character.toLowerCase(text.charAt(charsetEnd + 1));
        if (encoding != 'q' && encoding != 'b') {
            return -1;
        }
        int from = charsetEnd + 3;
        int to = end(from, encoding);
        before(at);
        take(charset(at + 2, charsetEnd), encoding, from, to);
        copied = Math.min(text.length(), text.startsWith("?=", to) ? to + 2 : to);
        return copied;
    }

    private boolean isToken(int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) <= ' ') {
                return false;
            }
        }
        return true;
    }

    private int end(int from, char encoding) {
        int to = text.indexOf("?=", from);
        // A question mark left bare in front of an encoded octet: "why?=20not?=".
        while (encoding == 'q' && to >= 0 && isOctet(to + 1) && !text.startsWith("=?", to + 2)) {
            int later = text.indexOf("?=", to + 2);
            if (later < 0) {
                break;
            }
            to = later;
        }
        if (to >= 0) {
            return to;
        }
        int blank = text.indexOf(' ', from);
        int next = text.indexOf("=?", from);
        int stop = blank < 0 ? text.length() : blank;
        return next >= 0 && next < stop ? next : stop;
    }

    private boolean isOctet(int at) {
        return at + 2 < text.length() && Ascii.hex(text.charAt(at + 1)) >= 0 && Ascii.hex(text.charAt(at + 2)) >= 0;
    }

    /** RFC 2231 §5: the language after an asterisk is no part of the charset. */
    private String charset(int from, int to) {
        int star = text.indexOf('*', from);
        return text.substring(from, star >= 0 && star < to ? star : to);
    }

    /** Text between words is kept, white space between two words is not (RFC 2047 §6.2). */
    private void before(int at) {
        boolean neighbour = pendingCharset != null && isWhite(copied, at);
        if (!neighbour) {
            flush();
            out.append(text, copied, at);
        }
    }

    private boolean isWhite(int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) > ' ') {
                return false;
            }
        }
        return true;
    }

    private void take(String charset, char encoding, int from, int to) {
        if (pendingCharset != null && !pendingCharset.equalsIgnoreCase(charset)) {
            flush();
        }
        pendingCharset = charset;
        if (encoding == 'b') {
            base64(text.substring(from, to));
        } else {
            closeGroup();
            quoted(from, to);
        }
    }

    private void base64(String word) {
        String joined = openGroup + word;
        int whole = joined.endsWith("=") ? joined.length() : joined.length() / 4 * 4;
        pending.writeBytes(Base64.decode(joined.substring(0, whole)));
        openGroup = joined.substring(whole);
    }

    private void closeGroup() {
        if (!openGroup.isEmpty()) {
            pending.writeBytes(Base64.decode(openGroup));
            openGroup = "";
        }
    }

    private void quoted(int from, int to) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c == '_') {
                pending.write(' ');
            } else if (c == '=' && i + 2 < to && isOctet(i)) {
                pending.write(Ascii.hex(text.charAt(i + 1)) * 16 + Ascii.hex(text.charAt(i + 2)));
                i += 2;
            } else if (c < 128) {
                pending.write(c);
            } else {
                raw(c);
            }
        }
    }

    /** A character beyond ASCII inside a word: it was decoded already, so it must pass the charset untouched. */
    private void raw(char c) {
        String charset = pendingCharset;
        flush();
        out.append(c);
        pendingCharset = charset;
    }

    private void flush() {
        closeGroup();
        if (pendingCharset != null) {
            byte[] octets = pending.toByteArray();
            out.append(Charsets.decode(octets, 0, octets.length, pendingCharset));
            pending.reset();
            pendingCharset = null;
        }
    }
}
