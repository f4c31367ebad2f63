// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.faults;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What every connector keeps on every {@link BadDay}: nothing lost, nothing twice, of each day as much in the ledger as the
 * provider counts, and never a request beyond the provider's limits. An implementation supplies a {@link TroubledProvider}.
 */
public interface FaultContract {

    /** A provider as it is before that day. */
    TroubledProvider provider(BadDay day);

    @ParameterizedTest(name = "{0}: nothing lost, nothing twice, nothing left over, no limit broken")
    @EnumSource
    default void survives(BadDay day) {
        try (TroubledProvider provider = provider(day)) {
            new Story(provider, day).isTold();
        }
    }
}
