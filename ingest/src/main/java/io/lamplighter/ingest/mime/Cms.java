// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.mime;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The outside of a CMS object (RFC 5652), as far as to find the message a signature was put around. Nothing is
 * verified and nothing decrypted. Every step goes forward in the array, so broken lengths end it.
 */
final class Cms {
    /** 1.2.840.113549.1.7 without the last number. */
    private static final byte[] PKCS7 = {0x06, 0x09, 0x2A, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xF7, 0x0D, 0x01,
            0x07};
    private static final int SIGNED = 2;
    private static final int ENVELOPED = 3;
    private static final int OCTETS = 0x04;
    private static final int OCTETS_IN_PIECES = 0x24;
    private static final int EXPLICIT = 0xA0;
    private static final int DEEPEST = 8;

    private final byte[] bytes;
    private int at;
    private int end;

    private Cms(byte[] bytes) {
        this.bytes = bytes;
        this.end = bytes.length;
    }

    static boolean isEncrypted(byte[] bytes) {
        int kind = kind(bytes);
        return kind == ENVELOPED || kind == 6;
    }

    private static int kind(byte[] bytes) {
        int oid = find(bytes, 0, Math.min(bytes.length, 40));
        return oid < 0 ? -1 : bytes[oid + PKCS7.length];
    }

    /** The signed octets; null where it is no signature with its content inside. */
    static byte @Nullable [] signedContent(byte[] bytes) {
        if (kind(bytes) != SIGNED) {
            return null;
        }
        // SignedData: version, digest algorithms, then the content: the next such object identifier, 1.7.1.
        int content = find(bytes, 20, Math.min(bytes.length, 4_000));
        if (content < 0 || bytes[content + PKCS7.length] != 1) {
            return null;
        }
        Cms cms = new Cms(bytes);
        cms.at = content + PKCS7.length + 1;
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        return cms.enter(EXPLICIT) && cms.octets(octets, 0) ? octets.toByteArray() : null;
    }

    private static int find(byte[] bytes, int from, int to) {
        for (int i = from; i + PKCS7.length < to; i++) {
            if (Arrays.equals(bytes, i, i + PKCS7.length, PKCS7, 0, PKCS7.length)) {
                return i;
            }
        }
        return -1;
    }

    private boolean enter(int tag) {
        return at < end && (bytes[at++] & 0xFF) == tag && length() >= -1;
    }

    /** OpenSSL and others write the octets in pieces of unknown number (X.690 §8.1.3.6). */
    private boolean octets(ByteArrayOutputStream out, int depth) {
        if (at >= end || depth > DEEPEST) {
            return false;
        }
        int tag = bytes[at++] & 0xFF;
        int length = length();
        if (length < -1 || tag != OCTETS && tag != OCTETS_IN_PIECES) {
            return false;
        }
        int stop = length < 0 ? end : Math.min(end, at + length);
        if (tag == OCTETS) {
            out.write(bytes, at, stop - at);
            at = stop;
            return true;
        }
        while (at + 1 < stop && bytes[at] != 0) {
            if (!octets(out, depth + 1)) {
                return false;
            }
        }
        at = length < 0 ? Math.min(end, at + 2) : stop;
        return true;
    }

    /** -1 where it is not said, -2 where it cannot be. */
    private int length() {
        if (at >= end) {
            return -2;
        }
        int first = bytes[at++] & 0xFF;
        if (first == 0x80) {
            return -1;
        }
        if (first < 0x80) {
            return first;
        }
        int count = first & 0x7F;
        if (count > 4 || at + count > end) {
            return -2;
        }
        long length = 0;
        for (int i = 0; i < count; i++) {
            length = length << 8 | bytes[at++] & 0xFF;
        }
        return length > end - at ? end - at : (int) length;
    }
}
