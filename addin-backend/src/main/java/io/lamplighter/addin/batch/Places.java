// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.batch;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many are tried at once: few altogether, fewer at one server. A server that refuses one sign-in after the other soon refuses
 * our address, with the mailboxes that work; so after some in a row no more are tried there.
 */
final class Places {

    private static final int AT_ONCE = 8;
    private static final int AT_ONE_SERVER = 3;
    private static final int MOST_REFUSALS = 5;

    private final Semaphore all = new Semaphore(AT_ONCE);
    private final Map<String, Semaphore> servers = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> refusals = new ConcurrentHashMap<>();

    /** To be followed by {@link #leave}. The server comes first: who waits there must not keep a place that others can use. */
    void enter(String server) throws InterruptedException {
        Semaphore there = servers.computeIfAbsent(server, s -> new Semaphore(AT_ONE_SERVER));
        there.acquire();
        try {
            all.acquire();
        } catch (InterruptedException stopped) {
            there.release();
            throw stopped;
        }
    }

    void leave(String server) {
        all.release();
        servers.computeIfAbsent(server, s -> new Semaphore(0)).release();
    }

    boolean isSore(String server) {
        return count(server).get() >= MOST_REFUSALS;
    }

    void refused(String server) {
        count(server).incrementAndGet();
    }

    void letIn(String server) {
        count(server).set(0);
    }

    private AtomicInteger count(String server) {
        return refusals.computeIfAbsent(server, s -> new AtomicInteger());
    }
}
