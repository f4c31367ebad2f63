// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.google;

import java.time.Duration;
import java.util.Objects;

/**
 * What Google lets one program ask of one user's data.
 *
 * @param gmailUnits in any {@code window}; every method has its price
 * @param calendarRequests in any {@code window}
 */
public record GoogleQuota(int gmailUnits, int calendarRequests, Duration window) {

    /** Of projects made since 1 May 2026; older ones may have more, which the console tells. */
    public static final GoogleQuota DOCUMENTED = new GoogleQuota(6_000, 600, Duration.ofMinutes(1));

    private static final int LEAST_UNITS = 2_000;

    public GoogleQuota {
        Objects.requireNonNull(window, "window");
        if (gmailUnits < LEAST_UNITS) {
            throw new IllegalArgumentException(
                    "a page of messages and what is left for news cost " + LEAST_UNITS + " units");
        }
    }
}
