// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.connect;

import java.util.Arrays;

/** A mail in quarantine as its provider has it, for somebody who has to find out what is wrong with it. Never printed. */
public record RawMail(byte[] bytes) {

    /** Everything before the first empty line (RFC 5322 §2.1); all of it where there is none, up to a bound. */
    private static final int LONGEST_HEADER = 64 * 1024;

    public byte[] header() {
        for (int i = 0; i + 1 < Math.min(bytes.length, LONGEST_HEADER); i++) {
            if (bytes[i] == '\n' && (bytes[i + 1] == '\n'
                    || bytes[i + 1] == '\r' && i + 2 < bytes.length && bytes[i + 2] == '\n')) {
                return Arrays.copyOf(bytes, i + 1);
            }
        }
        return Arrays.copyOf(bytes, Math.min(bytes.length, LONGEST_HEADER));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RawMail mail && Arrays.equals(bytes, mail.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return bytes.length + " octets";
    }
}
