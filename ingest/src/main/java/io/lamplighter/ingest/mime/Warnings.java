// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.mime;

import java.util.ArrayList;
import java.util.List;

/** What was odd while reading, each once and not without end. Never holds content. */
public final class Warnings {
    private static final int MOST = 20;
    private final List<String> texts = new ArrayList<>(0);

    public void add(String text) {
        if (texts.size() < MOST && !texts.contains(text)) {
            texts.add(text);
        }
    }

    public List<String> all() {
        return List.copyOf(texts);
    }
}
