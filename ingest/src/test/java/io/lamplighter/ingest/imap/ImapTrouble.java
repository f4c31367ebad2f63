// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.imap;

import io.lamplighter.ingest.SetClock;
import io.lamplighter.ingest.faults.BadDay;
import io.lamplighter.ingest.faults.Pauses;
import io.lamplighter.ingest.faults.TroubledProvider;
import io.lamplighter.ingest.mailbox.HostLookup;
import io.lamplighter.ingest.mailbox.MailboxConnector;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A mailbox on an IMAP server that has a bad day. */
final class ImapTrouble implements TroubledProvider {

    private static final Instant START = Instant.parse("2026-11-02T09:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration SKEW = Duration.ofHours(7);
    private static final Duration PAUSE = Duration.ofSeconds(40);
    private static final String THROTTLED = "NO Request is throttled. Suggested Backoff Time: " + PAUSE.toMillis()
            + " milliseconds";
    private static final String ARCHIVE = "Archive";

    /** What programs agree on; servers allow ten to twenty. */
    private static final int CONNECTIONS = 3;

    private final SetClock clock = new SetClock(START);
    private final ImapServer server = new ImapServer();
    private final FaultyImap proxy = new FaultyImap(server.port());
    private final ImapConnector connector;
    private final Pauses pauses = new Pauses(1);
    private final AtomicInteger bites = new AtomicInteger();
    private final AtomicInteger refusedSignIns = new AtomicInteger();
    private final Semaphore told = new Semaphore(0);
    private final Semaphore news = new Semaphore(0);
    private BadDay today = BadDay.NOW_AND_THEN;
    private Duration skew = Duration.ZERO;
    private @Nullable ImapIdle idle;
    private int called;
    private boolean happened;
    private int forgotten;

    ImapTrouble(BadDay day) {
        server.createFolder(ARCHIVE);
        ImapAccount account = new ImapAccount("127.0.0.1", proxy.port(), ImapAccount.Security.PLAIN, ImapServer.USER,
                ImapServer.PASSWORD, List.of(ImapAccount.ALL_FOLDERS), false);
        connector = new ImapConnector(id -> account, HostLookup.ANYWHERE, Optional.empty(),
                day == BadDay.SLOW_BODIES ? PATIENCE : Duration.ofSeconds(30), clock);
    }

    @Override
    public MailboxConnector connector() {
        return connector;
    }

    /** One mailbox, no calendar. */
    @Override
    public String prefix() {
        return "";
    }

    @Override
    public int history() {
        return OutlinePage.MOST + 60;
    }

    @Override
    public void holds(String name, Duration age) {
        server.store("INBOX", clock.instant().minus(age), name);
    }

    @Override
    public void arrives(String name) {
        happened = true;
        clock.passes(Duration.ofMinutes(1));
        server.store("INBOX", clock.instant().plus(skew), name);
        if (!skew.isZero()) {
            bites.incrementAndGet();
        }
    }

    @Override
    public void goes(String name) {
        happened = true;
        server.expunge(folder(name), name);
    }

    /** What is moved has another UID in the other folder (RFC 6851 §3.3). */
    @Override
    public void moves(String name) {
        String from = folder(name);
        Instant receivedAt = server.receivedAt(from, name);
        server.expunge(from, name);
        server.store(ARCHIVE, receivedAt, name);
        if (today == BadDay.IDS_CHANGE_ON_A_MOVE) {
            bites.incrementAndGet();
        }
    }

    private String folder(String name) {
        return server.subjects(ARCHIVE).contains(name) ? ARCHIVE : "INBOX";
    }

    @Override
    public void begins(BadDay day) {
        today = day;
        switch (day) {
            case THROTTLING_STORM -> suffers(ImapFault.refusing(7, "UID FETCH", THROTTLED)
                    .and(ImapFault.refusing(5, "STATUS", THROTTLED))
                    .and(ImapFault.greeting(3, "* BYE Too many simultaneous connections. (Failure)"))
                    .and(ImapFault.refusing(4, "LOGIN",
                            "NO [UNAVAILABLE] Maximum number of connections from user+IP exceeded")));
            case NOW_AND_THEN -> suffers(ImapFault.refusingNowAndThen(9, THROTTLED));
            case EXPIRED_CURSOR -> {
                forgotten++;
                suffers(ImapFault.otherValidity(forgotten));
            }
            case LOST_PUSHES -> suffers(ImapFault.news(0));
            case DOUBLED_PUSHES -> suffers(ImapFault.news(2));
            case REORDERED_PAGES -> suffers(ImapFault.reordered(42));
            case EMPTY_PAGES -> suffers(ImapFault.withoutData(6));
            case TRUNCATED_ANSWERS -> suffers(ImapFault.truncated(4));
            case ERRORS_THAT_ARE_NO_JSON -> suffers(ImapFault
                    .greeting(4,
                            "HTTP/1.1 502 Bad Gateway\r\nContent-Type: text/html\r\n\r\n<html>Our services are out</html>")
                    .and(ImapFault.refusing(4, "UID", "BAD Error in IMAP command received by server."))
                    .and(ImapFault.refusing(2, "STATUS", "<html><h1>Bad Gateway</h1></html>")));
            case SLOW_BODIES -> suffers(ImapFault.silent(3));
            case CLOCK_AHEAD -> skew = SKEW;
            case CLOCK_BEHIND -> skew = SKEW.negated();
            case IDS_CHANGE_ON_A_MOVE -> {
                // They always do.
            }
            case CONSENT_WITHDRAWN -> suffers(ImapFault.refusing(Integer.MAX_VALUE, "LOGIN",
                    "NO [AUTHENTICATIONFAILED] Invalid credentials (Failure)"));
            case THIRTY_DAYS_OUT -> {
                forgotten++;
                suffers(ImapFault.greeting(Integer.MAX_VALUE, "* BYE Server is down for maintenance"));
            }
        }
    }

    private void suffers(ImapFault script) {
        proxy.suffers((command, lines) -> {
            if (command.equals(ImapFault.GREETING)) {
                pauses.asked(clock.instant());
            }
            ImapFault.Answer answer = script.answer(command, lines);
            if (!answer.lines().equals(lines) || answer.hangsUp()) {
                bites.incrementAndGet();
            }
            notes(command, answer);
            return answer;
        });
    }

    private void notes(String command, ImapFault.Answer answer) {
        String said = answer.lines().isEmpty()
                ? ""
                : new String(answer.lines().getLast(), StandardCharsets.ISO_8859_1);
        if (said.contains("Backoff Time")) {
            pauses.wished(PAUSE, clock.instant(), 1);
        }
        if (said.contains("AUTHENTICATIONFAILED")) {
            refusedSignIns.incrementAndGet();
        }
        if (command.equals(ImapFault.NEWS)) {
            news.release();
        }
    }

    @Override
    public void ends() {
        if (today == BadDay.LOST_PUSHES) {
            // What happened until now must have been lost by now.
            called();
        }
        // A server that has forgotten does not remember again.
        suffers(ImapFault.otherValidity(forgotten));
        today = BadDay.NOW_AND_THEN;
    }

    @Override
    public int bites() {
        return bites.get();
    }

    @Override
    public void subscribes() {
        suffers(ImapFault.NONE);
        ImapIdle watching = ImapIdle.watch(connector, ANNA, told::release, ImapIdle.Pace.USUAL, () -> 0);
        idle = watching;
        // It tells of the beginning, because something may have happened before.
        awaits(told);
        while (watching.state() != ImapIdle.State.WATCHING) {
            if (watching.state() != ImapIdle.State.CONNECTING) {
                throw new AssertionError(watching.state());
            }
            Thread.onSpinWait();
        }
        told.drainPermits();
    }

    @Override
    public int called() {
        if (happened && idle != null) {
            if (today == BadDay.LOST_PUSHES) {
                awaits(news);
            } else {
                awaits(told);
                called++;
            }
            happened = false;
        }
        called += told.drainPermits();
        return called;
    }

    private static void awaits(Semaphore something) {
        try {
            if (!something.tryAcquire(20, TimeUnit.SECONDS)) {
                throw new AssertionError("nothing was heard for twenty seconds");
            }
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    @Override
    public List<String> there() {
        List<String> there = new ArrayList<>(server.subjects("INBOX"));
        there.addAll(server.subjects(ARCHIVE));
        return there;
    }

    @Override
    public Map<LocalDate, Integer> counted() {
        Map<LocalDate, Integer> days = new TreeMap<>();
        LocalDate last = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).plusDays(2);
        try (var session = connector.open(ANNA)) {
            session.listed(last.minusDays(99), last).forEach(one -> days.merge(one.day(), 1, Integer::sum));
        }
        return days;
    }

    @Override
    public void passes(Duration time) {
        clock.passes(time);
    }

    @Override
    public List<String> beyondLimits() {
        List<String> beyond = new ArrayList<>();
        if (proxy.mostAtOnce() > CONNECTIONS) {
            beyond.add(proxy.mostAtOnce() + " connections at once");
        }
        if (pauses.impatient() > 0) {
            beyond.add(pauses.impatient() + " connections before a pause was over");
        }
        if (refusedSignIns.get() > 4) {
            beyond.add(refusedSignIns + " sign-ins that were refused: an account is locked for that");
        }
        return beyond;
    }

    @Override
    public void close() {
        if (idle != null) {
            idle.close();
        }
        proxy.close();
        server.close();
    }
}
