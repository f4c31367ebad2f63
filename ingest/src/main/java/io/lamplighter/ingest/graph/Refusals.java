// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.graph;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.Interceptor;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Reads what an answer other than success says, before the SDK does: of an error that is not JSON, as proxies and gateways
 * send them, the SDK tells no status, and of any a thread must not sleep in its retry handler.
 */
final class Refusals implements Interceptor {

    private static final Pattern CODE = Pattern.compile("\"code\"\\s*:\\s*\"([\\w.]{1,100})\"");
    private static final long MOST = 64 * 1024;
    private static final Duration LONGEST_WAIT = Duration.ofDays(1);

    private final Clock clock;

    Refusals(Clock clock) {
        this.clock = clock;
    }

    /** An answer that says no. An {@link IOException}, because nothing else passes through OkHttp. */
    static final class Refused extends IOException {

        private static final long serialVersionUID = 1L;
        private final transient GraphException failure;

        Refused(GraphException failure) {
            super(failure);
            this.failure = failure;
        }

        GraphException failure() {
            return failure;
        }
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        Response response = chain.proceed(chain.request());
        if (response.isSuccessful()) {
            return response;
        }
        try (response) {
            Matcher code = CODE.matcher(body(response));
            throw new Refused(new GraphException(response.code(), code.find() ? code.group(1) : "", pause(response),
                    new IOException("status " + response.code())));
        }
    }

    private static String body(Response response) {
        try {
            return response.peekBody(MOST).string();
        } catch (IOException cutOff) {
            // The status alone says enough.
            return "";
        }
    }

    private Optional<Duration> pause(Response response) {
        String value = response.header("Retry-After");
        if (value == null) {
            return Optional.empty();
        }
        try {
            return value.strip().matches("\\d{1,7}")
                    ? Optional.of(sensible(Duration.ofSeconds(Long.parseLong(value.strip()))))
                    : Optional.of(sensible(Duration.between(date(response.header("Date"), clock.instant()),
                            date(value, clock.instant()))));
        } catch (DateTimeParseException nonsense) {
            return Optional.empty();
        }
    }

    /** By the provider's clock where it tells it: ours may be wrong. */
    private static Instant date(@Nullable String value, Instant otherwise) {
        return value == null
                ? otherwise
                : ZonedDateTime.parse(value.strip(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    }

    /** Nobody means a week: a mailbox that waits for it has been forgotten by a mistake. */
    private static Duration sensible(Duration wait) {
        return wait.isNegative() ? Duration.ZERO : wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }
}
