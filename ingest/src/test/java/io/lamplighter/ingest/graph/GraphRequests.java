// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.graph;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** What was asked of the simulator, held against the limits of an app and a mailbox: 10,000 in ten minutes, four at once. */
public final class GraphRequests {

    private final Supplier<Instant> now;
    private final Map<String, Deque<Instant>> recent = new HashMap<>();
    private final List<String> log = new ArrayList<>();
    private Duration per = Duration.ofMinutes(10);
    private int most = 10_000;
    private int atOnce = 4;
    private int underWay;
    private int mostAtOnce;
    private int refused;
    private int impatient;
    private int mutable;
    private Instant notBefore = Instant.MIN;

    GraphRequests(Supplier<Instant> now) {
        this.now = now;
    }

    synchronized void allow(int requests, Duration time, int together) {
        most = requests;
        per = time;
        atOnce = together;
    }

    synchronized void begins() {
        underWay++;
        mostAtOnce = Math.max(mostAtOnce, underWay);
    }

    synchronized void ends() {
        underWay--;
    }

    synchronized void log(Call call) {
        log.add(call.method() + " " + call.url());
        mutable += call.wantsImmutableIds() ? 0 : 1;
        if (now.get().isBefore(notBefore)) {
            impatient++;
        }
    }

    /** Remembers the pauses that were asked for. Requests that were under way by then are nobody's fault. */
    synchronized void answered(Call call, Reply reply) {
        String pause = reply.headers().get("Retry-After");
        if (pause != null && pause.matches("\\d+") && underWay <= 1) {
            notBefore = now.get().plusSeconds(Long.parseLong(pause));
        }
    }

    /** What is beyond the limits is turned away, and counts all the same. */
    synchronized Optional<Reply> refusal(String mailbox) {
        Instant instant = now.get();
        Deque<Instant> times = recent.computeIfAbsent(mailbox, m -> new ArrayDeque<>());
        while (!times.isEmpty() && !times.getFirst().isAfter(instant.minus(per))) {
            times.removeFirst();
        }
        times.addLast(instant);
        if (times.size() > most) {
            refused++;
            Duration wait = Duration.between(instant, times.getFirst().plus(per));
            return Optional.of(Reply.error(429, "ApplicationThrottled").with("Retry-After",
                    Long.toString(wait.toSeconds() + 1)));
        }
        return Optional.empty();
    }

    /** Requests that Microsoft would have turned away: too many, too many at once, or before a pause was over. */
    public synchronized int beyondLimits() {
        return refused + impatient + Math.max(0, mostAtOnce - atOnce);
    }

    /** Requests that would have been given ids that change on a move. */
    public synchronized int withoutImmutableIds() {
        return mutable;
    }

    public synchronized int mostAtOnce() {
        return mostAtOnce;
    }

    public synchronized int count() {
        return log.size();
    }

    public synchronized List<String> all() {
        return List.copyOf(log);
    }

    public synchronized long about(String part) {
        return log.stream().filter(line -> line.contains(part)).count();
    }

    /** Begins to count anew. */
    public synchronized void reset() {
        log.clear();
        mostAtOnce = 0;
        refused = 0;
        impatient = 0;
    }
}
