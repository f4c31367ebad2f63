// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.sentiment.lexicon;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the tab-separated files beside this class; a line without a tab is a comment. */
final class LexiconFile {

    private LexiconFile() {}

    /** The lines of a file whose first line names its columns. */
    static List<Entry> entries(String name) {
        List<Entry> entries = new ArrayList<>();
        for (String[] row : rows(name)) {
            entries.add(new Entry(row[0], row[1], Double.parseDouble(row[2])));
        }
        return entries;
    }

    /** The lines of a file of two columns. */
    static Map<String, String> pairs(String name) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String[] row : rows(name)) {
            pairs.put(row[0], row[1]);
        }
        return pairs;
    }

    static String content(String name) {
        try (InputStream in = LexiconFile.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("missing from the jar: " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    private static List<String[]> rows(String name) {
        return content(name).lines()
                .filter(line -> !line.isBlank() && line.contains("\t") && !line.startsWith("pattern\t"))
                .map(line -> line.split("\t"))
                .toList();
    }
}
