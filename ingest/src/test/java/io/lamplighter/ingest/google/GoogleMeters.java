// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.google;

import io.lamplighter.ingest.faults.Pauses;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What each user's data was asked for, held against Google's limits: units, requests, how many at once, and pauses. Thread-safe. */
final class GoogleMeters {

    /** Google does not tell its number; clients are advised to stay below it. */
    private static final int AT_ONCE = 8;

    private final GoogleQuota quota;
    private final Clock clock;
    private final Map<String, UnitMeter> mail = new HashMap<>();
    private final Map<String, UnitMeter> calendar = new HashMap<>();
    private final Map<String, Pauses> pauses = new HashMap<>();
    private final Map<String, Integer> underWay = new HashMap<>();
    private final Map<String, Integer> mostAtOnce = new HashMap<>();

    GoogleMeters(GoogleQuota quota, Clock clock) {
        this.quota = quota;
        this.clock = clock;
    }

    synchronized UnitMeter mail(String user) {
        return mail.computeIfAbsent(user, u -> new UnitMeter(quota.gmailUnits(), quota.window(), clock));
    }

    synchronized UnitMeter calendar(String user) {
        return calendar.computeIfAbsent(user, u -> new UnitMeter(quota.calendarRequests(), quota.window(), clock));
    }

    synchronized void begins(String user) {
        mostAtOnce.merge(user, underWay.merge(user, 1, Integer::sum), Math::max);
    }

    synchronized void ends(String user) {
        underWay.merge(user, -1, Integer::sum);
    }

    synchronized void asked(String user, GoogleRequest request) {
        pauses(user, request).asked(clock.instant());
    }

    /** Remembers the pause an answer asks for: in seconds, or until a date (RFC 9110 §10.2.3). */
    synchronized void answered(String user, GoogleRequest request, Answer answer) {
        String pause = answer.headers().get("Retry-After");
        if (pause != null) {
            Duration wished = pause.matches("\\d+")
                    ? Duration.ofSeconds(Long.parseLong(pause))
                    : Duration.between(clock.instant(),
                            DateTimeFormatter.RFC_1123_DATE_TIME.parse(pause, Instant::from));
            pauses(user, request).wished(wished, clock.instant(), underWay.getOrDefault(user, 1));
        }
    }

    /** Gmail and the calendar know nothing of each other. */
    private Pauses pauses(String user, GoogleRequest request) {
        return pauses.computeIfAbsent(user + " " + request.path().getFirst(), u -> new Pauses(AT_ONCE / 2));
    }

    synchronized List<String> exceeded(String user) {
        int units = mail(user).refusals();
        int requests = calendar(user).refusals();
        int atOnce = mostAtOnce.getOrDefault(user, 0);
        int impatient = pauses.entrySet().stream().filter(e -> e.getKey().startsWith(user + " "))
                .mapToInt(e -> e.getValue().impatient()).sum();
        return Stream.of(units > 0 ? units + " requests more than " + quota.gmailUnits() + " units pay for" : "",
                requests > 0 ? requests + " requests more than " + quota.calendarRequests() + " of a calendar" : "",
                atOnce > AT_ONCE ? atOnce + " requests at once" : "",
                impatient > 0 ? impatient + " requests before a pause was over" : "").filter(w -> !w.isEmpty())
                .toList();
    }
}
