// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.mailbox;

import io.lamplighter.ingest.mailbox.SharedAllowances.Answer;
import io.lamplighter.ingest.mailbox.SharedAllowances.Limit;
import io.lamplighter.ingest.mailbox.SharedAllowances.Used;
import io.lamplighter.ingest.mailbox.SharedAllowances.Wish;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What this process may ask of a mailbox. It is paid out of a part of what all processes share, so that not every request has to
 * be agreed upon; small parts for a mailbox in which nothing happens, larger ones for one that is read from its beginning. Who
 * would exceed the limit is told when to come back: waiting is the schedule's. Only places for requests under way are waited
 * for, and they are free again within seconds. Thread-safe.
 */
public final class Allowance {

    private static final int SMALLEST = 100;
    private static final int LARGEST = 10;
    /** One process leaves a place to others: people who look at a mailbox while it is read, and what renews its calls. */
    private static final int LEFT_TO_OTHERS = 1;

    private final SharedAllowances shared;
    private final Limit limit;
    private final String provider;
    private final int places;
    private @Nullable Part part;
    private int underWay;
    private int size;
    private long closedUntil = Long.MIN_VALUE;

    private static final class Part {

        private final long id;
        private final int units;
        private final int places;
        private final long until;
        private int left;

        Part(Answer.Granted granted, long until) {
            this.id = granted.part();
            this.units = granted.units();
            this.places = granted.places() == 0 ? Integer.MAX_VALUE : granted.places();
            this.left = units;
            this.until = until;
        }
    }

    /** @param provider its name, for people */
    public Allowance(SharedAllowances shared, Limit limit, String provider) {
        this.shared = shared;
        this.limit = limit;
        this.provider = provider;
        this.places = limit.atOnce() == Limit.ANY_NUMBER ? 0 : Math.max(1, limit.atOnce() - LEFT_TO_OTHERS);
        this.size = smallest();
    }

    private int smallest() {
        return Math.max(1, limit.units() / SMALLEST);
    }

    /**
     * Takes what one request costs, right before it is made; to be followed by {@link #leave}. Waits for a place.
     *
     * @throws MailboxFailure.TryLater if it is not there, saying when it will be; nothing is taken then
     */
    public synchronized void enter(int units) {
        Part now = having(units);
        while (underWay >= now.places) {
            await();
            now = having(units);
        }
        now.left -= units;
        underWay++;
    }

    /** An answer came, or will not come any more. */
    public synchronized void leave() {
        underWay--;
        notifyAll();
    }

    /**
     * Sees to it that so much can be taken by this process at once.
     *
     * @throws MailboxFailure.TryLater if not
     */
    public synchronized void require(int units) {
        having(Math.min(units, limit.units()));
    }

    /**
     * Sees to it that so much can be taken by this process, or less.
     *
     * @param least less than this is of no use
     * @param spare how much must be left over for what is more urgent
     * @return how much
     * @throws MailboxFailure.TryLater if there is less; not before there is all of it
     */
    public synchronized int upTo(int units, int least, int spare) {
        Part now = usable();
        if (now == null || spare > 0 || now.left < units) {
            now = taken(new Wish(units, least, units, spare, wantedPlaces()));
        }
        return Math.min(units, now.left);
    }

    /**
     * Sees to it that so much can be taken by this process while more is left over for what is more urgent. Of a small limit each
     * is a twentieth at most.
     *
     * @throws MailboxFailure.TryLater if not
     */
    public synchronized void requireBeside(int units, int spare) {
        int most = Math.max(1, limit.units() / 20);
        upTo(Math.min(units, most), Math.min(units, most), Math.min(spare, most));
    }

    /** The provider asked for a pause: nothing is asked before it is over, whoever asks, and whatever was pushed meanwhile. */
    public void close(Duration pause) {
        synchronized (this) {
            closedUntil = Math.max(closedUntil, shared.millis() + pause.toMillis());
        }
        try {
            shared.close(limit, pause);
        } catch (MailboxFailure.TryLater unheard) {
            // Others are told by the provider, as we were.
        }
    }

    /** Lets others have what is not going to be used, where it is worth a word. Never throws. */
    public synchronized void giveBack() {
        Part now = part;
        if (now == null || underWay > 0 || now.left <= smallest() || shared.millis() >= now.until) {
            return;
        }
        part = null;
        try {
            shared.giveBack(limit, new Used(now.id, now.units - now.left, true));
        } catch (MailboxFailure.TryLater unheard) {
            // It counts as used then, and comes back with its window.
        }
    }

    /** What may be taken in the long run. */
    public long perMinute() {
        return limit.units() * 60L / Math.max(1, limit.window().toSeconds());
    }

    /** Whether nothing is lost by forgetting it. */
    public synchronized boolean isIdle() {
        long now = shared.millis();
        return underWay == 0 && closedUntil <= now && (part == null || part.until <= now);
    }

    private Part having(int units) {
        Part now = usable();
        if (now != null && now.left >= units) {
            return now;
        }
        // Used up within its time: more will be wanted.
        int largest = Math.max(1, limit.units() / LARGEST);
        size = now == null ? smallest() : Math.min(size * 2, largest);
        // To begin again for a few requests would cost as many.
        return taken(new Wish(Math.max(units, size), units, Math.max(units, largest), 0, wantedPlaces()));
    }

    private int wantedPlaces() {
        return places == 0 ? 0 : Math.max(places, underWay);
    }

    private @Nullable Part usable() {
        mustBeOpen();
        Part now = part;
        return now != null && shared.millis() < now.until ? now : null;
    }

    private Part taken(Wish wish) {
        Part before = part;
        // By the moment before: the database's comes later.
        long asked = shared.millis();
        Answer answer = shared.take(limit, wish, before == null
                ? Optional.empty()
                : Optional.of(new Used(before.id, before.units - before.left, underWay == 0)));
        part = null;
        return switch (answer) {
            case Answer.Granted granted -> {
                Part next = new Part(granted, asked + limit.lasts().toMillis());
                part = next;
                notifyAll();
                yield next;
            }
            case Answer.Refused refused -> throw later(refused, asked);
        };
    }

    private MailboxFailure later(Answer.Refused refused, long asked) {
        return switch (refused.why()) {
            case SPENT -> MailboxFailure.TryLater.allowanceSpent(
                    "As much was read of this mailbox as " + provider + " allows for now.", refused.after());
            case CROWDED -> MailboxFailure.TryLater.allowanceSpent(
                    "As much is being asked of this mailbox as " + provider + " allows at once.", refused.after());
            case CLOSED -> {
                closedUntil = Math.max(closedUntil, asked + refused.after().toMillis());
                yield closed(refused.after());
            }
        };
    }

    private void mustBeOpen() {
        long now = shared.millis();
        if (now < closedUntil) {
            throw closed(Duration.ofMillis(closedUntil - now));
        }
    }

    private MailboxFailure closed(Duration wait) {
        return new MailboxFailure.TryLater(provider + " asked us to wait. Reading goes on in " + (wait.toSeconds() + 1)
                + " s.", wait, null);
    }

    private void await() {
        try {
            wait();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new MailboxFailure.TryLater("Reading was stopped.", Duration.ZERO, stopped);
        }
    }
}
