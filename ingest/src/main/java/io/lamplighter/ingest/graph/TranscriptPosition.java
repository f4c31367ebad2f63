// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.graph;

import java.util.ArrayList;
import java.util.List;

/**
 * How far transcripts are read.
 *
 * @param looked when it was looked for them last, in epoch seconds; 0 for never
 * @param given marks of the transcripts given in the last days
 */
record TranscriptPosition(long looked, List<String> given) {

    static final TranscriptPosition NONE = new TranscriptPosition(0, List.of());

    private static final int MOST_GIVEN = 500;

    TranscriptPosition {
        given = List.copyOf(given.size() > MOST_GIVEN ? given.subList(given.size() - MOST_GIVEN, given.size()) : given);
    }

    TranscriptPosition giving(List<String> marks) {
        List<String> all = new ArrayList<>(given);
        all.addAll(marks);
        return new TranscriptPosition(looked, all);
    }

    TranscriptPosition looked(long now) {
        return new TranscriptPosition(now, given);
    }

    String format() {
        return Fields.join("transcripts", looked, String.join(",", given));
    }

    static TranscriptPosition parse(Fields fields) {
        return new TranscriptPosition(fields.number(), fields.list());
    }
}
