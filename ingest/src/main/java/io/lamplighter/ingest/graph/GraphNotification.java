// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.graph;

import com.microsoft.graph.models.ChangeNotification;
import com.microsoft.graph.models.ChangeNotificationCollection;
import com.microsoft.graph.models.LifecycleEventType;
import com.microsoft.kiota.serialization.JsonParseNodeFactory;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What Microsoft says when it calls: that something happened to what a subscription watches, or to the subscription. Carries
 * nothing to believe: whoever is called reads the mailbox. Pure.
 *
 * <p>Both kinds come to the one address that {@link GraphPush} gives. Answer 202 within three seconds, whatever was said; an endpoint
 * that is slow or refuses is called later, and in the end no more.
 */
public record GraphNotification(String subscriptionId, Kind kind) {

    /** What is to be done. In each case the mailbox is to be read now. */
    public enum Kind {
        /** Something changed. */
        CHANGED,
        /** Calls may have been lost. */
        MISSED,
        /** The subscription ends soon unless it is renewed. */
        REAUTHORIZE,
        /** The subscription is no more, and wants to be made anew. */
        REMOVED
    }

    private static final int LONGEST_BODY = 4 * 1024 * 1024;
    private static final int MOST = 1_000;
    private static final int LONGEST_TOKEN = 2_000;

    public GraphNotification {
        Objects.requireNonNull(subscriptionId, "subscriptionId");
        Objects.requireNonNull(kind, "kind");
    }

    /** Whether {@link GraphPush#renew} is to be called. */
    public boolean renews() {
        return kind == Kind.REAUTHORIZE || kind == Kind.REMOVED;
    }

    /**
     * Answers the question with which Microsoft makes sure that it calls somebody who wants to be called.
     *
     * @param validationToken the query parameter of this name, decoded; {@code null} where there is none
     * @return what is to be answered with 200 and as {@code text/plain}, which keeps a browser from taking it for a page; empty
     *     where this is no such question
     */
    public static Optional<String> handshake(@Nullable String validationToken) {
        return Optional.ofNullable(validationToken)
                .filter(token -> !token.isEmpty() && token.length() <= LONGEST_TOKEN);
    }

    /**
     * Reads the body of a call, or the first thousand notifications in it: whoever sends more makes work. What names a subscription that is not ours, or does not know its secret, is left out; so is
     * everything where the body is none of Microsoft's.
     *
     * @param secretOf the secret a subscription was made with; empty where there is no such subscription
     * @return each once, however often it was said
     */
    public static List<GraphNotification> read(byte[] body, Function<String, Optional<String>> secretOf) {
        if (body.length > LONGEST_BODY) {
            return List.of();
        }
        try {
            ChangeNotificationCollection said = new JsonParseNodeFactory()
                    .getParseNode("application/json", new ByteArrayInputStream(body))
                    .getObjectValue(ChangeNotificationCollection::createFromDiscriminatorValue);
            Map<String, Optional<String>> known = new HashMap<>();
            return Answers.of(said.getValue()).stream().limit(MOST)
                    .filter(one -> !Answers.text(one.getClientState()).isEmpty())
                    .filter(one -> isGenuine(one, id -> known.computeIfAbsent(id, secretOf)))
                    .map(one -> new GraphNotification(Answers.text(one.getSubscriptionId()), kind(one))).distinct()
                    .toList();
        } catch (RuntimeException notOfMicrosoft) {
            return List.of();
        }
    }

    private static boolean isGenuine(ChangeNotification one, Function<String, Optional<String>> secretOf) {
        String id = Answers.text(one.getSubscriptionId());
        Optional<String> secret = id.isEmpty() ? Optional.empty() : secretOf.apply(id);
        // In constant time, so that an answer's delay does not spell out the secret.
        return MessageDigest.isEqual(Answers.text(one.getClientState()).getBytes(StandardCharsets.UTF_8),
                secret.orElse("").getBytes(StandardCharsets.UTF_8)) && secret.filter(s -> !s.isEmpty()).isPresent();
    }

    private static Kind kind(ChangeNotification one) {
        LifecycleEventType event = one.getLifecycleEvent();
        if (event == null) {
            return Kind.CHANGED;
        }
        return switch (event) {
            case Missed -> Kind.MISSED;
            case SubscriptionRemoved -> Kind.REMOVED;
            case ReauthorizationRequired -> Kind.REAUTHORIZE;
        };
    }
}
