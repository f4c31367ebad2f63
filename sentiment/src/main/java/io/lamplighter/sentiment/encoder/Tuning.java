// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.sentiment.encoder;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * What training made of the language model as it was bought: the tensors that differ, where to stop reading it, and the head
 * that turns what it says of a piece of a word into odds.
 *
 * @param output the value of the graph to stop at
 * @param most pieces of words read of one text
 * @param tensors little-endian contents by name
 * @param attention how much a piece counts, in logarithms
 * @param good what speaks for good news in it, the last number being added always; {@code bad} for bad news
 */
record Tuning(String output, int most, Map<String, byte[]> tensors, float[] attention, float[] good, float[] bad) {

    private static final int SHAPE = 0x4C4D4501;

    static Tuning read(InputStream raw) throws IOException {
        DataInputStream in = new DataInputStream(new BufferedInputStream(new GZIPInputStream(raw, 64 * 1024)));
        if (in.readInt() != SHAPE) {
            throw new IOException("an encoder of another shape");
        }
        String output = in.readUTF();
        int most = in.readInt();
        float[] attention = floats(in);
        float[] good = floats(in);
        float[] bad = floats(in);
        Map<String, byte[]> tensors = new HashMap<>();
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            String name = in.readUTF();
            tensors.put(name, in.readNBytes(in.readInt()));
        }
        return new Tuning(output, most, tensors, attention, good, bad);
    }

    private static float[] floats(DataInputStream in) throws IOException {
        float[] floats = new float[in.readInt()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = in.readFloat();
        }
        return floats;
    }
}
