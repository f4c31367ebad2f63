// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.google;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How often a message was refused while its neighbours were given. Forgotten with the process: it then takes longer. */
final class RefusedMessages {

    private static final int OFTEN = 4;
    private static final int MOST = 10_000;

    private final Map<String, Integer> times = new ConcurrentHashMap<>();

    /** Whether it was refused whenever it was asked for of late. */
    boolean isSuspect(String user, String id) {
        return times.containsKey(user + "/" + id);
    }

    /** It was refused at a time when nothing was given: that says nothing of it yet. */
    void suspect(String user, String id) {
        times.putIfAbsent(user + "/" + id, 0);
    }

    /** Counts one more refusal, at a time when others were given, and says whether it was the last that is waited for. */
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
