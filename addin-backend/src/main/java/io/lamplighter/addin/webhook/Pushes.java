// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.webhook;

import io.lamplighter.addin.connect.MailboxSchedule;
import io.lamplighter.addin.connect.SecretBox;
import io.lamplighter.addin.oauth.OAuthSite;
import io.lamplighter.crm.mailbox.MailboxEvents;
import io.lamplighter.crm.mailbox.MailboxState;
import io.lamplighter.crm.mailbox.Mailboxes;
import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.google.CalendarPush;
import io.lamplighter.ingest.google.GoogleConnector;
import io.lamplighter.ingest.google.PubSubPush;
import io.lamplighter.ingest.graph.GraphConnector;
import io.lamplighter.ingest.graph.GraphNotification;
import io.lamplighter.ingest.mailbox.ForwardClock;
import io.lamplighter.ingest.mailbox.MailboxFailure;
import io.lamplighter.ingest.mailbox.PushChannel;
import io.lamplighter.ingest.mailbox.PushChannel.Subscription;
import io.lamplighter.ingest.mailbox.Requests;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Keeps providers calling, and wakes mailboxes when they do. A lost or forged call changes nothing that is read. */
public final class Pushes {

    private static final Logger LOG = LoggerFactory.getLogger(Pushes.class);
    private static final Duration TRY_AGAIN = Duration.ofMinutes(15);
    private static final int IN_A_ROUND = 500;
    /** Most of asking is waiting: a provider looks whether it reaches us before it promises anything. */
    private static final int AT_ONCE = 8;
    private static final int SECRET_OCTETS = 32;
    private static final DateTimeFormatter UNTIL = DateTimeFormatter.ofPattern("d MMM, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final PushBook book;
    private final Map<String, PushChannel> channels;
    private final Mailboxes mailboxes;
    private final MailboxSchedule schedule;
    private final Optional<PubSubPush> gmail;
    private final String publicUrl;
    private final MailboxEvents events;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    /** What providers offer. @param gmail empty where Pub/Sub is not set up */
    public record Channels(List<PushChannel> all, Optional<PubSubPush> gmail) {}

    /**
     * Where promises are kept.
     *
     * @param lease how long others leave alone what this node has begun
     */
    public record Store(JdbcClient jdbc, TransactionTemplate transaction, SecretBox box, Duration lease,
            ForwardClock clock) {}

    /** @param publicUrl where providers reach us, over https; empty for nowhere: then nobody is asked to call */
    public Pushes(Store store, Channels channels, Mailboxes mailboxes, MailboxSchedule schedule, MailboxEvents events,
            String publicUrl, Clock clock) {
        this.book = new PushBook(store, clock);
        this.channels = channels.all().stream().collect(Collectors.toMap(PushChannel::connector, Function.identity()));
        this.gmail = channels.gmail();
        this.mailboxes = mailboxes;
        this.schedule = schedule;
        this.publicUrl = publicUrl;
        this.events = events;
        this.clock = clock;
    }

    /** Whether the provider has promised to call when mail comes. */
    public boolean isTold(MailboxId mailbox) {
        return book.isTold(mailbox);
    }

    /** Asks for calls where nobody calls yet, and again before half of a promise has run out. */
    public void renewDue() {
        if (!new OAuthSite(publicUrl).isReachable()) {
            return;
        }
        Instant triedBefore = clock.instant().minus(TRY_AGAIN);
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
            for (PushBook.Due due : book.due(List.copyOf(channels.keySet()), triedBefore, IN_A_ROUND)) {
                PushChannel channel = channels.get(due.connector());
                if (channel != null) {
                    threads.execute(() -> renew(due, triedBefore, channel));
                }
            }
        }
    }

    private void renew(PushBook.Due due, Instant triedBefore, PushChannel channel) {
        try {
            book.claim(due, triedBefore).ifPresent(claim -> renew(claim, channel));
        } catch (DataAccessException cutOff) {
            LOG.atWarn().addKeyValue("mailbox", due.mailbox()).addKeyValue("failure", cutOff.getClass().getSimpleName())
                    .log("calls are asked for later: the database could not be asked");
        }
    }

    private void renew(PushBook.Claim due, PushChannel channel) {
        boolean wasRefused = book.wasRefused(due.mailbox());
        try {
            String secret = book.secret(due.mailbox()).orElseGet(this::secret);
            URI callback = URI.create(publicUrl + (due.connector().equals(GraphConnector.NAME)
                    ? WebhookApi.GRAPH
                    : WebhookApi.CALENDAR));
            List<Subscription> before = book.subscriptions(due.mailbox());
            List<Subscription> inForce = asked(due,
                    () -> channel.renew(due.mailbox(), callback, secret, before));
            if (book.save(due, inForce, secret)) {
                promised(due.mailbox(), before, inForce, wasRefused);
            }
        } catch (DataIntegrityViolationException removedMeanwhile) {
            // What was just promised ends by itself; calls for it wake nobody.
            LOG.atInfo().addKeyValue("mailbox", due.mailbox()).log("a mailbox was removed while calls were asked for");
        } catch (MailboxFailure refused) {
            if (refused instanceof MailboxFailure.TryLater later && !later.isRefusal()) {
                // History took what may be asked for now; the next minute has room for this.
                book.postpone(due);
                return;
            }
            // Mail is asked for as often as before: a call that never comes costs time, nothing else.
            LOG.atInfo().addKeyValue("mailbox", due.mailbox())
                    .addKeyValue("failure", refused.getClass().getSimpleName()).log("no calls from the provider");
            // Said once for each stretch without.
            if (book.tried(due, refused.advice()) && !wasRefused) {
                events.add(due.mailbox(), MailboxEvents.Kind.PUSH_LOST, refused.advice(), clock.instant());
            }
        } catch (RuntimeException ours) {
            // One that can never be renewed must not keep the others from it.
            LOG.atError().addKeyValue("mailbox", due.mailbox()).addKeyValue("failure", ours.getClass().getSimpleName())
                    .log("calls could not be asked for by our fault");
            book.tried(due, "Lamplighter itself failed while asking for calls ("
                    + ours.getClass().getSimpleName() + "). It tries again.");
        }
    }

    private <T> T asked(PushBook.Claim claim, Callable<T> work) {
        try {
            return Requests.watched(kind -> {
                if (book.isOver(claim)) {
                    throw new MailboxFailure.TryLater("It took too long to ask.", Duration.ZERO, null);
                }
            }, work);
        } catch (RuntimeException failed) {
            throw failed;
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void promised(MailboxId mailbox, List<Subscription> before, List<Subscription> inForce,
            boolean wasRefused) {
        Instant now = clock.instant();
        inForce.stream().map(Subscription::expiresAt).min(Comparator.naturalOrder()).ifPresent(until -> {
            boolean gap = before.stream().anyMatch(old -> !old.expiresAt().isAfter(now));
            MailboxEvents.Kind kind = before.isEmpty()
                    ? MailboxEvents.Kind.PUSH_BEGAN
                    : gap || wasRefused ? MailboxEvents.Kind.PUSH_AGAIN : MailboxEvents.Kind.PUSH_RENEWED;
            events.add(mailbox, kind, UNTIL.format(until), now);
        });
    }

    private String secret() {
        byte[] secret = new byte[SECRET_OCTETS];
        random.nextBytes(secret);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }

    void graph(byte[] body) {
        List<GraphNotification> genuine = GraphNotification.read(body,
                id -> book.watched(GraphConnector.NAME, id).map(PushBook.Watched::secret));
        for (GraphNotification one : genuine) {
            book.watched(GraphConnector.NAME, one.subscriptionId()).ifPresent(watched -> {
                book.called(GraphConnector.NAME, one.subscriptionId());
                if (one.renews()) {
                    book.ends(GraphConnector.NAME, one.subscriptionId(), watched.mailbox());
                    events.add(watched.mailbox(), MailboxEvents.Kind.PUSH_LOST, "Microsoft ended it.",
                            clock.instant());
                }
                schedule.wake(watched.mailbox());
            });
        }
        if (genuine.isEmpty()) {
            LOG.atInfo().log("a call in the name of Microsoft was not believed");
        }
    }

    void calendar(Function<String, @Nullable String> header) {
        Optional<CalendarPush> call = CalendarPush.read(header);
        Optional<PushBook.Watched> watched = call.flatMap(c -> book.watched(GoogleConnector.NAME, c.channel()))
                .filter(w -> call.get().isFrom(w.secret()));
        if (watched.isEmpty()) {
            LOG.atInfo().log("a call in the name of Google Calendar was not believed");
            return;
        }
        book.called(GoogleConnector.NAME, call.get().channel());
        if (!call.get().isGreeting()) {
            schedule.wake(watched.get().mailbox());
        }
    }

    /** @return whether it was from Google: what was not is not acknowledged */
    boolean gmail(@Nullable String authorization, byte[] body) {
        if (gmail.isEmpty()) {
            LOG.atInfo().addKeyValue("reason", "Pub/Sub is not set up")
                    .log("a call in the name of Gmail was not believed");
            return false;
        }
        return switch (gmail.get().read(authorization, body)) {
            case PubSubPush.Delivery.Nudge nudge -> {
                mailboxes.byAddress(nudge.address()).filter(m -> m.connector().equals(GoogleConnector.NAME))
                        .map(MailboxState::id).ifPresent(id -> {
                            book.calledOfMail(id);
                            schedule.wake(id);
                        });
                yield true;
            }
            case PubSubPush.Delivery.Empty nothing -> true;
            case PubSubPush.Delivery.Refused refused -> {
                LOG.atInfo().addKeyValue("reason", refused.reason())
                        .log("a call in the name of Gmail was not believed");
                yield false;
            }
        };
    }
}
