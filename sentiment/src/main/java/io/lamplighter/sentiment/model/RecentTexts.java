// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.sentiment.model;

import io.lamplighter.sentiment.encoder.Leanings;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * What the encoder made of the texts read last. Ratings are tried out by scoring the same mails with them and without; what was
 * learned changes nothing about how the encoder reads. Thread-safe.
 */
final class RecentTexts {

    private static final int MOST = 500;
    /** Longer texts are rare, and their characters would be kept with them. */
    private static final int LONGEST = 4_000;

    private final Map<String, Leanings> texts = Collections.synchronizedMap(new LinkedHashMap<>(64, 0.75f, true) {

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Leanings> eldest) {
            return size() > MOST;
        }
    });

    /** Reads outside of any lock: two threads may read the same text at once, and come to the same. */
    Leanings of(String text, Function<String, Leanings> reader) {
        Leanings known = texts.get(text);
        if (known != null) {
            return known;
        }
        Leanings read = reader.apply(text);
        if (text.length() <= LONGEST) {
            texts.put(text, read);
        }
        return read;
    }
}
