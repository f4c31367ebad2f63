// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.ingest.SourceId;
import io.lamplighter.ingest.mailbox.Change;
import io.lamplighter.ingest.mailbox.MailboxSession;
import io.lamplighter.ingest.sync.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One thing that Microsoft never gives stops nothing else. */
class GraphHopelessTest {

    private static final String TEAMS = "https://teams.microsoft.com/l/meetup-join/19%3ameeting_abc%40thread.v2/0?context=1";
    private static final Duration HOUR = Duration.ofHours(1);

    private final GraphTenant tenant = new GraphTenant();
    private final GraphMailbox anna = tenant.anna;

    @AfterEach
    void stop() {
        tenant.close();
    }

    private List<String> arrive(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> anna.receives("message " + i)).toList();
    }

    private static FaultScript refusing(String id) {
        return FaultScript.refusing(Addresses.encoded(id) + "/$value", 500, "InternalServerError");
    }

    private void runs(int times) {
        for (int i = 0; i < times; i++) {
            tenant.run();
            tenant.clock.passes(HOUR);
        }
    }

    @Test
    void aMessageInTheMiddleOfHistoryIsSetAsideAlthoughNothingElseIsLeftOfItsPage() {
        tenant.readsMailOnly();
        String broken = arrive(120).get(50);
        tenant.graph.suffers(refusing(broken));

        runs(6);

        assertThat(tenant.ledger.unreadable()).hasSize(1);
        assertThat(tenant.ledger.subjects()).hasSize(119).doesNotHaveDuplicates();
        assertThat(tenant.run()).isInstanceOf(Outcome.UpToDate.class);
    }

    @Test
    void theOnlyNewMessageIsSetAsideWithoutWaitingForOthers() {
        tenant.readsMailOnly();
        arrive(3);
        tenant.runUntilUpToDate();
        tenant.graph.suffers(refusing(anna.receives("broken")));

        runs(6);

        assertThat(tenant.ledger.unreadable()).hasSize(1);
        assertThat(tenant.run()).isInstanceOf(Outcome.UpToDate.class);
    }

    @Test
    void aMessageThatNobodyEverWaitsLongEnoughForIsSetAside() {
        tenant.connector(new GraphLimits(10_000, Duration.ofMinutes(10), 4, Duration.ofMillis(700)));
        tenant.readsMailOnly();
        String slow = arrive(8).get(3);
        tenant.graph.suffers((call, reply) -> call.isAbout(Addresses.encoded(slow) + "/$value")
                ? reply.with(Reply.Trouble.SLOW)
                : reply);

        runs(7);

        assertThat(tenant.ledger.unreadable()).hasSize(1);
        assertThat(tenant.ledger.subjects()).hasSize(7);
    }

    @Test
    void anOutageSetsNothingAside() {
        tenant.readsMailOnly();
        arrive(20);
        tenant.graph.suffers(FaultScript.refusing("/$value", 503, "ServiceUnavailable"));

        runs(10);
        tenant.graph.recovers();
        tenant.runUntilUpToDate();

        assertThat(tenant.ledger.unreadable()).isEmpty();
        assertThat(tenant.ledger.subjects()).hasSize(20);
    }

    /** A bare 500 is often about one message; of all of them it is about Graph, however few are asked for. */
    @ParameterizedTest
    @CsvSource({"500, 1", "500, 3", "503, 1", "504, 3"})
    void anOutageOfAllContentSetsNothingAsideHoweverFewMessagesAreNew(int status, int fresh) {
        tenant.readsMailOnly();
        arrive(5);
        tenant.runUntilUpToDate();
        for (int i = 0; i < fresh; i++) {
            anna.receives("new " + i);
        }
        tenant.graph.suffers(FaultScript.refusing("/$value", status, "Failed"));

        runs(12);
        assertThat(tenant.ledger.unreadable()).isEmpty();
        tenant.graph.recovers();
        tenant.runUntilUpToDate();

        assertThat(tenant.ledger.unreadable()).isEmpty();
        assertThat(tenant.ledger.subjects()).hasSize(5 + fresh).doesNotHaveDuplicates();
    }

    /** What came before the outage says nothing of the rest of its page. */
    @Test
    void anOutageInTheMiddleOfAPageSetsNothingAside() {
        tenant.readsMailOnly();
        List<String> all = arrive(20);
        Set<String> given = all.subList(10, 20).stream().map(Addresses::encoded).collect(Collectors.toSet());
        tenant.graph.suffers((call, reply) -> call.isAbout("/$value") && given.stream().noneMatch(call::isAbout)
                ? Reply.error(503, "ServiceUnavailable")
                : reply);
        runs(2);
        tenant.graph.suffers(FaultScript.refusing("/$value", 503, "ServiceUnavailable"));

        runs(12);
        tenant.graph.recovers();
        tenant.runUntilUpToDate();

        assertThat(tenant.ledger.unreadable()).isEmpty();
        assertThat(tenant.ledger.subjects()).hasSize(20).doesNotHaveDuplicates();
    }

    @Test
    void aRemovalThatCannotBeFoundOutAboutDoesNotStopItsFolder() {
        tenant.readsMailOnly();
        String moved = arrive(3).getFirst();
        tenant.runUntilUpToDate();
        anna.deletes("message 1");
        anna.receives("news");
        tenant.graph.suffers(FaultScript.refusing(Addresses.encoded(moved), 500, "InternalServerError"));

        runs(6);

        assertThat(tenant.run()).isInstanceOf(Outcome.UpToDate.class);
        assertThat(tenant.ledger.subjects()).contains("news");
    }

    @Test
    void oldMailIsReadAlthoughAMeetingCannotBeGiven() {
        anna.received("inbox", GraphTenant.START.minus(Duration.ofDays(300)), "old");
        CalendarEntry broken = anna.calendar().calls("Broken", GraphTenant.START, HOUR);
        anna.calendar().calls("Demo", GraphTenant.START, HOUR);
        tenant.graph
                .suffers(FaultScript.refusing("/events/" + Addresses.encoded(broken.id()), 500, "InternalServerError"));

        Outcome first = tenant.run();
        List<String> mail = tenant.ledger.subjects();
        runs(6);

        assertThat(mail).containsExactly("old");
        assertThat(first).isInstanceOf(Outcome.Failed.class);
        assertThat(tenant.ledger.unreadable()).containsExactly("Microsoft cannot give this meeting in full");
        assertThat(tenant.ledger.meetings()).hasSize(1);
        assertThat(tenant.run()).isInstanceOf(Outcome.UpToDate.class);
    }

    @Test
    void oldMailIsReadAlthoughTheCalendarIsOutOfOrder() {
        anna.received("inbox", GraphTenant.START.minus(Duration.ofDays(300)), "old");
        tenant.graph.suffers(FaultScript.refusing("/calendarView", 503, "ServiceUnavailable"));

        Outcome outcome = tenant.run();

        assertThat(tenant.ledger.subjects()).containsExactly("old");
        assertThat(tenant.ledger.swept()).isEqualTo(1);
        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    }

    @Test
    void aTranscriptThatCannotBeGivenIsSetAsideAndTheOthersAreRead() {
        anna.calendar().calls("Demo", GraphTenant.START.minus(HOUR.multipliedBy(3)), HOUR).online(TEAMS)
                .isTranscribed(GraphTenant.START, "WEBVTT").isTranscribed(GraphTenant.START, "WEBVTT");
        List<String> refused = new ArrayList<>();
        tenant.graph.suffers((call, reply) -> {
            if (call.isAbout("/content") && refused.isEmpty()) {
                refused.add(call.path().get(5));
            }
            return call.isAbout("/content") && call.path().contains(refused.getFirst())
                    ? Reply.error(500, "InternalServerError")
                    : reply;
        });

        runs(7);

        assertThat(tenant.ledger.unreadable()).containsExactly("Microsoft cannot give this transcript in full");
        assertThat(tenant.ledger.transcripts()).hasSize(1);
    }

    private CalendarEntry held(String name, int hoursAgo) {
        return anna.calendar().calls(name, GraphTenant.START.minus(HOUR.multipliedBy(hoursAgo)), HOUR)
                .online(TEAMS + name);
    }

    /** Of the words alone, of all that Teams tells of meetings, or of everything; with an older transcript or without. */
    @ParameterizedTest
    @CsvSource({"/content, 503, true", "/content, 500, true", "/content, 500, false", "/onlineMeetings, 504, true",
            "/onlineMeetings, 500, false", "/, 503, true"})
    void anOutageSpendsNoAttemptsOfATranscript(String endpoint, int status, boolean another) {
        if (another) {
            held("Before", 5).isTranscribed(GraphTenant.START.minus(HOUR), "WEBVTT");
            tenant.runUntilUpToDate();
        }
        held("Demo", 3).isTranscribed(GraphTenant.START, "WEBVTT").isAttended(GraphTenant.START, GraphTenant.START,
                GraphTenant.ADDRESS);
        tenant.graph.suffers(FaultScript.refusing(endpoint, status, "Failed"));

        runs(12);
        assertThat(tenant.ledger.unreadable()).isEmpty();
        tenant.graph.recovers();
        tenant.runUntilUpToDate();

        assertThat(tenant.ledger.unreadable()).isEmpty();
        assertThat(tenant.ledger.transcripts()).hasSize(another ? 2 : 1);
        assertThat(tenant.ledger.attendance()).hasSize(1);
    }

    @Test
    void aTranscriptThatNeverComesInTimeSpendsNoAttemptsWhereNoneDoes() {
        tenant.connector(new GraphLimits(10_000, Duration.ofMinutes(10), 4, Duration.ofMillis(300)));
        held("Before", 5).isTranscribed(GraphTenant.START.minus(HOUR), "WEBVTT");
        tenant.runUntilUpToDate();
        held("Demo", 3).isTranscribed(GraphTenant.START, "WEBVTT");
        tenant.graph.suffers((call, reply) -> call.isAbout("/content") ? reply.with(Reply.Trouble.SLOW) : reply);

        runs(8);
        tenant.graph.recovers();
        tenant.runUntilUpToDate();

        assertThat(tenant.ledger.unreadable()).isEmpty();
        assertThat(tenant.ledger.transcripts()).hasSize(2);
    }

    @Test
    void theOnlyNewTranscriptIsSetAsideWhereAnOlderOneIsGivenAndKeepsNothingElseWaiting() {
        held("Before", 5).isTranscribed(GraphTenant.START.minus(HOUR), "WEBVTT");
        tenant.runUntilUpToDate();
        tenant.clock.passes(HOUR.multipliedBy(2));
        held("Demo", 3).isTranscribed(GraphTenant.START, "WEBVTT");
        List<String> before = tenant.ledger.sources();
        tenant.graph.suffers((call, reply) -> call.isAbout("/content")
                && before.stream().noneMatch(source -> source.endsWith(call.path().get(5)))
                        ? Reply.error(503, "ServiceUnavailable")
                        : reply);
        anna.receives("news");

        runs(4);
        assertThat(tenant.ledger.subjects()).containsExactly("news");
        assertThat(tenant.ledger.unreadable()).isEmpty();
        runs(1);

        assertThat(tenant.ledger.unreadable()).containsExactly("Microsoft cannot give this transcript in full");
        assertThat(tenant.run()).isInstanceOf(Outcome.UpToDate.class);
    }

    @Test
    void theOnlyTranscriptThereIsIsSetAsideAfterADay() {
        held("Demo", 3).isTranscribed(GraphTenant.START, "WEBVTT");
        tenant.graph.suffers(FaultScript.refusing("/content", 500, "InternalServerError"));

        runs(24);
        assertThat(tenant.ledger.unreadable()).isEmpty();
        runs(1);

        assertThat(tenant.ledger.unreadable()).containsExactly("Microsoft cannot give this transcript in full");
        assertThat(tenant.run()).isInstanceOf(Outcome.UpToDate.class);
    }

    /** Who joined comes from another service: it says nothing of the words. */
    @Test
    void whatRepairIsGivenOfOneKindSaysNothingOfAnother() {
        held("Demo", 3).isTranscribed(GraphTenant.START, "WEBVTT").isAttended(GraphTenant.START, GraphTenant.START,
                GraphTenant.ADDRESS);
        anna.receives("news");
        tenant.runUntilUpToDate();
        List<SourceId> all = tenant.ledger.sources().stream().map(SourceId::new).toList();
        tenant.graph.suffers(FaultScript.refusing("/content", 500, "InternalServerError"));

        for (int run = 0; run < 8; run++) {
            try (MailboxSession session = tenant.connector.open(GraphTenant.ANNA)) {
                assertThat(session.fetch(all)).hasSize(all.size() - 1)
                        .doesNotHaveAnyElementsOfTypes(Change.Withheld.class);
            }
        }
    }

    @Test
    void aMeetingOfWhichTeamsNeverTellsKeepsNoOtherWaiting() {
        held("Demo", 3).isTranscribed(GraphTenant.START, "WEBVTT");
        held("Untold", 2).isTranscribed(GraphTenant.START, "WEBVTT");
        tenant.graph.suffers(FaultScript.refusing("Untold", 500, "InternalServerError"));

        runs(1);
        assertThat(tenant.ledger.transcripts()).hasSize(1);
        runs(5);

        assertThat(tenant.run()).isInstanceOf(Outcome.UpToDate.class);
    }

    @Test
    void theOnlyMessageThereIsIsSetAsideAfterADayWithoutWaitingForAnother() {
        tenant.readsMailOnly();
        tenant.graph.suffers(refusing(anna.receives("broken")));

        runs(24);
        assertThat(tenant.ledger.unreadable()).isEmpty();
        runs(1);

        assertThat(tenant.ledger.unreadable()).hasSize(1);
        assertThat(tenant.run()).isInstanceOf(Outcome.UpToDate.class);
    }

    @Test
    void aMeetingWhoseRecordsAreGoneHasNoTranscript() {
        anna.calendar().calls("Demo", GraphTenant.START.minus(HOUR.multipliedBy(3)), HOUR).online(TEAMS)
                .isTranscribed(GraphTenant.START, "WEBVTT");
        tenant.graph.suffers(FaultScript.refusing("/transcripts", 404, "NotFound"));

        assertThat(tenant.run()).isInstanceOf(Outcome.UpToDate.class);
    }

    @Test
    void repairGivesWhatItCan() {
        tenant.readsMailOnly();
        List<String> ids = arrive(5);
        tenant.runUntilUpToDate();
        tenant.graph.suffers(refusing(ids.get(2)));

        assertThat(fetched(ids)).hasSize(4).hasOnlyElementsOfType(Change.Appeared.class);
        for (int i = 0; i < 3; i++) {
            fetched(ids);
        }
        assertThat(fetched(ids)).hasSize(5).hasAtLeastOneElementOfType(Change.Withheld.class);
    }

    private List<Change> fetched(List<String> ids) {
        try (MailboxSession session = tenant.connector.open(GraphTenant.ANNA)) {
            return session.fetch(ids.stream().map(id -> new SourceId("mail/" + id)).toList());
        }
    }
}
