// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.mailbox;

/**
 * How many things are asked for at once where each costs a request and none is handed out before all are there. A page that failed
 * is followed by a smaller one, which gets through even where every tenth request is refused. Thread-safe.
 */
public final class PageSize {

    private static final int LEAST = 3;

    private final int most;
    private int size;

    public PageSize(int most) {
        this.most = most;
        this.size = most;
    }

    public synchronized int now() {
        return size;
    }

    public synchronized void failed() {
        size = Math.max(LEAST, size / 3);
    }

    public synchronized void passed() {
        size = Math.min(most, size + LEAST);
    }
}
