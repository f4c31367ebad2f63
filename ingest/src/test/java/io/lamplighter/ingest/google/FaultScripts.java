// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.google;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What Google does on bad days. Each script begins anew with every call. */
public final class FaultScripts {

    private static final String EMPTY = "empty.";

    private FaultScripts() {}

    /** The next requests are too many, in all the ways Google says so: with and without the time to wait. */
    public static FaultScript rateStorm(int requests) {
        AtomicInteger seen = new AtomicInteger();
        return (request, normally) -> {
            int n = seen.getAndIncrement();
            if (n >= requests) {
                return normally.apply(request);
            }
            return switch (n % 5) {
                case 0 -> Answer.error(429, "rateLimitExceeded", "Too many concurrent requests for user.")
                        .with("Retry-After", "7");
                case 1 -> Answer.error(403, "userRateLimitExceeded", "User-rate limit exceeded.");
                case 2 -> Answer.error(403, "rateLimitExceeded", "Rate Limit Exceeded");
                case 3 -> Answer.error(403, "quotaExceeded", "Calendar usage limits exceeded.");
                default -> Answer.rpcError(429, "RESOURCE_EXHAUSTED", "RATE_LIMIT_EXCEEDED", "Quota exceeded.");
            };
        };
    }

    /**
     * The next requests are too many, with a date to wait for (RFC 9110 §10.2.3).
     *
     * @param now by Google's clock, which need not be ours
     */
    public static FaultScript rateStormUntil(int requests, Duration pause, Supplier<Instant> now) {
        AtomicInteger left = new AtomicInteger(requests);
        return (request, normally) -> left.getAndDecrement() > 0
                ? Answer.error(429, "rateLimitExceeded", "Too many concurrent requests for user.").with("Retry-After",
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(now.get().plus(pause).atOffset(ZoneOffset.UTC)))
                : normally.apply(request);
    }

    /** Every so many requests are too many at once, without a word about when to come back. */
    public static FaultScript rateLimitNowAndThen(int every) {
        return every(every, (n, answer) -> n % 2 == 0
                ? Answer.error(429, "rateLimitExceeded", "Too many concurrent requests for user.")
                : Answer.error(403, "userRateLimitExceeded", "User-rate limit exceeded."));
    }

    /** Every so many requests fail inside Google, with an error or with a page of HTML. */
    public static FaultScript outages(int every) {
        List<Answer> faults = List.of(Answer.error(500, "backendError", "Internal error encountered."),
                Answer.html(502),
                Answer.error(503, "backendError", "The service is currently unavailable."), Answer.html(504));
        return every(every, (n, answer) -> faults.get(n % faults.size()));
    }

    /** Every so many answers end in the middle. */
    public static FaultScript truncatedJson(int every) {
        return every(every, (n, answer) -> answer.saying(answer.body().substring(0, answer.body().length() / 2)));
    }

    /** Every so many answers end between two values: some parsers take that for the end. */
    public static FaultScript truncatedBetweenValues(int every) {
        return every(every, (n, answer) -> {
            int end = answer.body().lastIndexOf("},");
            return answer.saying(answer.body().substring(0, end < 0 ? answer.body().length() - 1 : end + 1));
        });
    }

    /** Every so many answers are a page of a proxy that thinks all is well. */
    public static FaultScript htmlInPlaceOfJson(int every) {
        return every(every, (n, answer) -> Answer.html(200));
    }

    /** Every so many connections are reset. */
    public static FaultScript resets(int every) {
        return every(every, (n, answer) -> Answer.connectionReset());
    }

    /** Every so many answers come late. */
    public static FaultScript slowBodies(int every, Duration delay) {
        return every(every, (n, answer) -> answer.after(delay));
    }

    /** Every so many answers begin at once and take their time. */
    public static FaultScript drippingBodies(int every, Duration time) {
        return every(every, (n, answer) -> answer.dripping(time));
    }

    /** Every so many tokens are refused before their time. */
    public static FaultScript refusedTokens(int every) {
        return every(every, (n, answer) -> Answer.error(401, "authError", "Invalid Credentials"));
    }

    /** Before every page of a listing comes one with nothing but a token for the next. */
    public static FaultScript emptyPages() {
        return (request, normally) -> {
            String page = request.parameter("pageToken", "");
            if (page.startsWith(EMPTY)) {
                return normally.apply(request.with("pageToken", page.substring(EMPTY.length())));
            }
            Answer answer = normally.apply(request);
            return listed(answer) == null ? answer : changed(answer, body -> {
                body.remove(listed(answer));
                body.remove("nextSyncToken");
                body.put("nextPageToken", EMPTY + page);
            });
        };
    }

    /** What is in a page comes in no order, and some of it twice. */
    public static FaultScript reorderedPages() {
        return (request, normally) -> {
            Answer answer = normally.apply(request);
            String name = listed(answer);
            return name == null ? answer : changed(answer, body -> {
                List<Object> reversed = new ArrayList<>((List<?>) body.get(name));
                Collections.reverse(reversed);
                if (!reversed.isEmpty()) {
                    reversed.add(reversed.getFirst());
                }
                body.put(name, reversed);
            });
        };
    }

    /** Consent is gone: whatever token comes is refused. */
    public static FaultScript revokedConsent() {
        return (request, normally) -> Answer.error(401, "authError", "Invalid Credentials");
    }

    /** Touches only requests to one of the services: {@code gmail}, {@code calendar}, {@code v2} for Meet. */
    public static FaultScript only(String service, FaultScript script) {
        return (request, normally) -> request.path().getFirst().equals(service)
                ? script.answer(request, normally)
                : normally.apply(request);
    }

    /** Ends by itself after so many answers that were not what they should have been. */
    public static FaultScript atMost(int answers, FaultScript script) {
        AtomicInteger left = new AtomicInteger(answers);
        return (request, normally) -> {
            if (left.get() <= 0) {
                return normally.apply(request);
            }
            AtomicReference<@Nullable Answer> right = new AtomicReference<>();
            Answer given = script.answer(request, passed -> {
                Answer answer = normally.apply(passed);
                right.set(answer);
                return answer;
            });
            if (given != right.get()) {
                left.decrementAndGet();
            }
            return given;
        };
    }

    /** One answer to everything. */
    public static FaultScript always(Answer answer) {
        return (request, normally) -> answer;
    }

    /** One answer to requests for a path such as {@code calendar/v3/calendars/*\/events}. */
    public static FaultScript at(String path, Answer answer) {
        return (request, normally) -> request.isAt(path) ? answer : normally.apply(request);
    }

    private interface Fault {
        Answer of(int n, Answer right);
    }

    private static FaultScript every(int every, Fault fault) {
        AtomicInteger seen = new AtomicInteger();
        AtomicInteger faults = new AtomicInteger();
        return (request, normally) -> {
            Answer answer = normally.apply(request);
            return seen.incrementAndGet() % every == 0 && answer.status() == 200
                    ? fault.of(faults.getAndIncrement(), answer)
                    : answer;
        };
    }

    private static @Nullable String listed(Answer answer) {
        if (answer.status() != 200 || answer.body().isEmpty()) {
            return null;
        }
        Map<String, Object> body = Json.read(answer.body());
        return List.of("messages", "history", "items", "conferenceRecords", "transcriptEntries").stream()
                .filter(name -> body.get(name) instanceof List).findFirst().orElse(null);
    }

    private static Answer changed(Answer answer, Consumer<Map<String, Object>> change) {
        Map<String, Object> body = new LinkedHashMap<>(Json.read(answer.body()));
        change.accept(body);
        return answer.saying(Json.text(body));
    }
}
