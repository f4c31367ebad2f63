// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.transcript;

import io.lamplighter.ingest.transcript.Head.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Names and times on lines of their own, above or below each other, which some exports write. */
final class SplitHeads {
    private final List<String> lines;
    private final List<@Nullable Head> heads;

    SplitHeads(List<String> lines, List<@Nullable Head> heads) {
        this.lines = lines;
        this.heads = heads;
    }

    /** Replaces the two by one; only where most of the times that stand alone have a name, always on the same side. */
    void join() {
        int alone = 0;
        int above = 0;
        int below = 0;
        for (int i = 0; i < lines.size(); i++) {
            if (isTime(i)) {
                alone++;
                above += isName(i - 1) ? 1 : 0;
                below += isName(i + 1) ? 1 : 0;
            }
        }
        int side = above >= below ? -1 : 1;
        if (alone > 1 && Math.max(above, below) * 10 >= alone * 6) {
            for (int i = 0; i < lines.size(); i++) {
                Head time = heads.get(i);
                if (isTime(i) && time != null && isName(i + side)) {
                    heads.set(i, null);
                    heads.set(i + side, new Head(Shape.NAME_TIME, lines.get(i + side).strip(), time.stamp(), ""));
                    lines.set(i, "");
                }
            }
        }
    }

    private boolean isTime(int i) {
        Head head = heads.get(i);
        return head != null && head.shape() == Shape.TIME;
    }

    private boolean isName(int i) {
        return i >= 0 && i < lines.size() && heads.get(i) == null && Labels.isName(lines.get(i))
                && !Turns.endsSentence(Labels.bare(lines.get(i)));
    }
}
