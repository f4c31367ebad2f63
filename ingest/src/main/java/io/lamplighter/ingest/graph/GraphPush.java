// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.graph;

import com.microsoft.graph.models.SubscriptionCollectionResponse;
import com.microsoft.kiota.HttpMethod;
import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.mailbox.MailboxFailure;
import io.lamplighter.ingest.mailbox.PushChannel;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Change notifications of Microsoft Graph, without the data of what changed: what a call wakes reads it anyway, and data would have
 * to be decrypted and believed. Renew at half of what is left; a renewal changes the time, nothing else.
 */
public final class GraphPush implements PushChannel {

    /** Microsoft allows ten minutes less than seven days; a clock may be wrong. */
    private static final Duration LASTS = Duration.ofDays(6);

    private static final int LONGEST_SECRET = 128;

    private final GraphConnector connector;
    private final Clock clock;

    /** @param connector whose quotas count for this, too */
    public GraphPush(GraphConnector connector, Clock clock) {
        this.connector = connector;
        this.clock = clock;
    }

    /** @param changes in Graph's words; of mail read or flagged nobody needs to hear */
    private record Wanted(String resource, String changes, boolean needed) {}

    @Override
    public String connector() {
        return GraphConnector.NAME;
    }

    @Override
    public List<Subscription> renew(MailboxId mailbox, URI callback, String secret, List<Subscription> now) {
        if (secret.isEmpty() || secret.length() > LONGEST_SECRET) {
            throw new IllegalArgumentException("a secret has 1 to 128 characters");
        }
        GraphClient client = connector.client(mailbox);
        return judged(client, () -> {
            List<Wanted> wanted = wanted(client.account());
            List<Subscription> inForce = new ArrayList<>();
            for (Wanted one : wanted) {
                renewed(client, one, now).or(() -> created(client, one, callback, secret)).ifPresent(inForce::add);
            }
            now.stream().filter(s -> wanted.stream().noneMatch(w -> w.resource().equals(s.resource())))
                    .forEach(s -> delete(client, s.id()));
            return inForce;
        });
    }

    private static List<Wanted> wanted(GraphAccount account) {
        String owner = account.isMe() ? "me" : "users/" + account.user();
        Wanted messages = new Wanted(owner + "/messages", "created,deleted", true);
        return account.calendar()
                ? List.of(messages, new Wanted(owner + "/events", "created,updated,deleted", false))
                : List.of(messages);
    }

    private Optional<Subscription> renewed(GraphClient client, Wanted wanted, List<Subscription> now) {
        Optional<Subscription> known = now.stream().filter(s -> s.resource().equals(wanted.resource())).findFirst();
        if (known.isEmpty()) {
            return known;
        }
        var change = new com.microsoft.graph.models.Subscription();
        change.setExpirationDateTime(expiry());
        try {
            return client.send(HttpMethod.PATCH, address(client, known.get().id()), change,
                    com.microsoft.graph.models.Subscription::createFromDiscriminatorValue)
                    .map(answer -> subscription(answer, known.get().id(), wanted));
        } catch (GraphException failure) {
            if (failure.isGone() || failure.code().equals("resourcenotfound")) {
                // It ran out, or Microsoft removed it.
                return Optional.empty();
            }
            throw failure;
        }
    }

    private Optional<Subscription> created(GraphClient client, Wanted wanted, URI callback, String secret) {
        try {
            return Optional.of(create(client, wanted, callback, secret));
        } catch (GraphException failure) {
            if (failure.status() == 409) {
                removeStale(client, wanted);
                return Optional.of(create(client, wanted, callback, secret));
            }
            if (failure.status() == 400) {
                throw new MailboxFailure.ChangeSettings("Microsoft could not call " + callback.getHost()
                        + ". It has to be reachable from the internet over https, with a certificate everybody trusts,"
                        + " and to answer within ten seconds.", failure);
            }
            if (failure.isForbidden() && !wanted.needed()) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    private Subscription create(GraphClient client, Wanted wanted, URI callback, String secret) {
        var asked = new com.microsoft.graph.models.Subscription();
        asked.setChangeType(wanted.changes());
        asked.setNotificationUrl(callback.toString());
        asked.setLifecycleNotificationUrl(callback.toString());
        asked.setResource(wanted.resource());
        asked.setExpirationDateTime(expiry());
        asked.setClientState(secret);
        asked.setLatestSupportedTlsVersion("v1_2");
        var answer = client.send(HttpMethod.POST, client.account().base() + "/subscriptions", asked,
                com.microsoft.graph.models.Subscription::createFromDiscriminatorValue).orElse(null);
        if (answer == null || answer.getId() == null) {
            throw new MailboxFailure.TryLater("Microsoft did not say what it promised.", Duration.ZERO, null);
        }
        return subscription(answer, answer.getId(), wanted);
    }

    /** Microsoft keeps one for an app, a resource and a kind of change: one that we no longer know is in the way. */
    private static void removeStale(GraphClient client, Wanted wanted) {
        String next = client.account().base() + "/subscriptions";
        while (next != null) {
            SubscriptionCollectionResponse page = client.get(next,
                    SubscriptionCollectionResponse::createFromDiscriminatorValue);
            for (var subscription : Answers.of(page.getValue())) {
                String resource = Answers.text(subscription.getResource()).replaceFirst("^/", "");
                if (resource.equalsIgnoreCase(wanted.resource()) && subscription.getId() != null) {
                    delete(client, subscription.getId());
                }
            }
            next = page.getOdataNextLink();
        }
    }

    private static Subscription subscription(com.microsoft.graph.models.Subscription answer, String id,
            Wanted wanted) {
        OffsetDateTime expires = Objects.requireNonNull(answer.getExpirationDateTime(), "an expiry");
        return new Subscription(id, wanted.resource(), expires.toInstant());
    }

    @Override
    public void end(MailboxId mailbox, List<Subscription> subscriptions) {
        GraphClient client = connector.client(mailbox);
        judged(client, () -> {
            subscriptions.forEach(subscription -> delete(client, subscription.id()));
            return true;
        });
    }

    private static void delete(GraphClient client, String id) {
        try {
            client.delete(address(client, id));
        } catch (GraphException failure) {
            if (!failure.isGone() && !failure.code().equals("resourcenotfound")) {
                throw failure;
            }
        }
    }

    private static String address(GraphClient client, String id) {
        return client.account().base() + "/subscriptions/" + Addresses.encoded(id);
    }

    private OffsetDateTime expiry() {
        Instant until = clock.instant().plus(LASTS);
        return until.atOffset(ZoneOffset.UTC);
    }

    private static <T> T judged(GraphClient client, Supplier<T> work) {
        try {
            return work.get();
        } catch (GraphException failure) {
            throw GraphFailures.of(failure, client.account());
        }
    }
}
