// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what the schedule does. */
final class Await {

    private Await() {}

    static void until(String what, BooleanSupplier isSo) {
        for (int i = 0; i < 600; i++) {
            if (isSo.getAsBoolean()) {
                return;
            }
            LockSupport.parkNanos(50_000_000L);
        }
        throw new AssertionError("not so after half a minute: " + what);
    }
}
