// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.notify;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Brings what is in the outbox to people, by every channel there is. Several nodes may work on it: a delivery is taken by one,
 * and by another only if the first was not heard of again; who is late, or cannot reach the database, brings nothing. Every place
 * is told by a thread of its own, one thing after the other: one that is slow or dead delays no other.
 */
public final class Dispatcher implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
    private static final Duration LAST_WORDS = Duration.ofSeconds(5);

    private final DeliveryRows rows;
    private final List<Notifier> notifiers;
    private final Clock clock;
    /** Channel and place of what is being brought by this node. */
    private final Set<Place> busy = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors
            .newThreadPerTaskExecutor(Thread.ofVirtual().name("dispatch-", 0).factory());

    public Dispatcher(JdbcClient jdbc, List<Notifier> notifiers, Clock clock) {
        this.rows = new DeliveryRows(jdbc);
        this.notifiers = List.copyOf(notifiers);
        this.clock = clock;
    }

    /** @param whom a person, or nobody in particular where a channel reaches one place for all */
    private record Place(String channel, long whom) {}

    /** Brings what is due, at most so much by each channel, and waits until it is over; returns how much arrived. */
    public int run(int limit) {
        return begin(limit).stream().mapToInt(Dispatcher::told).sum();
    }

    /** The same without waiting. What is being brought to a place already is left to whoever brings it. */
    public List<Future<Integer>> begin(int limit) {
        List<Future<Integer>> begun = new ArrayList<>();
        for (Notifier notifier : notifiers) {
            for (List<DeliveryRows.Taken> some : take(notifier, limit)) {
                Place place = place(notifier, some.getFirst());
                busy.add(place);
                begun.add(threads.submit(() -> {
                    try {
                        return bring(notifier, some);
                    } catch (RuntimeException cutOff) {
                        LOG.atWarn().addKeyValue("channel", notifier.channel())
                                .addKeyValue("error", cutOff.getClass().getName())
                                .log("deliveries were left to whoever takes them when their lease is over");
                        throw cutOff;
                    } finally {
                        busy.remove(place);
                    }
                }));
            }
        }
        return begun;
    }

    private static Place place(Notifier notifier, DeliveryRows.Taken taken) {
        return new Place(notifier.channel(), notifier.isShared() ? DeliveryRows.EVERYBODY : taken.user());
    }

    private Collection<List<DeliveryRows.Taken>> take(Notifier notifier, int limit) {
        List<Long> there = busy.stream().filter(place -> place.channel().equals(notifier.channel())).map(Place::whom)
                .toList();
        int room = notifier.placesAtOnce() - there.size();
        if (room <= 0) {
            return List.of();
        }
        Map<Place, List<DeliveryRows.Taken>> places = new LinkedHashMap<>();
        rows.take(notifier, there, room, limit, clock.instant())
                .forEach(one -> places.computeIfAbsent(place(notifier, one), p -> new ArrayList<>()).add(one));
        return places.values();
    }

    private static int told(Future<Integer> begun) {
        try {
            return begun.get();
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    /** Whoever does not take one thing is not asked to take the next right after it. */
    private int bring(Notifier notifier, List<DeliveryRows.Taken> some) {
        int told = 0;
        for (int i = 0; i < some.size(); i++) {
            switch (tell(notifier, some.get(i))) {
                case TOLD -> told++;
                case NOT_OURS -> {
                }
                case FAILED -> {
                    rows.postpone(some.subList(i + 1, some.size()), next(some.get(i)));
                    return told;
                }
            }
        }
        return told;
    }

    private enum End {
        TOLD, FAILED,
        /** Somebody else has it, or it is about nothing any more. */
        NOT_OURS
    }

    private End tell(Notifier notifier, DeliveryRows.Taken taken) {
        DeliveryRows.Letter letter = rows.letter(taken).orElse(null);
        if (letter == null) {
            rows.done(taken, DeliveryRows.GONE, clock.instant());
            return End.NOT_OURS;
        }
        // The last thing before it leaves: a node that was asleep, or is cut off from the database, gets no further.
        if (!rows.isStillOurs(taken, clock.instant())) {
            return End.NOT_OURS;
        }
        try {
            notifier.tell(letter.notice(), letter.whom());
        } catch (NotTold failed) {
            return failed(taken, String.valueOf(failed.getMessage()));
        } catch (RuntimeException failed) {
            return failed(taken, failed.getClass().getSimpleName());
        }
        rows.done(taken, null, clock.instant());
        return End.TOLD;
    }

    private End failed(DeliveryRows.Taken taken, String how) {
        boolean givenUp = taken.attempts() >= Deliveries.MOST_ATTEMPTS;
        LOG.atWarn().addKeyValue("channel", taken.channel()).addKeyValue("notice", taken.outbox())
                .addKeyValue("attempt", taken.attempts()).addKeyValue("failure", how)
                .log(givenUp ? "somebody could not be told and will not be" : "somebody could not be told yet");
        if (givenUp) {
            rows.done(taken, how, clock.instant());
        } else {
            rows.again(taken, how, next(taken));
        }
        return End.FAILED;
    }

    private Instant next(DeliveryRows.Taken taken) {
        return clock.instant().plus(Deliveries.pauseAfter(taken.attempts()));
    }

    /** What is on its way may arrive still; what was not begun is taken by another node when its lease is over. */
    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(LAST_WORDS.toSeconds(), TimeUnit.SECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException stopped) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
