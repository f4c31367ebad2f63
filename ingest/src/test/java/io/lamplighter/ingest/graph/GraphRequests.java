// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.graph;

import io.lamplighter.ingest.faults.AtOnce;
import io.lamplighter.ingest.faults.Pauses;
import io.lamplighter.ingest.faults.RequestLog;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What was asked of the simulator, held against the limits of an app and a mailbox: 10,000 in ten minutes, four at once. All is
 * counted; of the requests themselves the latest {@value #KEPT} are kept.
 */
public final class GraphRequests {

    static final int KEPT = 20_000;

    private final Supplier<Instant> now;
    private final Map<String, Deque<Instant>> recent = new HashMap<>();
    private final RequestLog<String> log = new RequestLog<>(KEPT);
    private final AtOnce together = new AtOnce();
    private final Map<String, Pauses> pauses = new HashMap<>();
    private Duration per = Duration.ofMinutes(10);
    private int most = 10_000;
    private int atOnce = 4;
    private int refused;
    private int mutable;

    GraphRequests(Supplier<Instant> now) {
        this.now = now;
    }

    synchronized void allow(int requests, Duration time, int together) {
        most = requests;
        per = time;
        atOnce = together;
        pauses.clear();
    }

    /** A request about this mailbox is under way: four at once are allowed for each. */
    void begins(String mailbox) {
        together.begins(mailbox);
    }

    void ends(String mailbox) {
        together.ends(mailbox);
    }

    synchronized void log(Call call) {
        log.add(call.method() + " " + call.url());
        mutable += call.wantsImmutableIds() ? 0 : 1;
        pauses(call).asked(now.get());
    }

    /** Remembers the pauses that were asked for, in seconds or until a date (RFC 9110 §10.2.3). */
    synchronized void answered(String mailbox, Call call, Reply reply) {
        String pause = reply.headers().get("Retry-After");
        if (pause != null) {
            Duration wished = pause.matches("\\d+")
                    ? Duration.ofSeconds(Long.parseLong(pause))
                    : Duration.between(now.get(),
                            DateTimeFormatter.RFC_1123_DATE_TIME.parse(pause, Instant::from));
            pauses(call).wished(wished, now.get(), together.underWay(mailbox));
        }
    }

    /** They hold for a mailbox, whoever asks. */
    private Pauses pauses(Call call) {
        List<String> path = call.path();
        return pauses.computeIfAbsent(path.size() > 1 && path.getFirst().equals("users") ? path.get(1) : "",
                mailbox -> new Pauses(atOnce));
    }

    private int impatient() {
        return pauses.values().stream().mapToInt(Pauses::impatient).sum();
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
        return refused + impatient() + Math.max(0, mostAtOnce() - atOnce);
    }

    /** The limits that were exceeded, in words; empty where none. */
    public synchronized List<String> exceeded() {
        return Stream.of(refused > 0 ? refused + " requests more than " + most + " in " + per : "",
                mostAtOnce() > atOnce ? mostAtOnce() + " requests at once for one mailbox" : "",
                impatient() > 0 ? impatient() + " requests before a pause was over" : "")
                .filter(words -> !words.isEmpty()).toList();
    }

    /** Requests that would have been given ids that change on a move. */
    public synchronized int withoutImmutableIds() {
        return mutable;
    }

    /** The most that were under way at the same time for any one mailbox. */
    private int mostAtOnce() {
        return together.most();
    }

    public synchronized int count() {
        return log.count();
    }

    /** The latest. */
    public synchronized List<String> all() {
        return log.latest();
    }

    /** How many of the latest. */
    public synchronized long about(String part) {
        return log.latest().stream().filter(line -> line.contains(part)).count();
    }

    /** Begins to count anew. */
    public synchronized void reset() {
        log.clear();
        together.reset();
        refused = 0;
        pauses.values().forEach(Pauses::reset);
    }
}
