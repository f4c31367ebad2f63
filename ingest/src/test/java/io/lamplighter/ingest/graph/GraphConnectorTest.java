// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.lamplighter.ingest.Cursor;
import io.lamplighter.ingest.SetClock;
import io.lamplighter.ingest.mailbox.Change;
import io.lamplighter.ingest.mailbox.Change.Place;
import io.lamplighter.ingest.mailbox.ChangePage;
import io.lamplighter.ingest.mailbox.MailboxConnector;
import io.lamplighter.ingest.mailbox.MailboxConnectorContract;
import io.lamplighter.ingest.mailbox.MailboxSession;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GraphConnectorTest implements MailboxConnectorContract {

    private static final String ADDRESS = "anna@seller.example";

    private final SetClock clock = new SetClock(Instant.parse("2026-11-02T09:00:00Z"));
    private final GraphSimulator graph = new GraphSimulator(clock);
    private final GraphMailbox anna = graph.mailbox(ADDRESS);
    private GraphAccount account = new GraphAccount(graph.base(), ADDRESS, ADDRESS, List.of(), Instant.EPOCH, false,
            false);
    private final GraphConnector connector = new GraphConnector(id -> account, graph.tokens(), GraphLimits.MICROSOFT,
            clock);

    @AfterEach
    void stop() {
        graph.close();
    }

    @Override
    public MailboxConnector connector() {
        return connector;
    }

    @Override
    public void arrives(String subject) {
        anna.receives(subject);
    }

    @Override
    public void isDeleted(String subject) {
        anna.deletes(subject);
    }

    @Override
    public int pageSize() {
        return FolderReader.PAGE;
    }

    private void reads(String... folders) {
        account = new GraphAccount(graph.base(), ADDRESS, ADDRESS, List.of(folders), Instant.EPOCH, false, false);
    }

    @Test
    void readsHistoryNewestFirst() {
        for (int i = 1; i <= FolderReader.PAGE + 1; i++) {
            arrives("message " + i);
        }

        Walk walk = walkFrom(Cursor.start("graph"));

        assertThat(walk.subjects()).startsWith("message " + (FolderReader.PAGE + 1), "message " + FolderReader.PAGE)
                .endsWith("message 2", "message 1");
    }

    @Test
    void readsWhatIsNewBeforeGoingOnWithHistory() {
        for (int i = 1; i <= 3 * FolderReader.PAGE; i++) {
            arrives("old " + i);
        }
        ChangePage first;
        try (MailboxSession session = connector.open(ANNA)) {
            first = session.changesAfter(Cursor.start("graph"));
        }
        arrives("new");

        Walk rest = walkFrom(first.next());

        assertThat(rest.subjects()).startsWith("new").hasSize(2 * FolderReader.PAGE + 1).doesNotHaveDuplicates();
    }

    @Test
    void readsTheLastWeeksOfEveryFolderBeforeTheYearsOfOne() {
        anna.creates("Deals", "");
        for (int i = 1; i <= 2 * FolderReader.PAGE; i++) {
            anna.received("inbox", clock.instant().minus(Duration.ofDays(4 * i)), "inbox " + i);
            anna.received("Deals", clock.instant().minus(Duration.ofDays(400 + i)), "deal " + i);
        }

        List<String> subjects = walkFrom(Cursor.start("graph")).subjects();

        assertThat(subjects.subList(0, 3 * FolderReader.PAGE)).contains("inbox " + 2 * FolderReader.PAGE)
                .doesNotContain("deal " + 2 * FolderReader.PAGE);
    }

    @Test
    void readsEveryFolderButThoseWithoutMailOfAnybodyAndSaysWhichIsWhich() {
        anna.creates("Deals", "inbox").creates("Old junk", "junkemail");
        arrives("from the buyer");
        anna.receives("sentitems", "from us");
        anna.receives("Deals", "filed");
        anna.receives("archive", "archived");
        anna.receives("deleteditems", "deleted");
        anna.receives("junkemail", "junk");
        anna.receives("Old junk", "junk, too");
        anna.drafts("drafts", "not yet said");
        anna.drafts("inbox", "a draft elsewhere");

        Walk walk = walkFrom(Cursor.start("graph"));

        assertThat(walk.appeared())
                .extracting(c -> walk.subjects().get(walk.appeared().indexOf(c)), Change.Appeared::place)
                .containsExactlyInAnyOrder(tuple("from the buyer", Place.RECEIVED), tuple("from us", Place.SENT),
                        tuple("filed", Place.OTHER), tuple("archived", Place.OTHER));
    }

    @Test
    void readsTheFoldersThatWereChosenByNameByPathAndById() {
        anna.creates("Deals", "inbox").creates("Old", "").creates("Private", "");
        arrives("in the inbox");
        anna.receives("Deals", "a deal");
        anna.receives("Old", "an old one");
        anna.receives("Private", "nobody's business");
        anna.receives("archive", "archived");

        reads("archive", "Posteingang/Deals", "AAMkADOldAAA=");

        assertThat(walkFrom(Cursor.start("graph")).subjects()).containsExactlyInAnyOrder("a deal", "an old one",
                "archived");
    }

    @Test
    void goesOnWithoutAFolderThatVanishedAndSaysSo() {
        anna.creates("Deals", "");
        anna.receives("Deals", "filed");
        arrives("before");
        reads("inbox", "Deals");
        Walk before = walkFrom(Cursor.start("graph"));
        anna.deletesFolder("Deals");
        arrives("after");

        try (MailboxSession session = connector.open(ANNA)) {
            ChangePage page = session.changesAfter(before.end());

            assertThat(page.changes()).hasSize(1);
            assertThat(page.notices())
                    .containsExactly("The folder Deals is no longer there. Choose the folders again.");
        }
        assertThat(walkFrom(before.end()).stillThere(before.sources())).hasSize(1);
    }

    @Test
    void readsNothingFromBeforeTheDayThatWasChosen() {
        for (int day = 0; day < 200; day++) {
            anna.received("inbox", clock.instant().minus(Duration.ofDays(day)), "day " + day);
        }
        account = new GraphAccount(graph.base(), ADDRESS, ADDRESS, List.of(),
                clock.instant().minus(Duration.ofDays(69)),
                false, false);
        try (MailboxSession session = connector.open(ANNA)) {
            assertThat(session.changesAfter(Cursor.start("graph")).remaining()).isEqualTo(70 - FolderReader.PAGE);
        }

        Walk walk = walkFrom(Cursor.start("graph"));
        anna.marks("day 150");

        assertThat(walk.subjects()).hasSize(70).contains("day 69").doesNotContain("day 70");
        assertThat(walkFrom(walk.end()).subjects()).isEmpty();
    }

    @Test
    void asksForImmutableIdsEveryTimeAndChangesNothing() {
        arrives("An offer");

        walkFrom(Cursor.start("graph"));

        assertThat(graph.requests().all()).allSatisfy(request -> assertThat(request).startsWith("GET "));
        assertThat(graph.requests().withoutImmutableIds()).isZero();
    }

    @Test
    void anIdleMailboxCostsARequestForEachFolderAndOneForTheirList() {
        arrives("An offer");
        Walk walk = walkFrom(Cursor.start("graph"));
        graph.requests().reset();

        walkFrom(walk.end());

        // Inbox, sent mail, archive.
        assertThat(graph.requests().count()).isEqualTo(4);
    }

    @Test
    void theFirstPageOfALargeMailboxIsThereAtOnce() {
        for (int i = 1; i <= 20_000; i++) {
            anna.received("inbox", clock.instant().minus(Duration.ofMinutes(i)), "message " + i);
        }

        try (MailboxSession session = connector.open(ANNA)) {
            ChangePage first = session.changesAfter(Cursor.start("graph"));

            assertThat(first.changes()).hasSize(FolderReader.PAGE);
            assertThat(first.remaining()).isEqualTo(20_000 - FolderReader.PAGE);
        }
        // Nine folders that have names of their own, the list of folders, a page of changes, and the messages.
        assertThat(graph.requests().count()).isLessThanOrEqualTo(FolderReader.PAGE + 15);
    }

    @Test
    void namesTheFoldersItWouldRead() {
        anna.creates("Deals", "inbox");

        assertThat(connector.test(ANNA)).containsExactlyInAnyOrder("Posteingang", "Gesendete Elemente", "Archiv",
                "Posteingang/Deals");
    }

    @Test
    void listsEveryMessageOfADayThoughOneIsDeletedWhileItLists() {
        Instant day = Instant.parse("2026-10-01T00:00:00Z");
        for (int i = 0; i < 1_200; i++) {
            anna.received("inbox", day.plusSeconds(i), "message " + i);
        }
        graph.suffers((call, reply) -> {
            if (call.isAbout("$top=500") && anna.subjects("inbox").contains("message 3")) {
                anna.deletes("message 3");
            }
            return reply;
        });

        try (MailboxSession session = connector.open(ANNA)) {
            assertThat(session.listed(LocalDate.of(2026, 10, 1), LocalDate.of(2026, 10, 1))).hasSizeBetween(1_199,
                    1_200);
        }
    }
}
