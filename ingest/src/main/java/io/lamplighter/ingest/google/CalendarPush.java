// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.google;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A call of Google Calendar: everything it says is in its headers. It is nobody's until {@link #isFrom} says so.
 *
 * @param channel the id we gave it
 * @param state {@code sync} when it begins, then {@code exists}
 */
public record CalendarPush(String channel, String token, String resource, String state) {

    public CalendarPush {
        Objects.requireNonNull(channel, "channel");
        Objects.requireNonNull(token, "token");
        Objects.requireNonNull(resource, "resource");
        Objects.requireNonNull(state, "state");
    }

    /**
     * @param header gives a header by its name, or null
     * @return empty if it is no such call
     */
    public static Optional<CalendarPush> read(Function<String, @Nullable String> header) {
        String channel = header.apply("X-Goog-Channel-ID");
        String state = header.apply("X-Goog-Resource-State");
        if (channel == null || channel.isEmpty() || state == null) {
            return Optional.empty();
        }
        String token = header.apply("X-Goog-Channel-Token");
        String resource = header.apply("X-Goog-Resource-ID");
        return Optional
                .of(new CalendarPush(channel, token == null ? "" : token, resource == null ? "" : resource, state));
    }

    /** Whether it brings the secret that the channel was made with; takes as long whether right or wrong. */
    public boolean isFrom(String secret) {
        return !secret.isEmpty() && MessageDigest.isEqual(token.getBytes(StandardCharsets.UTF_8),
                secret.getBytes(StandardCharsets.UTF_8));
    }

    /** Whether the channel only says that it works. */
    public boolean isGreeting() {
        return state.equals("sync");
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "channel " + channel + " (" + state + ")";
    }
}
