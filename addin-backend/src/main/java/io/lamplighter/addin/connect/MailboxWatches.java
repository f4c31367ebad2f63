// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.connect;

import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.imap.ImapConnector;
import io.lamplighter.ingest.imap.ImapIdle;
import io.lamplighter.ingest.mailbox.ForwardClock;
import io.lamplighter.ingest.mailbox.MailboxFailure;
import io.lamplighter.ingest.mailbox.Requests;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches IMAP mailboxes, each from one node of all, and wakes their turn on the schedule when something happens. A watch is a
 * hint: two of them, or none, for a moment would cost nothing but that moment.
 *
 * <p>Every node says three times in a lease that it lives; one that is killed loses what it held after that and the others take
 * it within a third more. A node that cannot say so asks no server for anything and closes its connections before its lease is over.
 */
public final class MailboxWatches implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MailboxWatches.class);

    /** Signing in costs both sides; what is left over waits for the next renewal. */
    private static final int BEGIN_AT_ONCE = 250;

    private final ImapConnector connector;
    private final MailboxSchedule schedule;
    private final WatchLeases leases;
    private final Duration lease;
    private final ForwardClock clock;
    private final Map<MailboxId, ImapIdle> watches = new HashMap<>();
    private final Map<MailboxId, Boolean> told = new HashMap<>();
    private final Set<MailboxId> again = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(2,
            Thread.ofVirtual().name("mailbox-watches").factory());
    private volatile long renewedAt;
    /** Whether what is watched here is what the database says of this node. */
    private volatile boolean certain;

    /** @param lease how long a mailbox is left to a node of which nothing is heard */
    public MailboxWatches(ImapConnector connector, MailboxSchedule schedule, WatchLeases leases, Duration lease,
            ForwardClock clock) {
        this.connector = connector;
        this.schedule = schedule;
        this.leases = leases;
        this.lease = lease;
        this.clock = clock;
    }

    public void start() {
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
            long asked = clock.millis();
            boolean known = leases.live(lease) && certain;
            certain = false;
            renewedAt = asked;
            leases.bury();
            if (!known) {
                settle(leases.held());
            }
            follow();
            share();
            tell();
            certain = true;
        } catch (RuntimeException notReached) {
            LOG.atWarn().addKeyValue("error", notReached.getClass().getName())
                    .log("leases of watched mailboxes could not be renewed");
        }
    }

    /** After something went wrong: what we hold is watched, and nothing else. */
    private void settle(Collection<MailboxId> held) {
        endAllBut(held);
        List<MailboxId> missing = held.stream().filter(mailbox -> !isWatched(mailbox)).toList();
        begin(missing.stream().limit(BEGIN_AT_ONCE).toList());
        leases.giveBack(missing.stream().skip(BEGIN_AT_ONCE).toList());
    }

    private void follow() {
        List<WatchLeases.Changed> changed = leases.changed();
        changed.forEach(one -> end(one.mailbox()));
        leases.giveBack(changed.stream().filter(one -> !one.wanted()).map(WatchLeases.Changed::mailbox).toList());
        begin(changed.stream().filter(WatchLeases.Changed::wanted).map(WatchLeases.Changed::mailbox).toList());
    }

    private void share() {
        int most = leases.share();
        int held = count();
        if (held > most) {
            leases.giveBack(endSome(held - most));
        } else if (held < most) {
            begin(leases.take(Math.min(BEGIN_AT_ONCE, most - held)));
        }
    }

    private void tell() {
        Map<MailboxId, Boolean> news = news();
        leases.tell(news);
        synchronized (this) {
            told.putAll(news);
            told.keySet().retainAll(watches.keySet());
        }
    }

    private synchronized Map<MailboxId, Boolean> news() {
        Map<MailboxId, Boolean> news = new HashMap<>();
        watches.forEach((mailbox, idle) -> {
            boolean now = idle.state() == ImapIdle.State.WATCHING;
            if (told.getOrDefault(mailbox, false) != now) {
                news.put(mailbox, now);
            }
        });
        return news;
    }

    private synchronized int count() {
        return watches.size();
    }

    private synchronized boolean isWatched(MailboxId mailbox) {
        return watches.containsKey(mailbox);
    }

    private synchronized void begin(Collection<MailboxId> mailboxes) {
        for (MailboxId mailbox : mailboxes) {
            end(mailbox);
            watches.put(mailbox, watch(mailbox));
        }
    }

    private ImapIdle watch(MailboxId mailbox) {
        try {
            return Requests.watched(kind -> mustBeOurs(), () -> ImapIdle.watch(connector, mailbox,
                    () -> heard(mailbox), ImapIdle.Pace.USUAL, clock));
        } catch (RuntimeException failed) {
            throw failed;
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A node that was asleep does not know yet that another one may be watching. */
    private void mustBeOurs() {
        if (isTooOld()) {
            throw new MailboxFailure.TryLater("Lamplighter is cut off from its database.", Duration.ZERO, null);
        }
    }

    private boolean isTooOld() {
        return clock.millis() - renewedAt > lease.toMillis() / 6 * 5;
    }

    private synchronized void end(MailboxId mailbox) {
        ImapIdle idle = watches.remove(mailbox);
        told.remove(mailbox);
        if (idle != null) {
            idle.close();
        }
    }

    private synchronized void endAllBut(Collection<MailboxId> these) {
        Set<MailboxId> others = new HashSet<>(watches.keySet());
        others.removeAll(Set.copyOf(these));
        others.forEach(this::end);
    }

    private synchronized List<MailboxId> endSome(int count) {
        List<MailboxId> some = watches.keySet().stream().limit(count).toList();
        some.forEach(this::end);
        return some;
    }

    synchronized void giveUpInTime() {
        if (!watches.isEmpty() && isTooOld()) {
            LOG.atWarn().addKeyValue("mailboxes", watches.size()).log("cut off from the database; watching nothing");
            certain = false;
            endAllBut(List.of());
            again.clear();
        }
    }

    private void heard(MailboxId mailbox) {
        if (isTooOld()) {
            return;
        }
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
            // What another node watches now, that one wakes: it asks for a turn when it begins.
            if (isWatched(mailbox) && !isTooOld()) {
                wake(mailbox);
            }
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
        endAllBut(List.of());
        try {
            leases.leave();
        } catch (RuntimeException notReached) {
            LOG.atInfo().log("the leases of watched mailboxes end by themselves");
        }
    }
}
