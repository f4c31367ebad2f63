// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.sentiment.encoder;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An ONNX file cut short and with other numbers in it. The file is a protocol buffer (onnx.proto3); what is not touched is
 * copied byte by byte, so that no library for it is needed.
 */
final class OnnxGraph {

    private static final int GRAPH = 7;
    private static final int NODE = 1;
    private static final int INITIALIZER = 5;
    private static final int OUTPUT = 12;
    private static final int VALUE_INFO = 13;
    private static final int NODE_INPUT = 1;
    private static final int NODE_OUTPUT = 2;
    private static final int TENSOR_FLOATS = 4;
    private static final int TENSOR_INTS = 5;
    private static final int TENSOR_NAME = 8;
    private static final int TENSOR_RAW = 9;
    private static final int BYTES = 2;

    private OnnxGraph() {}

    /** One field of a message, with its key; {@code from} and {@code to} enclose what is in it. */
    private record Field(int number, byte[] in, int start, int from, int to) {

        String text() {
            return new String(in, from, to - from, StandardCharsets.UTF_8);
        }

        void copyTo(ByteArrayOutputStream out) {
            out.write(in, start, to - start);
        }
    }

    /**
     * @param output the value to stop at; nodes that are not needed for it are left out
     * @param numbers little-endian contents of tensors by their names
     */
    static byte[] cut(byte[] model, String output, Map<String, byte[]> numbers) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(model.length);
        for (Field field : fields(model, 0, model.length)) {
            if (field.number() == GRAPH) {
                write(GRAPH, graph(fields(model, field.from(), field.to()), output, numbers), out);
            } else {
                field.copyTo(out);
            }
        }
        return out.toByteArray();
    }

    private static byte[] graph(List<Field> graph, String output, Map<String, byte[]> numbers) {
        Set<String> needed = new HashSet<>(Set.of(output));
        Set<Field> kept = new HashSet<>();
        // Nodes stand in the order of computing, so one pass from the end finds all that is needed.
        for (Field node : graph.reversed()) {
            if (node.number() == NODE && names(node, NODE_OUTPUT).stream().anyMatch(needed::contains)) {
                kept.add(node);
                needed.addAll(names(node, NODE_INPUT));
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Field field : graph) {
            switch (field.number()) {
                case NODE -> {
                    if (kept.contains(field)) {
                        field.copyTo(out);
                    }
                }
                case INITIALIZER -> {
                    String name = names(field, TENSOR_NAME).getFirst();
                    byte[] other = numbers.get(name);
                    if (other != null) {
                        write(INITIALIZER, tensor(field, other), out);
                    } else if (needed.contains(name)) {
                        field.copyTo(out);
                    }
                }
                case OUTPUT -> write(OUTPUT, renamed(field, output), out);
                case VALUE_INFO -> {
                    // Says nothing that is not found out anyway, and may speak of what is gone.
                }
                default -> field.copyTo(out);
            }
        }
        return out.toByteArray();
    }

    private static byte[] tensor(Field tensor, byte[] numbers) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Field field : fields(tensor.in(), tensor.from(), tensor.to())) {
            if (field.number() != TENSOR_RAW && field.number() != TENSOR_FLOATS && field.number() != TENSOR_INTS) {
                field.copyTo(out);
            }
        }
        write(TENSOR_RAW, numbers, out);
        return out.toByteArray();
    }

    private static byte[] renamed(Field value, String name) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        write(1, name.getBytes(StandardCharsets.UTF_8), out);
        fields(value.in(), value.from(), value.to()).stream().filter(field -> field.number() != 1)
                .forEach(field -> field.copyTo(out));
        return out.toByteArray();
    }

    private static List<String> names(Field message, int number) {
        return fields(message.in(), message.from(), message.to()).stream().filter(field -> field.number() == number)
                .map(Field::text).toList();
    }

    private static List<Field> fields(byte[] in, int from, int to) {
        List<Field> fields = new ArrayList<>();
        int at = from;
        while (at < to) {
            int start = at;
            long key = varint(in, at);
            at += size(key);
            int begin = at;
            switch ((int) (key & 7)) {
                case 0 -> at += size(varint(in, at));
                case 1 -> at += 8;
                case BYTES -> {
                    long length = varint(in, at);
                    begin = at + size(length);
                    at = begin + (int) length;
                }
                case 5 -> at += 4;
                default -> throw new IllegalStateException("not a protocol buffer");
            }
            fields.add(new Field((int) (key >>> 3), in, start, begin, at));
        }
        return fields;
    }

    private static long varint(byte[] in, int at) {
        long value = 0;
        for (int i = 0; i < 10; i++) {
            value |= (in[at + i] & 0x7FL) << 7 * i;
            if (in[at + i] >= 0) {
                break;
            }
        }
        return value;
    }

    private static int size(long value) {
        return Math.max(1, (70 - Long.numberOfLeadingZeros(value)) / 7);
    }

    private static void write(int number, byte[] bytes, ByteArrayOutputStream out) {
        writeVarint((long) number << 3 | BYTES, out);
        writeVarint(bytes.length, out);
        out.writeBytes(bytes);
    }

    private static void writeVarint(long number, ByteArrayOutputStream out) {
        long value = number;
        while (value > 0x7F) {
            out.write((int) (value & 0x7F | 0x80));
            value >>>= 7;
        }
        out.write((int) value);
    }
}
