// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.metrics;

import io.lamplighter.crm.mailbox.MailboxState;
import io.lamplighter.ingest.Cursor;
import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.sync.Ledger;
import io.lamplighter.ingest.sync.ReadPage;
import io.lamplighter.ingest.sync.Reading;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** What this node does, in numbers by connector and never by mailbox: a hundred thousand mailboxes make no more series than one. */
public final class CaptureMeters {

    private static final double[] LAGS = {1, 3, 10, 30, 60, 120, 300, 900, 3_600, 21_600, 86_400};

    /** All that a turn may end as. */
    private static final List<String> TURNS = List.of("up-to-date", "unfinished", "allowance-spent", "try-later",
            "start-over",
            "change-settings", "sign-in-again", "our-fault", "taken-over", "cut-off");

    private final MeterRegistry registry;
    private final Clock clock;

    public CaptureMeters(MeterRegistry registry, Clock clock) {
        this.registry = registry;
        this.clock = clock;
    }

    /**
     * Shows what has not happened yet as zero: a counter that begins with its first event has never grown, and no alert sees it.
     */
    public void begin(Collection<String> connectors) {
        for (String connector : connectors) {
            TURNS.forEach(outcome -> turns(connector, outcome));
            lags(connector);
        }
    }

    /** A request to a provider is about to be made. */
    public void request(String connector, String kind) {
        registry.counter("lamplighter.requests", "connector", connector, "kind", kind).increment();
    }

    /**
     * A turn of a mailbox ended.
     *
     * @param outcome one of a few words
     */
    public void turn(String connector, String outcome, Duration took) {
        turns(connector, outcome).record(took);
    }

    private Timer turns(String connector, String outcome) {
        return Timer.builder("lamplighter.turns").tag("connector", connector).tag("outcome", outcome)
                .register(registry);
    }

    private DistributionSummary lags(String connector) {
        return DistributionSummary.builder("lamplighter.capture.lag").baseUnit("seconds").tag("connector", connector)
                .serviceLevelObjectives(LAGS).register(registry);
    }

    /** The same ledger, with everything that is stored counted. */
    public Ledger counted(Ledger ledger, MailboxState mailbox) {
        return new Ledger() {

            @Override
            public Cursor position(MailboxId id, String connector) {
                return ledger.position(id, connector);
            }

            @Override
            public Recorded commit(ReadPage page) {
                Recorded recorded = ledger.commit(page);
                count(mailbox.connector(), recorded);
                if (!page.isRepair()) {
                    mailbox.historyCompleteAt().ifPresent(since -> lag(mailbox.connector(), page, since));
                }
                return recorded;
            }

            @Override
            public void rewind(MailboxId id, String why) {
                ledger.rewind(id, why);
            }
        };
    }

    private void count(String connector, Ledger.Recorded recorded) {
        registry.counter("lamplighter.pages", "connector", connector).increment();
        messages(connector, "captured", recorded.witnesses());
        messages(connector, "excluded", recorded.excluded());
        messages(connector, "quarantined", recorded.quarantined());
        messages(connector, "vanished", recorded.vanished());
        registry.counter("lamplighter.interactions", "connector", connector).increment(recorded.interactions());
    }

    private void messages(String connector, String outcome, int count) {
        registry.counter("lamplighter.messages", "connector", connector, "outcome", outcome).increment(count);
    }

    /** Only of what came since all of history was read: the rest was never late. */
    private void lag(String connector, ReadPage page, Instant since) {
        Instant now = clock.instant();
        DistributionSummary lags = lags(connector);
        for (Reading reading : page.readings()) {
            if (reading instanceof Reading.Captured mail) {
                Instant receivedAt = mail.interaction().occurredAt();
                if (receivedAt.isAfter(since)) {
                    lags.record(Math.max(0, Duration.between(receivedAt, now).toMillis() / 1000.0));
                }
            }
        }
    }
}
