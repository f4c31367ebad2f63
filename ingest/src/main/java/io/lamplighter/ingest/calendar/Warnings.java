// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.calendar;

import java.util.ArrayList;
import java.util.List;

/** What was odd while reading, each once and not without end. Never holds content. */
final class Warnings {
    private static final int MOST = 20;
    private final List<String> texts = new ArrayList<>(0);

    void add(String text) {
        if (texts.size() < MOST && !texts.contains(text)) {
            texts.add(text);
        }
    }

    List<String> all() {
        return List.copyOf(texts);
    }
}
