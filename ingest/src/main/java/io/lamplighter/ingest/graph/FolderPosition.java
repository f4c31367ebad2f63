// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.graph;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How far one folder is read.
 *
 * @param first whether this is still the first round, which gives all there is, newest first
 * @param link where to go on; empty where the round has not begun
 * @param linked when the link was given, in epoch seconds: one that is never renewed is forgotten in the end
 * @param newest receive time, in epoch seconds, of the newest message given
 * @param oldest the same of the oldest: which folder's history is next
 * @param counted how many messages the first round has passed
 * @param given marks of messages that were given and will come once more before the link has moved past them
 */
record FolderPosition(String folder, boolean first, String link, long linked, long newest, long oldest, long counted,
        List<String> given) {

    /** Beyond it the oldest are given once more, which costs a request each and nothing else. */
    private static final int MOST_GIVEN = 3_000;

    FolderPosition {
        given = List.copyOf(given.size() > MOST_GIVEN ? given.subList(given.size() - MOST_GIVEN, given.size()) : given);
    }

    static FolderPosition begin(String folder) {
        return new FolderPosition(folder, true, "", 0, Long.MIN_VALUE, Long.MAX_VALUE, 0, List.of());
    }

    boolean hasBegun() {
        return !link.isEmpty();
    }

    /** The round goes on, or has ended and can be followed. */
    FolderPosition at(String next, long now, boolean stillFirst) {
        return new FolderPosition(folder, stillFirst, next, now, newest, oldest, counted, given);
    }

    FolderPosition spanning(long newer, long older) {
        return new FolderPosition(folder, first, link, linked, Math.max(newest, newer), Math.min(oldest, older),
                counted, given);
    }

    FolderPosition counting(long more) {
        return new FolderPosition(folder, first, link, linked, newest, oldest, counted + more, given);
    }

    FolderPosition giving(Collection<String> marks) {
        List<String> all = new ArrayList<>(given);
        all.addAll(marks);
        return new FolderPosition(folder, first, link, linked, newest, oldest, counted, all);
    }

    FolderPosition forgetting(Collection<String> marks) {
        Set<String> passed = new HashSet<>(marks);
        return new FolderPosition(folder, first, link, linked, newest, oldest, counted,
                given.stream().filter(mark -> !passed.contains(mark)).toList());
    }

    FolderPosition forgettingAll() {
        return new FolderPosition(folder, first, link, linked, newest, oldest, counted, List.of());
    }

    String format() {
        return Fields.join("folder", folder, first, link, linked, newest, oldest, counted, String.join(",", given));
    }

    static FolderPosition parse(Fields fields) {
        return new FolderPosition(fields.text(), fields.flag(), fields.text(), fields.number(), fields.number(),
                fields.number(), fields.number(), fields.list());
    }
}
