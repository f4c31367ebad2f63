// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.mime;

import io.lamplighter.ingest.Attachment;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The mark of a body that was left out: how many octets it had. Written by {@link ReducedMessage} and by connectors
 * that never fetched the body.
 */
final class Omitted {
    static final String FIELD = "X-Lamplighter-Omitted";
    private static final String NAME = "x-lamplighter-omitted";
    private static final String HELD = "X-Lamplighter-Held";
    private static final String HELD_NAME = "x-lamplighter-held";
    private static final String ENCRYPTED = "encrypted";
    private static final String NOTHING = "-";
    private static final int LONGEST_NAME = 500;

    private Omitted() {}

    /** @return -1 where nothing was left out */
    static long size(Part part) {
        if (!part.headers().has(NAME) || !isReduced(part)) {
            return -1;
        }
        // A sender may write such a field too. Ours is the last.
        String value = part.headers().lastRaw(NAME).strip();
        boolean number = !value.isEmpty() && value.length() <= 15 && value.chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? Long.parseLong(value) : -1;
    }

    /** The lines that are put where the body was; with what only the body could tell. */
    static String mark(Part part) {
        String mark = FIELD + ": " + part.size() + "\r\n";
        boolean tnef = Tnef.is(part);
        // Said even where there is nothing to say: a field of this name that the sender wrote must not be the last.
        return tnef || Wrapped.isSmime(part)
                ? mark + HELD + ": " + (tnef ? files(part) : protection(part)) + "\r\n"
                : mark;
    }

    private static String files(Part part) {
        String files = Tnef.files(part.content()).stream().map(Omitted::line).collect(Collectors.joining(",\r\n "));
        return files.isEmpty() ? NOTHING : files;
    }

    private static String protection(Part part) {
        return Wrapped.isEncrypted(part) ? ENCRYPTED : NOTHING;
    }

    static boolean wasEncrypted(Part part) {
        return size(part) >= 0 && part.headers().has(HELD_NAME)
                && part.headers().lastRaw(HELD_NAME).strip().equals(ENCRYPTED);
    }

    private static String line(Attachment file) {
        String name = file.name().substring(0, Math.min(file.name().length(), LONGEST_NAME));
        return file.size() + " " + escaped(file.type()) + " " + escaped(name);
    }

    private static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** The files that were packed into the body that was left out. */
    static List<Attachment> held(Part part) {
        List<Attachment> files = new ArrayList<>();
        if (size(part) >= 0 && part.headers().has(HELD_NAME)) {
            for (String file : part.headers().lastRaw(HELD_NAME).split(",", 1_000)) {
                String[] words = file.strip().split(" ", 3);
                if (words.length >= 2 && words[0].matches("\\d{1,15}")) {
                    files.add(new Attachment(words.length < 3 ? "" : unescaped(words[2]), unescaped(words[1]),
                            Long.parseLong(words[0])));
                }
            }
        }
        return files;
    }

    private static String unescaped(String text) {
        try {
            return URLDecoder.decode(text.strip(), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notOurs) {
            return text;
        }
    }

    private static boolean isReduced(Part part) {
        Headers embedded = part.embeddedHeaders();
        int left = embedded == null ? part.bodyStart() : embedded.bodyStart();
        return part.bodyEnd() == left || part.isText() && part.bodyEnd() == part.textEnd();
    }
}
