// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.google;

import com.google.api.client.googleapis.json.GoogleJsonError;
import com.google.api.client.googleapis.json.GoogleJsonResponseException;
import com.google.api.client.http.HttpHeaders;
import com.google.api.client.http.HttpResponseException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How Google said no.
 *
 * @param status 0 where there was no answer that could be read
 * @param reasons every word that names the reason, in lower case: one status stands for many of them
 * @param message in Google's words, in lower case, to be searched but not shown
 * @param retryAfter zero where it did not say
 */
record GoogleAnswer(int status, List<String> reasons, String message, Duration retryAfter) {

    private static final GoogleAnswer NONE = new GoogleAnswer(0, List.of(), "", Duration.ZERO);
    private static final Duration LONGEST_WAIT = Duration.ofDays(1);

    static GoogleAnswer of(Exception failure, Clock clock) {
        if (!(failure instanceof HttpResponseException answer)) {
            return NONE;
        }
        GoogleJsonError details = failure instanceof GoogleJsonResponseException json ? json.getDetails() : null;
        return new GoogleAnswer(answer.getStatusCode(), reasons(details),
                details == null ? "" : lower(details.getMessage()),
                retryAfter(answer.getHeaders(), clock));
    }

    boolean says(String... words) {
        for (String word : words) {
            if (reasons.contains(lower(word))) {
                return true;
            }
        }
        return false;
    }

    /** The old APIs name the reason in {@code errors}, the new ones in {@code details}, some in {@code status}. */
    private static List<String> reasons(@Nullable GoogleJsonError details) {
        List<String> reasons = new ArrayList<>();
        if (details != null) {
            if (details.getErrors() != null) {
                details.getErrors().forEach(e -> reasons.add(lower(e.getReason())));
            }
            if (details.getDetails() != null) {
                details.getDetails().forEach(d -> reasons.add(lower(d.getReason())));
            }
            reasons.add(lower(details.get("status")));
        }
        return reasons;
    }

    /** RFC 9110 §10.2.3: seconds, or a date: by Google's clock, where it tells it; ours may be hours wrong. */
    private static Duration retryAfter(HttpHeaders headers, Clock clock) {
        String header = headers.getRetryAfter();
        if (header == null) {
            return Duration.ZERO;
        }
        try {
            String value = header.strip();
            Duration wait = value.chars().allMatch(Character::isDigit)
                    ? Duration.ofSeconds(Long.parseLong(value))
                    : Duration.between(headers.getDate() == null ? clock.instant() : date(headers.getDate()),
                            date(value));
            return wait.isNegative() ? Duration.ZERO : wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
        } catch (DateTimeException | NumberFormatException odd) {
            return Duration.ZERO;
        }
    }

    private static Instant date(String value) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.parse(value.strip(), Instant::from);
    }

    private static String lower(@Nullable Object text) {
        return text == null ? "" : text.toString().toLowerCase(Locale.ROOT);
    }
}
