// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.mailbox;

import io.lamplighter.ingest.MailboxId;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** For a process that is the only one that asks. */
public final class InMemoryAllowances implements SharedAllowances {

    private static final int MANY = 20_000;
    private static final Duration CROWD_GONE = Duration.ofSeconds(2);

    private record Key(MailboxId mailbox, String name) {}

    private record Part(long id, int units, int places, long until) {

        Part after(Used used, long now) {
            return id == used.part()
                    ? new Part(id, used.units(), places, used.quiet() ? Math.min(until, now) : until)
                    : this;
        }
    }

    private static final class Book {

        private List<Part> parts = new ArrayList<>();
        private long closedUntil = Long.MIN_VALUE;
        private long countsUntil;
    }

    private final Clock clock;
    private final Map<Key, Book> books = new HashMap<>();
    private long lastPart;

    public InMemoryAllowances(Clock clock) {
        this.clock = clock;
    }

    @Override
    public synchronized Answer take(Limit limit, Wish wish, Optional<Used> before) {
        long now = millis();
        Book book = settled(limit, before, now);
        if (book.closedUntil > now) {
            return new Answer.Refused(Why.CLOSED, Duration.ofMillis(book.closedUntil - now));
        }
        int taken = book.parts.stream().mapToInt(Part::units).sum();
        int free = limit.units() - taken - wish.spare();
        if (free < Math.min(wish.least(), limit.units() - wish.spare())) {
            return new Answer.Refused(Why.SPENT, Duration.ofMillis(freeAgain(limit, wish, book) - now));
        }
        long mine = before.map(Used::part).orElse(0L);
        int places = limit.atOnce() - book.parts.stream().filter(p -> p.until() > now && p.id() != mine)
                .mapToInt(Part::places).sum();
        if (wish.places() > 0 && places < 1) {
            return new Answer.Refused(Why.CROWDED, CROWD_GONE);
        }
        book.parts.replaceAll(p -> p.id() == mine ? new Part(p.id(), p.units(), 0, p.until()) : p);
        Part part = new Part(++lastPart, Math.min(wish.units(), free),
                wish.places() > 0 ? Math.min(wish.places(), places) : 0,
                now + limit.lasts().toMillis());
        book.parts.add(part);
        book.countsUntil = part.until() + limit.counts().toMillis();
        return new Answer.Granted(part.id(), part.units(), part.places());
    }

    private static long freeAgain(Limit limit, Wish wish, Book book) {
        int taken = book.parts.stream().mapToInt(Part::units).sum();
        int wanted = Math.min(wish.enough(), limit.units() - wish.spare());
        long counts = limit.counts().toMillis();
        for (Part part : book.parts.stream().sorted(Comparator.comparingLong(Part::until)).toList()) {
            taken -= part.units();
            if (taken + wanted + wish.spare() <= limit.units()) {
                return part.until() + counts;
            }
        }
        throw new IllegalStateException("more was wanted than there is");
    }

    private Book settled(Limit limit, Optional<Used> used, long now) {
        if (books.size() > MANY) {
            books.values().removeIf(book -> book.countsUntil <= now && book.closedUntil <= now);
        }
        Book book = books.computeIfAbsent(new Key(limit.mailbox(), limit.name()), key -> new Book());
        used.ifPresent(u -> book.parts.replaceAll(part -> part.after(u, now)));
        book.parts.removeIf(part -> part.until() + limit.counts().toMillis() <= now
                || part.units() == 0 && part.until() <= now);
        return book;
    }

    @Override
    public synchronized void giveBack(Limit limit, Used used) {
        settled(limit, Optional.of(used), millis());
    }

    @Override
    public synchronized void close(Limit limit, Duration pause) {
        long now = millis();
        Book book = settled(limit, Optional.empty(), now);
        book.closedUntil = Math.max(book.closedUntil, now + pause.toMillis());
    }

    @Override
    public long millis() {
        return clock.millis();
    }
}
