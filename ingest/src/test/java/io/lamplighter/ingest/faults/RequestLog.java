// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.faults;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** What a simulator was asked: all of it is counted, the latest is kept. A simulator may run for weeks. Thread-safe. */
public final class RequestLog<T> {

    private final int most;
    private final Deque<T> latest = new ArrayDeque<>();
    private int count;

    /** @param most how many are kept */
    public RequestLog(int most) {
        this.most = most;
    }

    public synchronized void add(T request) {
        count++;
        latest.addLast(request);
        if (latest.size() > most) {
            latest.removeFirst();
        }
    }

    /** The latest, in the order they came. */
    public synchronized List<T> latest() {
        return List.copyOf(latest);
    }

    /** Of all that ever came. */
    public synchronized int count() {
        return count;
    }

    public synchronized void clear() {
        latest.clear();
        count = 0;
    }
}
