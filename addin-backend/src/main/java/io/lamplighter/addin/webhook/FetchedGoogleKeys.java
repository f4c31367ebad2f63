// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.webhook;

import io.lamplighter.ingest.google.GoogleKeys;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Google's signing keys, fetched when they are first needed and then once an hour; sooner for one that is not known, but seldom. */
public final class FetchedGoogleKeys implements GoogleKeys {

    private static final Duration GOOD_FOR = Duration.ofHours(1);
    private static final Duration AT_MOST_EVERY = Duration.ofMinutes(1);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private final URI publishedAt;
    private final Clock clock;
    private @Nullable GoogleKeys keys;
    private Instant fetchedAt = Instant.MIN;

    public FetchedGoogleKeys(URI publishedAt, Clock clock) {
        this.publishedAt = publishedAt;
        this.clock = clock;
    }

    @Override
    public synchronized Optional<PublicKey> key(String id) {
        Optional<PublicKey> known = Optional.ofNullable(keys).flatMap(k -> k.key(id));
        Instant now = clock.instant();
        boolean old = fetchedAt.isBefore(now.minus(known.isPresent() ? GOOD_FOR : AT_MOST_EVERY));
        if (!old) {
            return known;
        }
        fetchedAt = now;
        fetch();
        return Optional.ofNullable(keys).flatMap(k -> k.key(id));
    }

    private void fetch() {
        try {
            HttpResponse<String> answer = http.send(HttpRequest.newBuilder(publishedAt).timeout(TIMEOUT).build(),
                    HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() == 200) {
                keys = GoogleKeys.published(answer.body());
            }
        } catch (IOException | IllegalArgumentException keepTheOldOnes) {
            // Without keys nobody is believed, and the mailbox is asked as often as before.
            return;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
