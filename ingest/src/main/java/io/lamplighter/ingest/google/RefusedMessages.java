// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.google;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How often a message was refused while its neighbours were given. Forgotten with the process: it then takes longer. */
final class RefusedMessages {

    private static final int OFTEN = 4;
    private static final int MOST = 10_000;

    private final Map<String, Integer> times = new ConcurrentHashMap<>();

    /** Counts one more refusal. */
    boolean isHopeless(String user, String id) {
        if (times.size() > MOST) {
            times.clear();
        }
        return times.merge(user + "/" + id, 1, Integer::sum) >= OFTEN;
    }

    void forget(String user, String id) {
        times.remove(user + "/" + id);
    }
}
