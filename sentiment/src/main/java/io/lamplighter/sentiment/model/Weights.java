// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.sentiment.model;

import io.lamplighter.sentiment.Score;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * The trained numbers of one language.
 *
 * @param bias what speaks for good and bad news before a word is read
 * @param lexicon what the lexicon's verdict adds: for good news, for bad news, for none, each times its strength
 * @param hashes of the runs that count, ascending
 * @param rarity of each: the logarithm of how few texts have it
 * @param good what each adds to the odds of good news, {@code bad} to those of bad news
 */
record Weights(Odds bias, Odds[] lexicon, int[] hashes, float[] rarity, float[] good, float[] bad) {

    private static final int SHAPE = 0x4C4D0001;
    /** A lexicon verdict weaker than this is none. */
    private static final double SILENT = 1e-6;
    private static final Odds NONE = new Odds(0, 0);
    static final int LEXICON_GOOD = 0;
    static final int LEXICON_BAD = 1;
    static final int LEXICON_SILENT = 2;

    /** The place of a run, negative where it does not count. */
    int find(int hash) {
        return Arrays.binarySearch(hashes, hash);
    }

    /** What speaks for good and bad news before a word is read. */
    Odds before(Score verdict) {
        return isSilent(verdict) ? bias.plus(lexicon[LEXICON_SILENT]) : bias;
    }

    /** What a point of the lexicon's verdict adds, in its own direction. */
    Odds ofPoint(Score verdict) {
        return isSilent(verdict) ? NONE : lexicon[verdict.value() > 0 ? LEXICON_GOOD : LEXICON_BAD];
    }

    private static boolean isSilent(Score verdict) {
        return Math.abs(verdict.value()) < SILENT;
    }

    /** Two sets of weights with the same fingerprint come to the same scores. */
    int fingerprint() {
        return Arrays.hashCode(hashes) * 31 + Arrays.hashCode(good) + 7 * Arrays.hashCode(bad);
    }

    /** What came with this module, by the name of the file. */
    static Weights load(String name) {
        String file = name + ".weights";
        try (InputStream in = Weights.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("missing from the jar: " + file);
            }
            return read(in);
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }

    static Weights read(InputStream raw) throws IOException {
        DataInputStream in = new DataInputStream(new BufferedInputStream(new GZIPInputStream(raw)));
        if (in.readInt() != SHAPE) {
            throw new IOException("weights of another shape");
        }
        Odds bias = odds(in);
        Odds[] lexicon = {odds(in), odds(in), odds(in)};
        int[] hashes = new int[in.readInt()];
        for (int i = 0; i < hashes.length; i++) {
            hashes[i] = in.readInt();
        }
        return new Weights(bias, lexicon, hashes, halves(in, hashes.length), halves(in, hashes.length),
                halves(in, hashes.length));
    }

    void write(OutputStream raw) throws IOException {
        try (DataOutputStream out = new DataOutputStream(new GZIPOutputStream(raw, 64 * 1024))) {
            out.writeInt(SHAPE);
            write(bias, out);
            for (Odds one : lexicon) {
                write(one, out);
            }
            out.writeInt(hashes.length);
            for (int hash : hashes) {
                out.writeInt(hash);
            }
            for (float[] column : new float[][]{rarity, good, bad}) {
                for (float value : column) {
                    out.writeShort(Float.floatToFloat16(value));
                }
            }
        }
    }

    private static Odds odds(DataInputStream in) throws IOException {
        return new Odds(in.readDouble(), in.readDouble());
    }

    private static void write(Odds odds, DataOutputStream out) throws IOException {
        out.writeDouble(odds.good());
        out.writeDouble(odds.bad());
    }

    private static float[] halves(DataInputStream in, int count) throws IOException {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = Float.float16ToFloat(in.readShort());
        }
        return values;
    }
}
