// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.connect;

import io.lamplighter.crm.mailbox.Mailboxes;
import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.imap.ImapConnector;
import io.lamplighter.ingest.imap.ImapIdle;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches IMAP mailboxes, each from one node of all, and wakes their turn on the schedule when something happens. A watch is a
 * hint: two of them, or none, for a moment would cost nothing but that moment.
 *
 * <p>Every node renews its leases three times in the time they last; one that is killed loses them after that and the others take
 * them within a third more. A node that cannot renew closes its connections before its leases are over.
 */
public final class MailboxWatches implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MailboxWatches.class);

    /** Signing in costs both sides; what is left over waits for the next renewal. */
    private static final int BEGIN_AT_ONCE = 250;

    private final ImapConnector connector;
    private final ImapConnections connections;
    private final Mailboxes mailboxes;
    private final MailboxSchedule schedule;
    private final WatchLeases leases;
    private final Duration lease;
    private final LongSupplier nanos;
    private final Map<MailboxId, Watch> watches = new HashMap<>();
    private final Set<MailboxId> again = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(2,
            Thread.ofVirtual().name("mailbox-watches").factory());
    private long renewedAt;

    /** @param settings changes when the connection does */
    private record Watch(ImapIdle idle, String settings) {}

    /**
     * @param lease how long a mailbox is left to a node of which nothing is heard
     * @param nanos a clock that only goes forward, as {@code System.nanoTime}
     */
    MailboxWatches(ImapConnector connector, ImapConnections connections, Mailboxes mailboxes, MailboxSchedule schedule,
            WatchLeases leases, Duration lease, LongSupplier nanos) {
        this.connector = connector;
        this.connections = connections;
        this.mailboxes = mailboxes;
        this.schedule = schedule;
        this.leases = leases;
        this.lease = lease;
        this.nanos = nanos;
    }

    public static MailboxWatches of(ImapConnector connector, ImapConnections connections, Mailboxes mailboxes,
            MailboxSchedule schedule, WatchLeases leases, Duration lease) {
        return new MailboxWatches(connector, connections, mailboxes, schedule, leases, lease, System::nanoTime);
    }

    public void start() {
        renewedAt = nanos.getAsLong();
        every(lease.dividedBy(3), this::renew);
        // On a thread of its own: a database that hangs holds up the renewal, not this.
        every(Duration.ofSeconds(1), this::giveUpInTime);
        every(Duration.ofSeconds(1), this::wakeAgain);
    }

    private void every(Duration period, Runnable work) {
        timer.scheduleWithFixedDelay(work, 0, period.toMillis(), TimeUnit.MILLISECONDS);
    }

    void renew() {
        try {
            Map<MailboxId, String> wanted = connections.settings();
            wanted.keySet().retainAll(mailboxes.toBeRead(ImapConnector.NAME));
            long asked = nanos.getAsLong();
            Set<MailboxId> held = leases.renew(wanted.keySet(), lease);
            if (keep(held, wanted, asked)) {
                leases.giveBackAllBut(held);
            }
            leases.tell(told());
        } catch (RuntimeException notReached) {
            LOG.atWarn().addKeyValue("error", notReached.getClass().getName())
                    .log("leases of watched mailboxes could not be renewed");
        }
    }

    /** Returns whether something was closed that is to be given back. */
    private synchronized boolean keep(Set<MailboxId> held, Map<MailboxId, String> wanted, long asked) {
        renewedAt = asked;
        Set<MailboxId> lost = new HashSet<>(watches.keySet());
        lost.removeAll(held);
        // A changed connection is closed too, and opened again below with what it is now.
        Set<MailboxId> ended = new HashSet<>(lost);
        watches.forEach((mailbox, watch) -> {
            if (!watch.settings().equals(wanted.get(mailbox))) {
                ended.add(mailbox);
            }
        });
        ended.forEach(this::end);
        held.stream().filter(mailbox -> !watches.containsKey(mailbox)).limit(BEGIN_AT_ONCE)
                .forEach(mailbox -> watches.put(mailbox, new Watch(
                        ImapIdle.watch(connector, mailbox, () -> heard(mailbox), ImapIdle.Pace.USUAL),
                        wanted.getOrDefault(mailbox, ""))));
        return !lost.isEmpty();
    }

    private void end(MailboxId mailbox) {
        Watch watch = watches.remove(mailbox);
        if (watch != null) {
            watch.idle().close();
        }
    }

    synchronized void giveUpInTime() {
        if (!watches.isEmpty() && nanos.getAsLong() - renewedAt > lease.toNanos() / 6 * 5) {
            LOG.atWarn().addKeyValue("mailboxes", watches.size()).log("cut off from the database; watching nothing");
            Set.copyOf(watches.keySet()).forEach(this::end);
        }
    }

    private void heard(MailboxId mailbox) {
        wake(mailbox);
        try {
            leases.heard(mailbox);
        } catch (RuntimeException notReached) {
            LOG.atDebug().addKeyValue("mailbox", mailbox).log("when it was heard of could not be written down");
        }
    }

    private void wake(MailboxId mailbox) {
        try {
            schedule.wake(mailbox);
        } catch (RuntimeException notReached) {
            again.add(mailbox);
        }
    }

    private void wakeAgain() {
        for (MailboxId mailbox : again) {
            again.remove(mailbox);
            wake(mailbox);
        }
    }

    /** Those whose server tells this node what happens. */
    public synchronized Set<MailboxId> told() {
        return watches.entrySet().stream()
                .filter(watch -> watch.getValue().idle().state() == ImapIdle.State.WATCHING).map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public void close() {
        timer.shutdownNow();
        synchronized (this) {
            Set.copyOf(watches.keySet()).forEach(this::end);
        }
        try {
            leases.leave();
        } catch (RuntimeException notReached) {
            LOG.atInfo().log("the leases of watched mailboxes end by themselves");
        }
    }
}
