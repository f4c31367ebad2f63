// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.sql;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * The form in which the kept parts of a message are stored: deflated (RFC 1951), behind one byte that tells the method, so
 * that a better one can come later.
 */
public final class Kept {

    private static final byte DEFLATED = 1;
    private static final byte PLAIN = 0;

    private Kept() {}

    public static byte[] pack(byte[] kept) {
        Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
        try {
            deflater.setInput(kept);
            deflater.finish();
            byte[] packed = new byte[kept.length + 1];
            int length = deflater.deflate(packed, 1, kept.length);
            boolean smaller = deflater.finished();
            byte[] result = Arrays.copyOf(packed, smaller ? length + 1 : packed.length);
            result[0] = smaller ? DEFLATED : PLAIN;
            if (!smaller) {
                System.arraycopy(kept, 0, result, 1, kept.length);
            }
            return result;
        } finally {
            deflater.end();
        }
    }

    /** @throws IllegalStateException if the row was damaged */
    public static byte[] unpack(byte[] packed) {
        if (packed[0] == PLAIN) {
            return Arrays.copyOfRange(packed, 1, packed.length);
        }
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(packed, 1, packed.length - 1);
            ByteArrayOutputStream kept = new ByteArrayOutputStream(packed.length * 4);
            byte[] buffer = new byte[16 * 1024];
            while (!inflater.finished()) {
                int length = inflater.inflate(buffer);
                if (length == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
                    throw new IllegalStateException("kept parts are cut short");
                }
                kept.write(buffer, 0, length);
            }
            return kept.toByteArray();
        } catch (DataFormatException damaged) {
            throw new IllegalStateException("kept parts are damaged", damaged);
        } finally {
            inflater.end();
        }
    }
}
