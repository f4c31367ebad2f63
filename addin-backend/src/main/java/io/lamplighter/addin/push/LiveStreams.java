// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.push;

import io.lamplighter.addin.security.Viewer;
import io.lamplighter.crm.notify.DealChanges;
import io.lamplighter.crm.notify.Notice;
import io.lamplighter.crm.notify.Outbox;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Tells browsers that are open of warnings, and of deals on whose timeline something is new, whichever node stored it. Each node asks
 * the database once a second, as long as anybody listens to it: two look-ups by number. PostgreSQL could wake it with NOTIFY, but that
 * needs a connection that is kept for nothing else, is lost behind a pooler without a word, and says nothing about what happened while
 * it was down; so the look-up would be needed all the same, and a second is soon enough.
 */
public final class LiveStreams implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(LiveStreams.class);
    private static final int AT_ONCE = 500;
    /** Pages that somebody has open at the same time; the oldest gives way. */
    private static final int MOST_OF_ONE = 20;
    /** Between a page and its stream no more time passes than this. */
    private static final Duration LATELY = Duration.ofSeconds(10);

    private final Outbox outbox;
    private final DealChanges changes;
    private final Clock clock;
    private final Queue<Listener> listeners = new ConcurrentLinkedQueue<>();
    private DealChanges.@Nullable Ear ear;
    private List<Overheard> lately = List.of();
    private @Nullable ScheduledExecutorService ticker;
    private @Nullable ExecutorService senders;

    public LiveStreams(Outbox outbox, DealChanges changes, Clock clock) {
        this.outbox = outbox;
        this.changes = changes;
        this.clock = clock;
    }

    /** The number of what was told last: a page that is made now needs to hear what comes after. */
    public long latest() {
        return outbox.latest();
    }

    /** @param after what the browser has heard already */
    Listener open(Viewer viewer, Line line, long after) {
        List<Listener> own = listeners.stream().filter(one -> one.user() == viewer.id().value()).toList();
        own.stream().limit(Math.max(0, own.size() - MOST_OF_ONE + 1L)).forEach(this::close);
        Listener listener = new Listener(viewer, line, after, clock.instant());
        listeners.add(listener);
        // Its page was made before it could listen.
        listener.hear(overheard().stream().map(Overheard::change).toList());
        return listener;
    }

    private synchronized List<Overheard> overheard() {
        return lately;
    }

    void close(Listener listener) {
        listeners.remove(listener);
        listener.end();
    }

    /** Asks for what is new and hands it to everybody who listens; a slow browser delays no other. */
    void tick(Executor hands) {
        listeners.removeIf(Listener::isGone);
        long from = listeners.stream().min(Comparator.comparingLong(Listener::told)).map(Listener::told).orElse(-1L);
        if (from < 0) {
            stopListening();
            return;
        }
        List<Notice> news = outbox.after(from, AT_ONCE);
        Instant now = clock.instant();
        List<DealChanges.Change> changed = changed(now);
        for (Listener listener : listeners) {
            listener.hear(changed);
            if (listener.take()) {
                hands.execute(() -> listener.tell(news, now));
            }
        }
    }

    private record Overheard(DealChanges.Change change, Instant at) {}

    private synchronized List<DealChanges.Change> changed(Instant now) {
        DealChanges.Ear listening = ear == null ? changes.listen() : ear;
        ear = listening;
        List<DealChanges.Change> changed = listening.next();
        lately = Stream.concat(lately.stream().filter(one -> one.at().isAfter(now.minus(LATELY))),
                changed.stream().map(change -> new Overheard(change, now))).toList();
        return changed;
    }

    /** What happens while nobody listens is in the pages that are opened after it. */
    private synchronized void stopListening() {
        ear = null;
        lately = List.of();
    }

    @Override
    public synchronized void start() {
        ExecutorService hands = Executors.newVirtualThreadPerTaskExecutor();
        ScheduledExecutorService clockwork = Executors
                .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("live").factory());
        clockwork.scheduleWithFixedDelay(() -> tickSafely(hands), 1, 1, TimeUnit.SECONDS);
        senders = hands;
        ticker = clockwork;
    }

    private void tickSafely(Executor hands) {
        try {
            tick(hands);
        } catch (RuntimeException failed) {
            // The database may be away for a while; browsers that listen hear of it all when it is back.
            LOG.atWarn().addKeyValue("failure", failed.getClass().getSimpleName()).log("the outbox could not be read");
        }
    }

    /** Before the web server waits for open requests to end: these never would. */
    @Override
    public synchronized void stop() {
        if (ticker != null && senders != null) {
            ticker.shutdownNow();
            senders.shutdown();
            ticker = null;
            senders = null;
        }
        listeners.forEach(this::close);
    }

    @Override
    public synchronized boolean isRunning() {
        return ticker != null;
    }
}
