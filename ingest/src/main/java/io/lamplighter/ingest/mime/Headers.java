// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.mime;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The header block of a message or part: where each field lies. Fields are decoded when asked for, not before.
 *
 * <p>Names are asked for in lower case. A field that is not there reads as empty text.
 */
public final class Headers {
    /** What follows in a longer block is passed over: nobody's mail needs it, and memory stays bounded. */
    private static final int MOST_FIELDS = 4_000;
    private static final int LONGEST_VALUE = 1 << 20;

    private final byte[] bytes;
    private int[] fields = new int[32 * STRIDE];
    private int count;
    private int end;
    private int bodyStart;

    private static final int STRIDE = 4;
    private static final int HASH = 0;
    private static final int NAME = 1;
    private static final int VALUE = 2;
    private static final int VALUE_END = 3;

    private Headers(byte[] bytes) {
        this.bytes = bytes;
    }

    static Headers read(byte[] bytes, int start, int end) {
        Headers headers = new Headers(bytes);
        new HeaderScan(bytes, end, headers).run(start);
        return headers;
    }

    void add(int hash, int name, int value, int valueEnd) {
        if (count == MOST_FIELDS) {
            return;
        }
        if ((count + 1) * STRIDE > fields.length) {
            fields = Arrays.copyOf(fields, fields.length * 2);
        }
        int at = count++ * STRIDE;
        fields[at + HASH] = hash;
        fields[at + NAME] = name;
        fields[at + VALUE] = value;
        fields[at + VALUE_END] = valueEnd;
    }

    void extendLast(int valueEnd) {
        if (count > 0) {
            fields[(count - 1) * STRIDE + VALUE_END] = valueEnd;
        }
    }

    void endsAt(int end, int bodyStart) {
        this.end = end;
        this.bodyStart = bodyStart;
    }

    /** Where the empty line after the block begins. */
    int end() {
        return end;
    }

    int bodyStart() {
        return bodyStart;
    }

    public boolean isEmpty() {
        return count == 0;
    }

    int size() {
        return count;
    }

    public boolean has(String name) {
        return find(name, 0) >= 0;
    }

    /** The first such field, unfolded, as it stands; encoded words are still encoded. */
    public String raw(String name) {
        int i = find(name, 0);
        return i < 0 ? "" : value(i);
    }

    /** The last such field, unfolded. */
    String lastRaw(String name) {
        String last = "";
        for (int i = find(name, 0); i >= 0; i = find(name, i + 1)) {
            last = value(i);
        }
        return last;
    }

    /** Every such field, unfolded, in order. */
    public List<String> allRaw(String name) {
        List<String> values = new ArrayList<>(2);
        for (int i = find(name, 0); i >= 0; i = find(name, i + 1)) {
            values.add(value(i));
        }
        return values;
    }

    /** The first such field for people: encoded words decoded, white space folded. */
    public String text(String name) {
        return HeaderText.decoded(raw(name));
    }

    private int find(String name, int from) {
        int hash = hash(name);
        for (int i = from; i < count; i++) {
            int at = i * STRIDE;
            if (fields[at + HASH] == hash && Ascii.startsWith(bytes, fields[at + NAME], bytes.length, name)) {
                return i;
            }
        }
        return -1;
    }

    private String value(int i) {
        int from = fields[i * STRIDE + VALUE];
        int to = Math.min(fields[i * STRIDE + VALUE_END], from + LONGEST_VALUE);
        return HeaderText.unfolded(bytes, from, to, () -> charset(i));
    }

    private @Nullable String charset(int asking) {
        int i = find("content-type", 0);
        return i < 0 || i == asking ? null : ContentField.parse(value(i)).parameter("charset");
    }

    private static int hash(String name) {
        int hash = name.length();
        for (int i = 0; i < name.length(); i++) {
            hash = hash * 31 + name.charAt(i);
        }
        return hash;
    }

    static int hash(byte[] bytes, int from, int to) {
        int hash = to - from;
        for (int i = from; i < to; i++) {
            hash = hash * 31 + Ascii.lower(bytes[i]);
        }
        return hash;
    }
}
