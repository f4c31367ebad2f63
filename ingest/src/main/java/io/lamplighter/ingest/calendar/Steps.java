// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.calendar;

/** What an expansion may cost. Every day or moment looked at is a step. */
final class Steps {
    /** A daily rule counted for a thousand years, a yearly one for as long; some 20 ms. */
    private static final int MOST = 400_000;
    private int left = MOST;

    /** Whether one more may be taken. */
    boolean take() {
        return left-- > 0;
    }

    boolean exhausted() {
        return left < 0;
    }
}
