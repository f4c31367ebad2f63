// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.mailbox;

import java.util.concurrent.Callable;

/**
 * Lets whoever runs a connector see each request before it is made, and prevent it. Holds for the thread that runs it and for
 * what is carried over to other threads; connectors announce their requests and know nothing else of it.
 */
public final class Requests {

    private static final ScopedValue<Watcher> WATCHER = ScopedValue.newInstance();

    private Requests() {}

    /** Sees requests before they are made. */
    @FunctionalInterface
    public interface Watcher {

        /**
         * Several threads may ask at the same time.
         *
         * @param kind what is asked for, one of a few words of each connector
         * @throws RuntimeException to prevent it
         */
        void before(String kind);
    }

    /** Runs something with all its requests watched. */
    public static <T> T watched(Watcher watcher, Callable<T> work) throws Exception {
        return ScopedValue.where(WATCHER, watcher).call(work::call);
    }

    /** The same work, for another thread, watched as it would be in this one. */
    public static <T> Callable<T> carried(Callable<T> work) {
        if (!WATCHER.isBound()) {
            return work;
        }
        Watcher watcher = WATCHER.get();
        return () -> watched(watcher, work);
    }

    /** The same for work that returns nothing. */
    public static Runnable carrying(Runnable work) {
        if (!WATCHER.isBound()) {
            return work;
        }
        Watcher watcher = WATCHER.get();
        return () -> ScopedValue.where(WATCHER, watcher).run(work);
    }

    /** To be called by a connector before each request. */
    public static void announce(String kind) {
        if (WATCHER.isBound()) {
            WATCHER.get().before(kind);
        }
    }
}
