// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.graph;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The places in rounds of changes that were handed out. A token says itself where it leads, so that a simulator may run for weeks;
 * kept is only what was there when the latest first rounds began.
 */
final class Rounds {

    /** Stands for where the simulator is reached, which is put in when an answer is sent. */
    static final String SELF = "https://simulated";

    private static final int KEPT = 5_000;
    private static final Pattern TOKEN = Pattern
            .compile(
                    "[sd](\\p{XDigit}+)_-(\\p{XDigit}+)-(\\p{XDigit}+)-(\\p{XDigit}+)-(\\p{XDigit}+)-(\\p{XDigit}+)-\\p{XDigit}+");

    /**
     * A place in a round.
     *
     * @param snapshot in a first round: what was there when it began
     * @param number of the snapshot; 0 where there is none
     * @param from what was known before the round, as a count of events
     * @param to what will be known after it
     */
    record Place(@Nullable List<String> snapshot, long number, long from, long to, int offset, Instant given) {}

    private final Map<Long, List<String>> snapshots = new LinkedHashMap<>();
    private final Supplier<Instant> now;
    private Duration lasting = Duration.ofDays(3650);
    private long generation = 0x5f3759;
    private long numbers;
    private long tokens;

    Rounds(Supplier<Instant> now) {
        this.now = now;
    }

    synchronized void last(Duration duration) {
        lasting = duration;
    }

    /** Tokens of before are of another generation. */
    synchronized void forget() {
        generation++;
        snapshots.clear();
    }

    synchronized Place first(List<String> snapshot, long events) {
        snapshots.put(++numbers, snapshot);
        if (snapshots.size() > KEPT) {
            snapshots.remove(snapshots.keySet().iterator().next());
        }
        return new Place(snapshot, numbers, events, events, 0, now.get());
    }

    Place follow(Place ended, long events) {
        return new Place(null, 0, ended.to(), events, 0, now.get());
    }

    synchronized Optional<Place> find(Map<String, String> query) {
        Matcher token = TOKEN.matcher(query.getOrDefault("$skiptoken", query.getOrDefault("$deltatoken", "")));
        if (!token.matches() || number(token, 1) != generation) {
            return Optional.empty();
        }
        Instant given = Instant.ofEpochMilli(number(token, 6));
        List<String> snapshot = snapshots.get(number(token, 2));
        boolean known = number(token, 2) == 0 || snapshot != null;
        return known && given.plus(lasting).isAfter(now.get())
                ? Optional.of(new Place(snapshot, number(token, 2), number(token, 3), number(token, 4),
                        (int) number(token, 5), given))
                : Optional.empty();
    }

    private static long number(Matcher token, int group) {
        return Long.parseLong(token.group(group), 16);
    }

    /** Writes where to go on: with another token every time, though it may lead to the same place. */
    synchronized ObjectNode linked(ObjectNode page, Place place, int offset, boolean more, Call call) {
        String token = "%s%x_-%x-%x-%x-%x-%x-%x".formatted(more ? "s" : "d", generation, more ? place.number() : 0,
                place.from(), place.to(), more ? offset : 0, now.get().toEpochMilli(), ++tokens);
        String self = SELF + call.url().split("\\?")[0].replaceAll("/delta$", "/delta()");
        return more
                ? page.put("@odata.nextLink", self + "?$skiptoken=" + token)
                : page.put("@odata.deltaLink", self + "?$deltatoken=" + token);
    }
}
