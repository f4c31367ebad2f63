// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what the schedule does. */
final class Await {

    private Await() {}

    static void until(String what, BooleanSupplier isSo) {
        until(what, 600, isSo);
    }

    /** Where a provider's quota may have to be waited for. */
    static void patiently(String what, BooleanSupplier isSo) {
        until(what, 2_400, isSo);
    }

    private static void until(String what, int looks, BooleanSupplier isSo) {
        for (int i = 0; i < looks; i++) {
            if (isSo.getAsBoolean()) {
                return;
            }
            LockSupport.parkNanos(50_000_000L);
        }
        throw new AssertionError("not so in time: " + what);
    }
}
