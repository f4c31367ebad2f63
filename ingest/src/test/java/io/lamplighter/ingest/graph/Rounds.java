// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.graph;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The places in rounds of changes that were handed out, and which of them are still known. */
final class Rounds {

    /** Stands for where the simulator is reached, which is put in when an answer is sent. */
    static final String SELF = "https://simulated";

    /**
     * A place in a round.
     *
     * @param snapshot in a first round: what was there when it began
     * @param from what was known before the round, as a count of events
     * @param to what will be known after it
     */
    record Place(@Nullable List<String> snapshot, long from, long to, int offset, Instant given) {}

    private final Map<String, Place> places = new HashMap<>();
    private final Supplier<Instant> now;
    private Duration lasting = Duration.ofDays(3650);

    Rounds(Supplier<Instant> now) {
        this.now = now;
    }

    synchronized void last(Duration duration) {
        lasting = duration;
    }

    synchronized void forget() {
        places.clear();
    }

    Place first(List<String> snapshot, long events) {
        return new Place(snapshot, events, events, 0, now.get());
    }

    Place follow(Place ended, long events) {
        return new Place(null, ended.to(), events, 0, now.get());
    }

    synchronized Optional<Place> find(Map<String, String> query) {
        String token = query.getOrDefault("$skiptoken", query.getOrDefault("$deltatoken", ""));
        return Optional.ofNullable(places.get(token)).filter(p -> p.given().plus(lasting).isAfter(now.get()));
    }

    /** Writes where to go on. */
    synchronized ObjectNode linked(ObjectNode page, Place place, int offset, boolean more, Call call) {
        String token = (more ? "s" : "d") + Integer.toHexString(places.size() + 0x5f3759) + "_-" + (places.size() + 1);
        places.put(token, new Place(more ? place.snapshot() : null, place.from(), place.to(), more ? offset : 0,
                now.get()));
        String self = SELF + call.url().split("\\?")[0].replaceAll("/delta$", "/delta()");
        return more
                ? page.put("@odata.nextLink", self + "?$skiptoken=" + token)
                : page.put("@odata.deltaLink", self + "?$deltatoken=" + token);
    }
}
