// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.google;

import io.lamplighter.ingest.SetClock;
import io.lamplighter.ingest.faults.BadDay;
import io.lamplighter.ingest.faults.TroubledProvider;
import io.lamplighter.ingest.mailbox.MailboxConnector;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Google on a bad day. What goes wrong goes wrong for what is looked at here, mail or the calendar. */
abstract class GoogleTrouble implements TroubledProvider {

    static final Instant START = Instant.parse("2026-11-02T09:00:00Z");

    private static final Duration PATIENCE = Duration.ofMillis(1_000);
    private static final Duration SKEW = Duration.ofHours(7);
    private static final Duration PAUSE = Duration.ofSeconds(30);
    private static final String TOPIC = "projects/lamplighter-test/topics/mail";

    final SetClock clock = new SetClock(START);
    final GoogleSimulator google = new GoogleSimulator(clock);
    final GoogleUser anna = google.user("anna@seller.example");
    private final SimulatedConsents.Tokens consent = google.consentOf(anna);
    private final Callbacks callbacks = new Callbacks();
    private final GoogleConnector connector;
    private final String service;
    private final AtomicInteger bites = new AtomicInteger();
    private BadDay pushes = BadDay.NOW_AND_THEN;
    private int heardBefore;
    private boolean isOut;

    /** @param service that trouble is about, as in {@link FaultScripts#only} */
    GoogleTrouble(BadDay day, boolean calendar, String service) {
        this.service = service;
        GoogleAccount account = new GoogleAccount(anna.address(), List.of(), Instant.EPOCH, calendar, false,
                GoogleHosts.at(google.url()));
        connector = new GoogleConnector(id -> account, consent, clock, GoogleQuota.DOCUMENTED,
                day == BadDay.SLOW_BODIES ? PATIENCE : Duration.ofSeconds(30));
    }

    @Override
    public MailboxConnector connector() {
        return connector;
    }

    @Override
    public void begins(BadDay day) {
        switch (day) {
            case THROTTLING_STORM -> plays(FaultScripts.rateStorm(30));
            case NOW_AND_THEN -> plays(FaultScripts.rateLimitNowAndThen(nowAndThen()));
            case EXPIRED_CURSOR -> {
                forgets();
                plays(FaultScript.NONE);
            }
            case LOST_PUSHES, DOUBLED_PUSHES -> {
                if (day != pushes) {
                    google.delivers();
                    heardBefore = callbacks.calls().size();
                }
                pushes = day;
            }
            case REORDERED_PAGES -> plays(FaultScripts.reorderedPages());
            case EMPTY_PAGES -> plays(FaultScripts.emptyPages());
            case TRUNCATED_ANSWERS -> plays(FaultScripts.truncatedJson(many())
                    .and(FaultScripts.truncatedBetweenValues(many() + 2)));
            case ERRORS_THAT_ARE_NO_JSON -> plays(FaultScripts.htmlInPlaceOfJson(many())
                    .and(FaultScripts.outages(many() + 2)));
            case SLOW_BODIES ->
                plays(FaultScripts.atMost(3, FaultScripts.slowBodies(many(), PATIENCE.multipliedBy(2))));
            case CLOCK_AHEAD -> skewed(SKEW);
            case CLOCK_BEHIND -> skewed(SKEW.negated());
            case IDS_CHANGE_ON_A_MOVE -> changesIds();
            case CONSENT_WITHDRAWN -> {
                google.plays(FaultScripts.revokedConsent());
                bite();
            }
            case THIRTY_DAYS_OUT -> {
                isOut = true;
                plays(FaultScripts.always(Answer.error(503, "backendError", "Unavailable.")));
            }
        }
    }

    private void skewed(Duration ahead) {
        google.isAheadBy(ahead);
        plays(FaultScripts.rateStormUntil(3, PAUSE, google::now));
    }

    /** Every so many answers go wrong: often enough to happen, seldom enough to get on. */
    abstract int many();

    abstract int nowAndThen();

    abstract void forgets();

    abstract void changesIds();

    void bite() {
        bites.incrementAndGet();
    }

    /** A cursor that is not known any more was not refused by a script. */
    private void plays(FaultScript script) {
        google.plays(FaultScripts.only(service, (request, normally) -> {
            Answer[] right = new Answer[1];
            Answer given = script.answer(request, passed -> {
                right[0] = normally.apply(passed);
                return right[0];
            });
            boolean forgotten = given.status() == 410
                    || given.status() == 404 && request.path().getLast().equals("history");
            if (given != right[0] || forgotten) {
                bite();
            }
            return given;
        }));
    }

    @Override
    public void ends() {
        google.plays(FaultScript.NONE);
        if (pushes == BadDay.LOST_PUSHES) {
            bites.addAndGet(google.losesPushes());
            pushes = BadDay.NOW_AND_THEN;
        }
        if (isOut) {
            // After so long nothing is remembered.
            forgets();
        }
    }

    @Override
    public int bites() {
        return bites.get() + callbacks.calls().size();
    }

    @Override
    public void subscribes() {
        google.pushesTo(callbacks.url(), "us");
        connector.push(TOPIC).renew(ANNA, callbacks.url(), "a secret of sixteen", List.of());
    }

    @Override
    public int called() {
        switch (pushes) {
            case LOST_PUSHES -> bites.addAndGet(google.losesPushes());
            case DOUBLED_PUSHES -> google.deliversTwice();
            default -> google.delivers();
        }
        return callbacks.calls().size() - heardBefore;
    }

    @Override
    public void passes(Duration time) {
        clock.passes(time);
    }

    @Override
    public List<String> beyondLimits() {
        return google.beyondLimits(anna);
    }

    @Override
    public void close() {
        callbacks.close();
        google.close();
    }
}
