// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.transcript;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what the lines of a text file say, speaker by speaker. */
final class Pieces {
    private static final int MOST = 200_000;

    private final List<Turn> pieces = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private String speaker = "";
    private @Nullable Duration start;
    private @Nullable Duration end;
    private @Nullable Duration zero;
    private Duration last = Duration.ZERO;
    private boolean clock;
    private boolean open;

    /** @param stamp null where the line has no time: the last one written holds on */
    void begin(String name, @Nullable Stamp stamp, String rest) {
        finish(stamp == null ? null : offset(stamp, stamp.time()));
        speaker = name;
        if (stamp != null) {
            start = offset(stamp, stamp.time());
            last = start;
            end = stamp.until() == null || stamp.clock() ? null : offset(stamp, stamp.until());
        }
        open = true;
        add(rest);
    }

    /** A time of day becomes the time since the first; after midnight it goes on. */
    private Duration offset(Stamp stamp, Duration time) {
        if (zero == null) {
            clock = stamp.clock();
            zero = clock ? time : Duration.ZERO;
        }
        Duration offset = time.minus(zero);
        boolean midnight = clock && offset.plusHours(12).compareTo(last) < 0;
        return midnight ? offset.plusDays(1) : offset;
    }

    void add(String line) {
        if (!line.isBlank()) {
            text.append(line).append('\n');
        }
    }

    private void finish(@Nullable Duration next) {
        String words = Turns.folded(text.toString());
        if (open && !words.isEmpty() && pieces.size() < MOST) {
            boolean later = start != null && next != null && next.compareTo(start) > 0;
            pieces.add(new Turn(Turns.folded(speaker), start, end == null && later ? next : end, words));
        }
        text.setLength(0);
        end = null;
    }

    List<Turn> all() {
        finish(null);
        open = false;
        return pieces;
    }
}
