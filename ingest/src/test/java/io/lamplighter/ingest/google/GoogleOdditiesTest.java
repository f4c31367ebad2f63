// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.google;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.ingest.Cursor;
import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.SetClock;
import io.lamplighter.ingest.sync.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What Google does seldom, and never stops doing once it does. */
class GoogleOdditiesTest {

    private static final MailboxId ANNA = new MailboxId(1);
    private static final Instant MORNING = Instant.parse("2026-11-02T09:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    private final SetClock clock = new SetClock(MORNING);
    private final GoogleSimulator google = new GoogleSimulator(clock);
    private final GoogleUser anna = google.user("anna@seller.example");
    private final Bookkeeping ledger = new Bookkeeping();
    private boolean calendar;
    private final GoogleConnector connector = new GoogleConnector(
            id -> calendar ? google.accountOf(anna) : google.mailOf(anna), google.consentOf(anna), clock);
    private final Schedule schedule = new Schedule(connector, ledger, clock);

    @AfterEach
    void stop() {
        google.close();
    }

    private List<String> arrive(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> anna.receives("mail " + i)).toList();
    }

    private static FaultScript refusing(Set<String> ids) {
        return (request, normally) -> ids.contains(request.path().getLast())
                ? Answer.error(500, "backendError", "Internal error encountered.")
                : normally.apply(request);
    }

    @Test
    void threeMessagesOfOnePageThatAreNeverGivenAreSetAsideTogether() {
        Set<String> refused = Set.copyOf(arrive(60).subList(30, 33));
        google.plays(refusing(refused));

        for (int run = 0; run < 6; run++) {
            schedule.once();
        }

        assertThat(ledger.unreadable()).containsExactlyInAnyOrderElementsOf(
                refused.stream().map(id -> "mail/" + id).toList());
        assertThat(ledger.stored("mail/")).hasSize(60);
        assertThat(schedule.once()).isInstanceOf(Outcome.UpToDate.class);
    }

    @Test
    void morePerPageThanPassForAnOutageAreSetAsideInTime() {
        Set<String> refused = Set.copyOf(arrive(40).subList(10, 22));
        google.plays(refusing(refused));

        schedule.runs();

        assertThat(ledger.unreadable()).hasSize(12);
        assertThat(ledger.stored("mail/")).hasSize(40);
        assertThat(google.overQuota(anna)).isZero();
    }

    @Test
    void theOnlyNewMessageIsSetAsideInTheEnd() {
        arrive(3);
        schedule.runs();
        String refused = anna.receives("never given");
        google.plays(refusing(Set.of(refused)));

        schedule.runs();

        assertThat(ledger.unreadable()).containsExactly("mail/" + refused);
    }

    /** Lists are given and mail is not: pages shrink to three, and three at a time must not pass for broken ones. */
    @Test
    void anOutageSetsNothingAsideHoweverLongItLasts() {
        arrive(12);
        schedule.runs();
        arrive(30);
        google.plays((request, normally) -> request.path().contains("messages") && request.path().size() > 5
                ? Answer.error(500, "backendError", "Internal error encountered.")
                : normally.apply(request));

        for (int run = 0; run < 60; run++) {
            schedule.once();
        }

        assertThat(ledger.unreadable()).isEmpty();
        google.plays(FaultScript.NONE);
        schedule.runs();
        assertThat(ledger.unreadable()).isEmpty();
        assertThat(ledger.stored("mail/")).hasSize(42);
    }

    @Test
    void theOnlyMessageThereIsWaitsForAnotherOneToTell() {
        String refused = anna.receives("never given");
        google.plays(refusing(Set.of(refused)));
        for (int run = 0; run < 20; run++) {
            schedule.once();
        }
        assertThat(ledger.unreadable()).isEmpty();

        anna.receives("given at once");
        schedule.runs();

        assertThat(ledger.unreadable()).containsExactly("mail/" + refused);
        assertThat(ledger.stored("mail/")).hasSize(2);
    }

    @Test
    void theOnlyMessageThereIsIsSetAsideAfterADayWithoutWaitingForAnother() {
        String refused = anna.receives("never given");
        google.plays(refusing(Set.of(refused)));

        for (int run = 0; run < 24; run++) {
            schedule.once();
            assertThat(ledger.unreadable()).isEmpty();
            clock.passes(HOUR);
        }
        schedule.runs();

        assertThat(ledger.unreadable()).containsExactly("mail/" + refused);
    }

    @Test
    void anOutageOfAFewRunsSetsNothingAside() {
        Set<String> all = Set.copyOf(arrive(10));
        google.plays(refusing(all));
        for (int run = 0; run < 6; run++) {
            schedule.once();
        }
        google.plays(FaultScript.NONE);

        schedule.runs();

        assertThat(ledger.unreadable()).isEmpty();
        assertThat(ledger.stored("mail/")).hasSize(10);
    }

    @Test
    void aRecordOfMoreMessagesThanAMinutePaysForIsReadInParts() {
        schedule.runs();
        List<String> imported = arrive(350);
        google.plays(inOneRecord());

        schedule.once();
        Set<String> first = ledger.stored("mail/");
        anna.deletes(first.iterator().next());
        anna.deletes(imported.stream().filter(id -> !first.contains(id)).findFirst().orElseThrow());
        Outcome outcome = schedule.runs();

        assertThat(outcome).isInstanceOf(Outcome.UpToDate.class);
        assertThat(first).hasSizeBetween(200, 300);
        assertThat(ledger.stored("mail/")).isEqualTo(new TreeSet<>(anna.mail())).hasSize(348);
        assertThat(ledger.givenTwice()).isEmpty();
        assertThat(google.overQuota(anna)).isZero();
    }

    /** Whatever arrived is told by one record, as after an import. */
    private static FaultScript inOneRecord() {
        return (request, normally) -> {
            Answer answer = normally.apply(request);
            if (!request.isAt("gmail/v1/users/*/history") || !answer.body().contains("messagesAdded")) {
                return answer;
            }
            Map<String, Object> body = new LinkedHashMap<>(Json.read(answer.body()));
            List<Object> records = new ArrayList<>();
            List<Object> added = new ArrayList<>();
            Map<String, Object> last = Map.of();
            for (Object one : (List<?>) body.getOrDefault("history", List.of())) {
                Map<String, Object> record = ((Map<?, ?>) one).entrySet().stream()
                        .collect(Collectors.toMap(e -> String.valueOf(e.getKey()), Map.Entry::getValue));
                if (record.get("messagesAdded") instanceof List<?> messages) {
                    added.addAll(messages);
                    last = record;
                } else {
                    records.add(record);
                }
            }
            records.addFirst(Json.of("id", last.get("id"), "messagesAdded", added));
            body.put("history", records);
            return answer.saying(Json.text(body));
        };
    }

    @Test
    void aPositionFromBeforeRecordsWereGivenInPartsIsStillUnderstood() {
        anna.receives("one");
        schedule.runs();
        Cursor now = ledger.position(ANNA, GoogleConnector.NAME);
        String[] lines = now.token().split("\n", 2);
        ledger.moveTo(ANNA, new Cursor(now.connector(), now.version(),
                lines[0].substring(0, lines[0].lastIndexOf(' ')) + "\n" + lines[1]));
        anna.receives("two");

        schedule.runs();

        assertThat(ledger.stored("mail/")).hasSize(2);
        assertThat(ledger.givenTwice()).isEmpty();
    }

    @Test
    void whatIsPrivateInACalendarIsNobodysBusiness() {
        calendar = true;
        SimulatedCalendar events = anna.calendar();
        String doctor = events.plans("Doctor", MORNING, HOUR);
        events.changes(doctor, Json.of("visibility", "private"));
        String lunch = events.plans("Lunch", MORNING, HOUR);
        String demo = events.plans("Demo", MORNING, HOUR);
        schedule.runs();
        Set<String> before = ledger.stored("events/");
        events.changes(lunch, Json.of("visibility", "confidential"));

        schedule.runs();

        assertThat(before).containsExactlyInAnyOrder(lunch, demo);
        assertThat(ledger.stored("events/")).containsExactly(demo);
    }
}
