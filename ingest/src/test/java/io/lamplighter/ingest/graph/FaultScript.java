// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.graph;

import io.lamplighter.ingest.graph.Reply.Trouble;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Something that goes wrong between Graph and whoever asks it; {@link GraphSimulator#suffers} switches it on. */
@FunctionalInterface
public interface FaultScript {

    /** @param reply what would be answered if nothing went wrong */
    Reply answer(Call call, Reply reply);

    /** So many requests are turned away, with the pause Microsoft asks for. */
    static FaultScript throttlingStorm(int requests, Duration pause) {
        return first(requests, reply -> Reply.error(429, "ApplicationThrottled")
                .with("Retry-After", Long.toString(pause.toSeconds())));
    }

    /**
     * The same, with a date to wait for in place of seconds (RFC 9110 §10.2.3).
     *
     * @param now by the provider's clock, which need not be ours
     */
    static FaultScript throttlingUntil(int requests, Duration pause, Supplier<Instant> now) {
        return first(requests, reply -> Reply.error(429, "ApplicationThrottled").with("Retry-After",
                DateTimeFormatter.RFC_1123_DATE_TIME.format(now.get().plus(pause).atOffset(ZoneOffset.UTC))));
    }

    /** Every so-many-th request is turned away without a word about when to come back. */
    static FaultScript throttlingNowAndThen(int every) {
        return every(every, call -> true, reply -> Reply.error(429, "TooManyRequests"));
    }

    /** Microsoft has trouble: so many requests are answered with a page for people. */
    static FaultScript htmlErrors(int requests) {
        return first(requests, reply -> Reply.html(502));
    }

    /** A proxy answers with a page of its own and says that all is well. */
    static FaultScript signInPages(int requests) {
        return first(requests, reply -> Reply.html(200));
    }

    /** Pages for people: an error, then one that says all is well, by turns. */
    static FaultScript pagesForPeople(int requests) {
        AtomicInteger seen = new AtomicInteger();
        return (call, reply) -> {
            int number = seen.getAndIncrement();
            return number < requests ? Reply.html(number % 2 == 0 ? 502 : 200) : reply;
        };
    }

    /** Every so-many-th answer breaks off in the middle. */
    static FaultScript truncatedAnswers(int every) {
        return every(every, call -> true, reply -> reply.isJson()
                ? reply.with(Arrays.copyOf(reply.body(), reply.body().length / 2))
                : reply);
    }

    /** Every so-many-th connection is reset. */
    static FaultScript resets(int every) {
        return every(every, call -> true, reply -> reply.with(Trouble.RESET));
    }

    /** Every so-many-th answer takes longer than anybody waits. */
    static FaultScript slowBodies(int every) {
        return every(every, call -> true, reply -> reply.with(Trouble.SLOW));
    }

    /** So many requests are answered with this error. */
    static FaultScript errors(int requests, int status, String code) {
        return first(requests, reply -> Reply.error(status, code));
    }

    /** Whatever is about this is answered with an error. */
    static FaultScript refusing(String part, int status, String code) {
        return (call, reply) -> call.isAbout(part) ? Reply.error(status, code) : reply;
    }

    /** Every page of changes comes in another order, and some items twice. */
    static FaultScript reorderedPages(long seed) {
        Random random = new Random(seed);
        return pages(value -> {
            Collections.shuffle(value, random);
            if (!value.isEmpty()) {
                value.add(value.getFirst());
            }
        });
    }

    /** Before every page of changes comes an empty one that only says where to go on. */
    static FaultScript emptyPages() {
        return (call, reply) -> {
            if (!call.isDelta() || reply.status() != 200 || call.isAbout("simulated-empty")) {
                return reply;
            }
            ObjectNode page = new ObjectMapper().createObjectNode();
            page.putArray("value");
            page.put("@odata.nextLink", "https://simulated" + call.url() + (call.isAbout("?") ? "&" : "?")
                    + "simulated-empty=1");
            return reply.with(page.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        };
    }

    /** Touches only requests that are about one of these. */
    static FaultScript only(List<String> parts, FaultScript script) {
        return (call, reply) -> parts.stream().anyMatch(call::isAbout) ? script.answer(call, reply) : reply;
    }

    /** Ends by itself after so many answers that were not what they should have been. */
    static FaultScript atMost(int answers, FaultScript script) {
        AtomicInteger left = new AtomicInteger(answers);
        return (call, reply) -> {
            if (left.get() <= 0) {
                return reply;
            }
            Reply suffered = script.answer(call, reply);
            if (suffered != reply) {
                left.decrementAndGet();
            }
            return suffered;
        };
    }

    /** One script after the other has its way with the same answer. */
    static FaultScript all(FaultScript... scripts) {
        return (call, reply) -> {
            Reply suffered = reply;
            for (FaultScript script : scripts) {
                suffered = script.answer(call, suffered);
            }
            return suffered;
        };
    }

    private static FaultScript first(int requests, java.util.function.UnaryOperator<Reply> fault) {
        AtomicInteger left = new AtomicInteger(requests);
        return (call, reply) -> left.getAndDecrement() > 0 ? fault.apply(reply) : reply;
    }

    private static FaultScript every(int every, Predicate<Call> affected,
            java.util.function.UnaryOperator<Reply> fault) {
        AtomicInteger number = new AtomicInteger();
        return (call,
                reply) -> affected.test(call) && number.incrementAndGet() % every == 0 ? fault.apply(reply) : reply;
    }

    private static FaultScript pages(java.util.function.Consumer<List<JsonNode>> change) {
        ObjectMapper mapper = new ObjectMapper();
        return (call, reply) -> {
            if (!call.isDelta() || reply.status() != 200) {
                return reply;
            }
            ObjectNode page = (ObjectNode) mapper.readTree(reply.body());
            List<JsonNode> value = new java.util.ArrayList<>();
            page.withArray("value").forEach(value::add);
            change.accept(value);
            ArrayNode changed = page.putArray("value");
            value.forEach(changed::add);
            return reply.with(mapper.writeValueAsBytes(page));
        };
    }
}
