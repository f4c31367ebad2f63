// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.graph;

import io.lamplighter.ingest.SetClock;
import io.lamplighter.ingest.faults.BadDay;
import io.lamplighter.ingest.faults.TroubledProvider;
import io.lamplighter.ingest.mailbox.MailboxConnector;
import io.lamplighter.ingest.mailbox.PushChannel.Subscription;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Microsoft on a bad day. What goes wrong goes wrong for what is looked at here, mail or the calendar. */
abstract class GraphTrouble implements TroubledProvider {

    static final Instant START = Instant.parse("2026-11-02T09:00:00Z");
    static final String ADDRESS = "anna@seller.example";

    private static final Duration PATIENCE = Duration.ofMillis(1_000);
    private static final Duration SKEW = Duration.ofHours(7);
    private static final Duration PAUSE = Duration.ofSeconds(30);

    final SetClock clock = new SetClock(START);
    final GraphSimulator graph = new GraphSimulator(clock);
    final GraphMailbox anna = graph.mailbox(ADDRESS);
    private final GraphConnector connector;
    private final GraphPush push;
    private final Webhook webhook;
    private final List<Subscription> subscriptions = new ArrayList<>();
    private final List<String> concerned;
    private final AtomicInteger bites = new AtomicInteger();
    private boolean subscribed;
    private int heardBefore;

    /** @param concerned parts of the addresses that trouble is about */
    GraphTrouble(BadDay day, boolean calendar, List<String> concerned) {
        this.concerned = concerned;
        GraphAccount whole = graph.account(ADDRESS);
        GraphAccount account = new GraphAccount(whole.base(), whole.user(), whole.address(), whole.folders(),
                whole.since(), calendar, false);
        GraphLimits documented = GraphLimits.MICROSOFT;
        connector = new GraphConnector(id -> account, graph.tokens(), new GraphLimits(documented.requests(),
                documented.per(), documented.atOnce(),
                day == BadDay.SLOW_BODIES ? PATIENCE : documented.answerWithin()), clock);
        push = new GraphPush(connector, clock);
        try {
            webhook = new Webhook();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public MailboxConnector connector() {
        return connector;
    }

    @Override
    public void begins(BadDay day) {
        switch (day) {
            case THROTTLING_STORM -> suffers(FaultScript.throttlingStorm(30, PAUSE));
            case NOW_AND_THEN -> suffers(FaultScript.throttlingNowAndThen(25));
            case EXPIRED_CURSOR -> {
                graph.forgetsCursors();
                suffers((call, reply) -> reply);
            }
            case LOST_PUSHES -> {
                graph.pushes().areLost();
                heardBefore = webhook.heard().size();
            }
            case DOUBLED_PUSHES -> graph.pushes().areDuplicated();
            case REORDERED_PAGES -> suffers(FaultScript.reorderedPages(42));
            case EMPTY_PAGES -> suffers(FaultScript.emptyPages());
            case TRUNCATED_ANSWERS -> suffers(FaultScript.truncatedAnswers(4));
            case ERRORS_THAT_ARE_NO_JSON -> suffers(FaultScript.pagesForPeople(12));
            case SLOW_BODIES -> suffers(FaultScript.atMost(3, FaultScript.slowBodies(7)));
            case CLOCK_AHEAD -> skewed(SKEW);
            case CLOCK_BEHIND -> skewed(SKEW.negated());
            case IDS_CHANGE_ON_A_MOVE -> changesIds();
            case CONSENT_WITHDRAWN -> {
                graph.tokens().revokeConsent();
                bites.incrementAndGet();
            }
            case THIRTY_DAYS_OUT -> {
                graph.forgetsCursorsAfter(Duration.ofDays(7));
                suffers(FaultScript.errors(Integer.MAX_VALUE, 503, "ServiceUnavailable"));
            }
        }
    }

    private void skewed(Duration ahead) {
        graph.isAheadBy(ahead);
        suffers(FaultScript.throttlingUntil(3, PAUSE, graph::now));
    }

    abstract void changesIds();

    void bite() {
        bites.incrementAndGet();
    }

    /** A cursor that is not known any more was not refused by a script. */
    private void suffers(FaultScript script) {
        graph.suffers(FaultScript.only(concerned, (call, reply) -> {
            Reply suffered = script.answer(call, reply);
            if (suffered != reply || reply.status() == 410) {
                bites.incrementAndGet();
            }
            return suffered;
        }));
    }

    @Override
    public void ends() {
        graph.recovers();
        graph.pushes().areDelivered();
        graph.tokens().grantConsent();
    }

    @Override
    public int bites() {
        return subscribed ? graph.pushes().lost() + webhook.heard().size() - heardBefore : bites.get();
    }

    @Override
    public void subscribes() {
        subscriptions.addAll(push.renew(ANNA, webhook.address(), Webhook.SECRET, subscriptions));
        subscribed = true;
    }

    @Override
    public int called() {
        return webhook.heard().size() - heardBefore;
    }

    @Override
    public void passes(Duration time) {
        clock.passes(time);
    }

    @Override
    public List<String> beyondLimits() {
        List<String> beyond = new ArrayList<>(graph.requests().exceeded());
        if (graph.requests().withoutImmutableIds() > 0) {
            beyond.add(graph.requests().withoutImmutableIds() + " requests that ask for ids that change");
        }
        return beyond;
    }

    @Override
    public void close() {
        webhook.close();
        graph.close();
    }
}
