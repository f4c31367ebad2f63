// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.faults;

import java.util.HashMap;
import java.util.Map;

/** How many requests are under way at the same time, for each mailbox; an empty name stands for none. Thread-safe. */
public final class AtOnce {

    private final Map<String, Integer> underWay = new HashMap<>();
    private int most;

    public synchronized void begins(String mailbox) {
        int together = underWay.merge(mailbox, 1, Integer::sum);
        if (!mailbox.isEmpty()) {
            most = Math.max(most, together);
        }
    }

    public synchronized void ends(String mailbox) {
        underWay.computeIfPresent(mailbox, (key, requests) -> requests == 1 ? null : requests - 1);
    }

    public synchronized int underWay(String mailbox) {
        return underWay.getOrDefault(mailbox, 0);
    }

    /** The most that were under way for any one mailbox. */
    public synchronized int most() {
        return most;
    }

    public synchronized void reset() {
        most = 0;
    }
}
