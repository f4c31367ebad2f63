// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.google;

import com.google.api.services.calendar.model.Channel;
import com.google.api.services.gmail.model.WatchRequest;
import com.google.api.services.gmail.model.WatchResponse;
import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.mailbox.MailboxFailure;
import io.lamplighter.ingest.mailbox.PushChannel;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * Lets Gmail publish to a topic of Pub/Sub, and the calendar call us itself. Google makes both for a week at most; asked for
 * again after half of that, a failure has three days to be noticed.
 *
 * <p>Made by {@link GoogleConnector#push}, because both live on the same quota.
 */
public final class GooglePush implements PushChannel {

    /** What the watch of a mailbox is called: there is only one, and Google gives it no name. */
    static final String WATCH = "gmail";

    private static final Duration LIFE = Duration.ofDays(7);

    /** A watch asked for within the last day is left alone: asking costs as much as five messages. */
    private static final Duration RENEWED_BELOW = Duration.ofDays(6);

    private final Function<MailboxId, GoogleCalls> google;
    private final String topic;
    private final Clock clock;

    GooglePush(Function<MailboxId, GoogleCalls> google, String topic, Clock clock) {
        this.google = google;
        this.topic = topic;
        this.clock = clock;
    }

    @Override
    public String connector() {
        return GoogleConnector.NAME;
    }

    @Override
    public List<Subscription> renew(MailboxId mailbox, URI callback, String secret, List<Subscription> now) {
        GoogleCalls calls = google.apply(mailbox);
        List<Subscription> inForce = new ArrayList<>();
        if (!topic.isEmpty()) {
            inForce.add(watch(calls, now));
        }
        if (calls.account().calendar()) {
            inForce.addAll(channels(calls, callback, secret,
                    now.stream().filter(s -> !s.id().equals(WATCH) && isAlive(s)).toList()));
        }
        return inForce;
    }

    private Subscription watch(GoogleCalls calls, List<Subscription> now) {
        for (Subscription old : now) {
            if (old.id().equals(WATCH) && old.resource().equals(topic)
                    && old.expiresAt().isAfter(clock.instant().plus(RENEWED_BELOW))) {
                return old;
            }
        }
        WatchRequest request = new WatchRequest().setTopicName(topic);
        if (!calls.account().labels().isEmpty()) {
            request.setLabelIds(calls.account().labels()).setLabelFilterBehavior("INCLUDE");
        }
        Long expiration = watched(calls, request).getExpiration();
        return new Subscription(WATCH, topic,
                expiration == null ? clock.instant().plus(LIFE) : Instant.ofEpochMilli(expiration));
    }

    private WatchResponse watched(GoogleCalls calls, WatchRequest request) {
        try {
            return calls.mail(GmailUnits.WATCH, () -> calls.mail().watch(calls.user(), request));
        } catch (Refused refused) {
            // Seen when the topic was changed: the old watch is still there.
            if (refused.answer().message().contains("only one user push notification client")) {
                stop(calls);
                return calls.plainMail(GmailUnits.WATCH, () -> calls.mail().watch(calls.user(), request));
            }
            throw PushFailures.ofTopic(refused, topic);
        }
    }

    /** There is no way to renew a channel: a new one is made before the old one ends, and for a moment both call. */
    private List<Subscription> channels(GoogleCalls calls, URI callback, String secret, List<Subscription> old) {
        List<Subscription> good = old.stream()
                .filter(s -> s.expiresAt().isAfter(clock.instant().plus(Duration.ofDays(1))))
                .toList();
        if (!good.isEmpty()) {
            return good;
        }
        Channel wanted = new Channel().setId(UUID.randomUUID().toString()).setType("web_hook")
                .setAddress(callback.toString()).setToken(secret)
                .setExpiration(clock.instant().plus(LIFE).toEpochMilli());
        List<Subscription> inForce = new ArrayList<>();
        try {
            Channel made = calls.calendar(() -> calls.calendar().events().watch(EventStream.CALENDAR, wanted));
            inForce.add(new Subscription(wanted.getId(), String.valueOf(made.getResourceId()),
                    made.getExpiration() == null
                            ? clock.instant().plus(LIFE)
                            : Instant.ofEpochMilli(made.getExpiration())));
        } catch (Refused refused) {
            if (refused.failure() instanceof MailboxFailure.ChangeSettings && PushFailures.isOfTheCalendar(refused)) {
                // Reading the mailbox says so; its mail shall be pushed all the same.
                return old;
            }
            if (refused.answer().status() == 401) {
                mustBeReadable(calls);
            }
            throw PushFailures.ofCallback(refused, callback);
        }
        old.stream().filter(s -> !isStopped(calls, s)).forEach(inForce::add);
        return inForce;
    }

    /**
     * Of a POST that is refused with 401 the JDK gives no body, so two reasons look alike: who can still read has a good
     * token, and it is the address that Google does not call.
     *
     * @throws MailboxFailure.SignInAgain if consent is gone
     */
    private static void mustBeReadable(GoogleCalls calls) {
        try {
            calls.calendar(
                    () -> calls.calendar().events().list(EventStream.CALENDAR).setMaxResults(1).setFields("kind"));
        } catch (Refused refused) {
            throw refused.failure();
        }
    }

    @Override
    public void end(MailboxId mailbox, List<Subscription> subscriptions) {
        GoogleCalls calls = google.apply(mailbox);
        for (Subscription subscription : subscriptions) {
            if (subscription.id().equals(WATCH)) {
                stop(calls);
            } else {
                isStopped(calls, subscription);
            }
        }
    }

    private static void stop(GoogleCalls calls) {
        try {
            calls.mailWithoutAnswer(GmailUnits.STOP, () -> calls.mail().stop(calls.user()));
        } catch (Refused refused) {
            if (refused.answer().status() != 404) {
                throw refused.failure();
            }
        }
    }

    /** One that cannot be stopped now ends by itself; until then it only wakes us once too often. */
    private static boolean isStopped(GoogleCalls calls, Subscription channel) {
        try {
            calls.calendarWithoutAnswer(() -> calls.calendar().channels()
                    .stop(new Channel().setId(channel.id()).setResourceId(channel.resource())));
            return true;
        } catch (Refused refused) {
            return refused.answer().status() == 404;
        }
    }

    private boolean isAlive(Subscription subscription) {
        return subscription.expiresAt().isAfter(clock.instant());
    }
}
