// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.graph;

import com.microsoft.graph.models.Message;
import com.microsoft.graph.models.MessageCollectionResponse;
import io.lamplighter.ingest.SourceId;
import io.lamplighter.ingest.mailbox.Change;
import io.lamplighter.ingest.mailbox.Change.Place;
import io.lamplighter.ingest.mailbox.MailboxFailure;
import io.lamplighter.ingest.mailbox.Patience.Others;
import io.lamplighter.ingest.mailbox.Requests;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Fetches the messages of a page, as many at once as the mailbox's quota has places for. */
final class Downloads {

    static final String PREFIX = "mail/";

    private final GraphClient client;
    private final Hopeless hopeless;

    /**
     * What is to be fetched.
     *
     * @param receivedAt empty where a change did not say
     */
    record Wanted(String id, Optional<Instant> receivedAt) {

        static Wanted of(Message message, String id) {
            return new Wanted(id, Answers.instant(message.getReceivedDateTime()));
        }
    }

    /**
     * What came.
     *
     * @param done the ids that need not be asked for again
     * @param failed why the others are missing
     */
    record Arrivals(List<Change> changes, List<String> done, Map<String, RuntimeException> failed) {

        /** The first of them; {@code null} where everything came. */
        @Nullable
        RuntimeException failure() {
            return failed.isEmpty() ? null : failed.values().iterator().next();
        }
    }

    Downloads(GraphClient client, Hopeless hopeless) {
        this.client = client;
        this.hopeless = hopeless;
    }

    /** What is refused by itself. */
    Hopeless hopeless() {
        return hopeless;
    }

    /** Fetches what it can: what came before a failure is not asked for twice. */
    Arrivals of(List<Wanted> wanted, Place place) {
        Map<String, Wanted> byId = new HashMap<>();
        wanted.forEach(message -> byId.put(message.id(), message));
        return hopeless.withheld(each(wanted, Wanted::id, message -> one(message, place)), this::others,
                id -> withheld(byId.getOrDefault(id, new Wanted(id, Optional.empty()))));
    }

    /** Whether Graph gives a message now that is none of these. */
    Others others(Set<String> failed) {
        client.goesOn();
        try {
            MessageCollectionResponse some = client.get(client.url("/messages?$select=id&$top=50"),
                    MessageCollectionResponse::createFromDiscriminatorValue);
            return hopeless.others(
                    Answers.of(some.getValue()).stream().map(message -> Answers.text(message.getId())).toList(), failed,
                    id -> client.read(client.url("/messages/" + Addresses.encoded(id) + "/$value"),
                            LargeMime::read).length > 0);
        } catch (GraphException | MailboxFailure outage) {
            return Others.REFUSED;
        }
    }

    /** Asks for each of the items; one that is gone by now gives no change. */
    <T> Arrivals each(List<T> items, Function<T, String> id, Function<T, Optional<Change>> ask) {
        List<FutureTask<Optional<Change>>> tasks = items.stream()
                .map(item -> new FutureTask<>(Requests.carried(() -> ask.apply(item)))).toList();
        tasks.forEach(task -> Thread.ofVirtual().name("graph-fetch").start(task));
        List<Change> changes = new ArrayList<>();
        List<String> done = new ArrayList<>();
        Map<String, RuntimeException> failed = new LinkedHashMap<>();
        for (int i = 0; i < items.size(); i++) {
            try {
                result(tasks.get(i)).ifPresent(changes::add);
                done.add(id.apply(items.get(i)));
            } catch (RuntimeException failure) {
                failed.put(id.apply(items.get(i)), failure);
            }
        }
        return new Arrivals(changes, done, failed);
    }

    private static Optional<Change> result(FutureTask<Optional<Change>> task) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException stopped) {
                    // The requests end by themselves within their time; what they bring must not be lost half way.
                    interrupted = true;
                } catch (ExecutionException failed) {
                    if (failed.getCause() instanceof RuntimeException failure) {
                        throw failure;
                    }
                    throw new IllegalStateException("fetching failed", failed.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    Optional<Change> one(Wanted message, Place place) {
        try {
            Optional<Instant> known = message.receivedAt();
            if (known.isEmpty()) {
                Message told = told(message.id());
                known = Answers.instant(told.getReceivedDateTime());
                if (!isOfInterest(told)) {
                    return Optional.empty();
                }
            }
            Instant receivedAt = known.orElse(Instant.EPOCH);
            byte[] mime = client.read(client.url("/messages/" + Addresses.encoded(message.id()) + "/$value"),
                    LargeMime::read);
            return Optional.of(new Change.Appeared(source(message.id()), receivedAt, place, mime));
        } catch (GraphException failure) {
            if (failure.isGone()) {
                return Optional.empty();
            }
            if (failure.isBroken()) {
                return Optional.of(withheld(message));
            }
            throw failure;
        }
    }

    /** Changes of single properties may come with nothing else. */
    private Message told(String id) {
        return client.get(client.url("/messages/" + Addresses.encoded(id) + "?$select=receivedDateTime,isDraft"),
                Message::createFromDiscriminatorValue);
    }

    /** Whether a message is to be read, as far as is known of it. */
    boolean isOfInterest(Message message) {
        return !Boolean.TRUE.equals(message.getIsDraft()) && Answers.instant(message.getReceivedDateTime())
                .filter(at -> at.isBefore(client.account().since())).isEmpty();
    }

    private static Change.Withheld withheld(Wanted message) {
        return new Change.Withheld(source(message.id()), message.receivedAt().orElse(Instant.EPOCH),
                "Microsoft cannot give this message in full");
    }

    static SourceId source(String id) {
        return new SourceId(PREFIX + id);
    }
}
