// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.ingest.Cursor;
import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.SourceId;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every connector promises. An implementation supplies a mailbox in which things can be made to happen. */
public interface MailboxConnectorContract {

    MailboxId ANNA = new MailboxId(1);

    MailboxConnector connector();

    /** Lets a message with this subject arrive in Anna's mailbox, after those that are there. */
    void arrives(String subject);

    /** Deletes the message with this subject for good. */
    void isDeleted(String subject);

    /** How many messages one page holds at most. */
    int pageSize();

    @Test
    default void givesEveryMessageExactlyOnce() {
        List<String> subjects = arrive(2 * pageSize() + 1);

        Walk walk = walkFrom(Cursor.start(connector().name()));

        assertThat(walk.subjects()).containsExactlyInAnyOrderElementsOf(subjects);
    }

    @Test
    default void hasNothingMoreAfterTheEnd() {
        arrive(3);
        Cursor end = walkFrom(Cursor.start(connector().name())).end();

        Walk again = walkFrom(end);

        assertThat(again.changes()).isEmpty();
        assertThat(again.end()).isEqualTo(end);
    }

    @Test
    default void givesOnlyWhatIsNewAfterACursor() {
        arrive(3);
        Cursor end = walkFrom(Cursor.start(connector().name())).end();
        arrives("news");

        assertThat(walkFrom(end).subjects()).containsExactly("news");
    }

    @Test
    default void givesTheSamePageForTheSameCursor() {
        arrive(pageSize() + 2);

        try (MailboxSession session = connector().open(ANNA)) {
            ChangePage first = session.changesAfter(Cursor.start(connector().name()));
            ChangePage once = session.changesAfter(first.next());
            ChangePage twice = session.changesAfter(first.next());

            assertThat(sources(twice.changes())).containsAll(sources(once.changes())).isNotEmpty();
        }
    }

    @Test
    default void goesOnFromAPageInANewSession() {
        List<String> subjects = arrive(3 * pageSize());
        ChangePage first;
        try (MailboxSession session = connector().open(ANNA)) {
            first = session.changesAfter(Cursor.start(connector().name()));
        }

        Walk rest = walkFrom(first.next());

        assertThat(rest.subjects()).hasSize(subjects.size() - first.changes().size());
    }

    @Test
    default void tellsWhatIsGone() {
        arrive(4);
        Walk first = walkFrom(Cursor.start(connector().name()));
        SourceId gone = first.sourceOf("message 2");
        isDeleted("message 2");

        Walk second = walkFrom(first.end());

        assertThat(second.stillThere(first.sources())).doesNotContain(gone).hasSize(3);
    }

    @Test
    default void readsSingleMessagesAgain() {
        arrive(3);
        Walk walk = walkFrom(Cursor.start(connector().name()));
        SourceId kept = walk.sourceOf("message 1");
        SourceId gone = walk.sourceOf("message 2");
        isDeleted("message 2");

        try (MailboxSession session = connector().open(ANNA)) {
            List<Change> changes = session.fetch(List.of(kept, gone));

            assertThat(changes).anySatisfy(c -> assertThat(c).isInstanceOfSatisfying(Change.Appeared.class,
                    a -> assertThat(a.source()).isEqualTo(kept)));
            assertThat(changes).contains(new Change.Vanished(gone));
        }
    }

    @Test
    default void counts() {
        arrive(pageSize() + 5);

        try (MailboxSession session = connector().open(ANNA)) {
            ChangePage first = session.changesAfter(Cursor.start(connector().name()));

            assertThat(first.more()).isTrue();
            assertThat(first.remaining()).isEqualTo(5);
        }
    }

    @Test
    default void listsWhatAFullReadWouldGive() {
        arrive(pageSize() + 3);
        isDeleted("message 2");
        Walk walk = walkFrom(Cursor.start(connector().name()));
        List<LocalDate> days = walk.appeared().stream()
                .map(a -> LocalDate.ofInstant(a.receivedAt(), ZoneOffset.UTC)).sorted().toList();

        try (MailboxSession session = connector().open(ANNA)) {
            List<MailboxSession.Listed> listed = session.listed(days.getFirst(), days.getLast());

            assertThat(listed).extracting(MailboxSession.Listed::source).containsAll(walk.stillThere(walk.sources()))
                    .hasSize(pageSize() + 2);
            assertThat(listed).extracting(MailboxSession.Listed::day).containsAll(days);
            assertThat(session.listed(days.getLast().plusDays(3), days.getLast().plusDays(9))).isEmpty();
        }
    }

    private List<String> arrive(int count) {
        List<String> subjects = IntStream.rangeClosed(1, count).mapToObj(i -> "message " + i).toList();
        subjects.forEach(this::arrives);
        return subjects;
    }

    /** Reads to the end, page by page. */
    default Walk walkFrom(Cursor cursor) {
        List<Change> changes = new ArrayList<>();
        Cursor position = cursor;
        try (MailboxSession session = connector().open(ANNA)) {
            ChangePage page;
            do {
                page = session.changesAfter(position);
                changes.addAll(page.changes());
                position = page.next();
            } while (page.more());
        }
        return new Walk(changes, position);
    }

    private static List<SourceId> sources(List<Change> changes) {
        return new Walk(changes, Cursor.start("")).sources();
    }

    /** What was read, and where reading ended. */
    record Walk(List<Change> changes, Cursor end) {

        public List<String> subjects() {
            return appeared().stream().map(Walk::subject).toList();
        }

        public List<SourceId> sources() {
            return appeared().stream().map(Change.Appeared::source).toList();
        }

        public SourceId sourceOf(String subject) {
            return appeared().stream().filter(a -> subject(a).equals(subject)).findFirst().orElseThrow().source();
        }

        public List<Change.Appeared> appeared() {
            return changes.stream().filter(Change.Appeared.class::isInstance).map(Change.Appeared.class::cast).toList();
        }

        /** Which of the sources are left, when these changes are applied. */
        public Set<SourceId> stillThere(List<SourceId> before) {
            Set<SourceId> there = before.stream().collect(Collectors.toSet());
            for (Change change : changes) {
                if (change instanceof Change.Vanished gone) {
                    there.remove(gone.source());
                } else if (change instanceof Change.Remaining remaining) {
                    there.removeIf(s -> s.value().startsWith(remaining.prefix()) && !remaining.present().contains(s));
                }
            }
            return there;
        }

        private static String subject(Change.Appeared message) {
            return new String(message.mime(), StandardCharsets.UTF_8).lines()
                    .filter(l -> l.startsWith("Subject: ")).findFirst().orElse("").substring("Subject: ".length());
        }
    }
}
