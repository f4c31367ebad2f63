// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.imap;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * As many messages as one page may hold.
 *
 * @param outlines in the order asked for, without those that are gone
 * @param complete whether all that was asked for is here; else the page was cut after the last outline
 */
record OutlinePage(List<Outline> outlines, boolean complete) {

    static final int MOST = 500;

    /** What the messages of one page may weigh: bounds the memory of a run. */
    private static final long MOST_OCTETS = 8L * 1024 * 1024;

    /** Of a large message only headers and texts are fetched. */
    private static final long WEIGHT_OF_LARGE = 1024 * 1024;

    static OutlinePage of(ImapReader reader, long[] uids) {
        if (uids.length == 0) {
            return new OutlinePage(List.of(), true);
        }
        Map<Long, Outline> known = reader.outlines(uids);
        List<Outline> page = new ArrayList<>();
        long octets = 0;
        for (long uid : uids) {
            Outline outline = known.get(uid);
            if (outline != null) {
                octets += Math.min(outline.size(), WEIGHT_OF_LARGE);
                if (octets > MOST_OCTETS && !page.isEmpty()) {
                    return new OutlinePage(page, false);
                }
                page.add(outline);
            }
        }
        return new OutlinePage(page, true);
    }

    /** The UID up to which reading has come, when the page was asked for UIDs that end with {@code last}. */
    long end(long last) {
        return complete ? last : outlines.getLast().uid();
    }

    /** Receive time, in epoch seconds, of the oldest of them that has one. */
    long oldest(long otherwise) {
        return outlines.reversed().stream().filter(Outline::hasTime).findFirst()
                .map(outline -> outline.receivedAt().getEpochSecond()).orElse(otherwise);
    }
}
