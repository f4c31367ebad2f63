// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.wiring;

import java.time.Duration;
import java.time.LocalTime;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How mailboxes are read.
 *
 * @param pollEvery how often a mailbox is asked when nothing pushes
 * @param pollToldEvery how often it is asked although its server tells what happens: in the other folders, and in case a word got lost
 * @param mailboxesAtOnce how many this node reads at the same time
 * @param slice after so long a mailbox lets another one have its turn
 * @param retryAfter the wait after the first failure; it doubles with every further one
 * @param retryAtMost the longest wait after a failure
 * @param lease after so long of hearing nothing of a node, others take over what it read and watched
 * @param reconcileDays how many days the nightly comparison with the provider goes back
 * @param reconcileFrom the hour, in the zone of the installation, at which the nightly comparisons begin
 * @param reconcileSpread over how long they are spread
 */
@ConfigurationProperties("lamplighter.sync")
public record SyncSettings(@DefaultValue("60s") Duration pollEvery,
        @DefaultValue("10m") Duration pollToldEvery, @DefaultValue("12") int mailboxesAtOnce,
        @DefaultValue("60s") Duration slice, @DefaultValue("20s") Duration retryAfter,
        @DefaultValue("15m") Duration retryAtMost, @DefaultValue("30s") Duration lease,
        @DefaultValue("30") int reconcileDays, @DefaultValue("01:00") LocalTime reconcileFrom,
        @DefaultValue("5h") Duration reconcileSpread) {

    public SyncSettings {
        if (pollEvery.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("lamplighter.sync.poll-every must be at least 1s");
        }
        if (lease.compareTo(Duration.ofSeconds(3)) < 0) {
            throw new IllegalArgumentException("lamplighter.sync.lease must be at least 3s");
        }
        if (reconcileDays < 1) {
            throw new IllegalArgumentException("lamplighter.sync.reconcile-days must be at least 1");
        }
        if (reconcileSpread.isNegative() || reconcileSpread.compareTo(Duration.ofHours(24)) >= 0) {
            throw new IllegalArgumentException("lamplighter.sync.reconcile-spread must be less than 24h");
        }
        if (mailboxesAtOnce < 1) {
            throw new IllegalArgumentException("lamplighter.sync.mailboxes-at-once must be at least 1");
        }
    }
}
