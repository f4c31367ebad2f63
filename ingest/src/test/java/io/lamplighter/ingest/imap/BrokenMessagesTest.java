// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lamplighter.ingest.Cursor;
import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.SetClock;
import io.lamplighter.ingest.SourceId;
import io.lamplighter.ingest.mailbox.Change;
import io.lamplighter.ingest.mailbox.ChangePage;
import io.lamplighter.ingest.mailbox.FolderChoice;
import io.lamplighter.ingest.mailbox.HostLookup;
import io.lamplighter.ingest.mailbox.MailboxFailure;
import io.lamplighter.ingest.mailbox.MailboxSession;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a server says of a message may be nonsense, or nothing: the message is there all the same. */
class BrokenMessagesTest {

    private static final MailboxId ANNA = new MailboxId(1);
    private static final String OUTLINE = "(UID RFC822.SIZE INTERNALDATE)";
    private static final String DATE = "(UID BODY.PEEK[HEADER.FIELDS (DATE)])";
    private static final SourceId FIRST = new SourceId("INBOX/7/1");
    private static final SourceId SECOND = new SourceId("INBOX/7/2");
    private static final LocalDate DAY = LocalDate.of(2026, 11, 2);

    private final ScriptedImap server = new ScriptedImap();
    private final SetClock clock = new SetClock(Instant.parse("2026-11-02T09:00:00Z"));
    private final ImapConnector connector = new ImapConnector(id -> server.account(), HostLookup.ANYWHERE,
            Optional.empty(), clock);

    BrokenMessagesTest() {
        server.answers("STATUS", "* STATUS INBOX (MESSAGES 2 UIDNEXT 3 UIDVALIDITY 7)", "% OK done");
        server.answers("EXAMINE", "* 2 EXISTS", "* OK [UIDVALIDITY 7] ok", "* OK [UIDNEXT 3] ok",
                "% OK [READ-ONLY] done");
        server.answers("UID SEARCH", "* SEARCH 1 2", "% OK done");
        server.answers("UID FETCH 1:2 " + OUTLINE, outline(1), "* 2 FETCH (UID 2 RFC822.SIZE 900 INTERNALDATE NIL)",
                "% OK done");
        server.answers("UID FETCH 2 " + OUTLINE, "* 2 FETCH (UID 2 RFC822.SIZE 900 INTERNALDATE NIL)", "% OK done");
        server.answers("UID FETCH 2 (UID)", "* 2 FETCH (UID 2)", "% OK done");
        server.answers("UID FETCH 2 " + DATE, date("Mon, 2 Nov 2026 10:00:00 +0100"), "% OK done");
        server.answers("UID FETCH 1 (UID BODY.PEEK[])", body(1, "[]", "Subject: one\r\n\r\nText.\r\n"), "% OK done");
        server.answers("UID FETCH 2 (UID BODYSTRUCTURE)",
                "* 2 FETCH (UID 2 BODYSTRUCTURE (\"TEXT\" \"PLAIN\" NIL NIL NIL \"7BIT\" 5 1 NIL NIL NIL))",
                "% OK done");
        server.answers("UID FETCH 2 (UID BODY.PEEK[]<0.1048576>)",
                body(2, "[]<0>", "Subject: two\r\n\r\nText.\r\n"), "% OK done");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static String outline(int uid) {
        return "* " + uid + " FETCH (UID " + uid + " RFC822.SIZE 900 INTERNALDATE \"02-Nov-2026 09:00:00 +0000\")";
    }

    private static String body(int uid, String section, String mime) {
        return "* " + uid + " FETCH (UID " + uid + " BODY" + section + " {" + mime.length() + "}\r\n" + mime + ")";
    }

    private static String date(String value) {
        return body(2, "[HEADER.FIELDS (DATE)]", "Date: " + value + "\r\n\r\n");
    }

    @Test
    void aMessageWithoutAReceiveTimeIsReadAllTheSameAndGoesByTheSendersClock() {
        assertThat(read()).filteredOn(change -> source(change).equals(SECOND)).singleElement()
                .isInstanceOfSatisfying(Change.Appeared.class, message -> {
                    assertThat(new String(message.mime(), StandardCharsets.UTF_8)).contains("Subject: two");
                    assertThat(message.receivedAt()).isEqualTo(Instant.parse("2026-11-02T09:00:00Z"));
                });
    }

    @Test
    void ofWhichNothingIsKnownIsReadWhateverTheWindow() {
        server.answers("UID FETCH 2 " + DATE, "% NO what?");
        ImapConnector recent = new ImapConnector(id -> {
            ImapAccount all = server.account();
            return new ImapAccount(all.host(), all.port(), all.security(), all.user(), all.signIn(), List.of(),
                    FolderChoice.NONE, Instant.parse("2026-10-20T00:00:00Z"), false);
        }, Clock.systemUTC());

        assertThat(read(recent)).extracting(BrokenMessagesTest::source).containsExactlyInAnyOrder(FIRST, SECOND);
    }

    @Test
    void whoCountsSeesItToo() {
        try (MailboxSession session = connector.open(ANNA)) {
            assertThat(session.listed(DAY, DAY)).extracting(MailboxSession.Listed::source)
                    .containsExactlyInAnyOrder(FIRST, SECOND);
        }
    }

    @Test
    void repairDoesNotTakeItForGone() {
        server.answers("UID FETCH 2 " + OUTLINE, "* 2 FETCH (UID 2 RFC822.SIZE 900 INTERNALDATE NIL)", "% OK done");

        try (MailboxSession session = connector.open(ANNA)) {
            assertThat(session.fetch(List.of(SECOND))).singleElement().isInstanceOf(Change.Appeared.class);
        }
    }

    @Test
    void whatWentBetweenTwoCommandsIsNoMessage() {
        server.answers("UID FETCH 2 (UID)", "* 1 FETCH (UID 1 FLAGS (\\Seen))", "% OK done");

        assertThat(read()).filteredOn(change -> !(change instanceof Change.Remaining))
                .extracting(BrokenMessagesTest::source).containsExactly(FIRST);
    }

    @Test
    void oneMessageWhoseOutlineIsRefusedIsSetAsideAndTheOthersAreRead() {
        server.answers("UID FETCH 1:2 " + OUTLINE, "% NO [SERVERBUG] Internal error occurred.");
        server.answers("UID FETCH 1 " + OUTLINE, outline(1), "% OK done");
        server.answers("UID FETCH 2 " + OUTLINE, "% NO [SERVERBUG] Internal error occurred.");
        server.answers("UID FETCH 2 (UID BODYSTRUCTURE)", "% NO [SERVERBUG] Internal error occurred.");

        List<Change> changes = read();

        assertThat(changes).hasSize(2).hasAtLeastOneElementOfType(Change.Appeared.class);
        assertThat(changes).filteredOn(Change.Withheld.class::isInstance).singleElement()
                .satisfies(change -> assertThat(source(change)).isEqualTo(SECOND));
    }

    @Test
    void aMessageOfWhichNotEvenTheNumberIsToldIsSetAside() {
        server.answers("UID FETCH", "% NO [SERVERBUG] Internal error occurred.");
        server.answers("UID FETCH 1:2 " + OUTLINE, "% NO [SERVERBUG] Internal error occurred.");
        server.answers("UID FETCH 1 " + OUTLINE, outline(1), "% OK done");
        server.answers("UID FETCH 2 (UID)", "% NO [SERVERBUG] Internal error occurred.");
        server.answers("UID FETCH 2 " + DATE, "% NO [SERVERBUG] Internal error occurred.");
        server.answers("UID FETCH 2 (UID BODYSTRUCTURE)", "% NO [SERVERBUG] Internal error occurred.");

        assertThat(read()).filteredOn(Change.Withheld.class::isInstance).singleElement()
                .satisfies(change -> assertThat(source(change)).isEqualTo(SECOND));
    }

    @Test
    void aServerThatIsBusyIsAskedLaterAndNothingIsSetAside() {
        server.answers("UID FETCH 1:2 " + OUTLINE, "% NO [UNAVAILABLE] Try again later.");

        assertThatExceptionOfType(MailboxFailure.TryLater.class).isThrownBy(this::read);
    }

    @Test
    void aServerThatRefusesEverythingIsAskedLater() {
        server.answers("UID FETCH", "% NO no");
        List.of("1:2 " + OUTLINE, "2 (UID)").forEach(command -> server.answers("UID FETCH " + command, "% NO no"));

        assertThatExceptionOfType(MailboxFailure.TryLater.class).isThrownBy(this::read);
    }

    /** It lists them and says what they are: only when it is asked for one it does not give any. */
    @Test
    void aServerThatGivesNoMessageAtAllIsAskedLaterAndNothingIsSetAside() {
        server.answers("UID FETCH 1:2 " + OUTLINE, outline(1), outline(2), "% OK done");
        server.answers("UID FETCH", "% NO Internal error occurred.");
        server.answers("UID FETCH 1 (UID BODY.PEEK[])", "% NO Internal error occurred.");

        for (int run = 0; run < 10; run++) {
            assertThatExceptionOfType(MailboxFailure.TryLater.class).isThrownBy(this::read)
                    .withMessageContaining("refuses to give any message of INBOX");
        }
    }

    @Test
    void oneThatIsRefusedWhileAnotherIsGivenIsSetAside() {
        server.answers("UID FETCH 1:2 " + OUTLINE, outline(1), outline(2), "% OK done");
        server.answers("UID FETCH", "% NO Internal error occurred.");

        assertThat(read()).filteredOn(Change.Withheld.class::isInstance).singleElement()
                .satisfies(change -> assertThat(source(change)).isEqualTo(SECOND));
    }

    /** There is nothing else to tell whom to blame, so that it takes a day. */
    @Test
    void theOnlyMessageThereIsIsSetAsideWithoutWaitingForAnother() {
        holdsOne();
        server.answers("UID FETCH 1 (UID BODY.PEEK[])", "% NO Internal error occurred.");

        for (int run = 0; run < 24; run++) {
            assertThatExceptionOfType(MailboxFailure.TryLater.class).isThrownBy(this::read)
                    .withMessageContaining("refuses to give any message of INBOX");
            clock.passes(Duration.ofHours(1));
        }

        assertThat(read()).singleElement().isInstanceOfSatisfying(Change.Withheld.class,
                one -> assertThat(one.source()).isEqualTo(FIRST));
    }

    @Test
    void anOutageSetsTheOnlyMessageThereIsNotAside() {
        holdsOne();
        server.answers("UID FETCH 1 (UID BODY.PEEK[])", "% NO Internal error occurred.");
        for (int run = 0; run < 40; run++) {
            assertThatExceptionOfType(MailboxFailure.TryLater.class).isThrownBy(this::read);
            clock.passes(Duration.ofMinutes(30));
        }

        server.answers("UID FETCH 1 (UID BODY.PEEK[])", body(1, "[]", "Subject: one\r\n\r\nText.\r\n"), "% OK done");

        assertThat(read()).singleElement().isInstanceOf(Change.Appeared.class);
    }

    /** A folder of its own, as Sent often is at first: what lies in the others tells. */
    @Test
    void theOnlyMessageOfItsFolderIsSetAsideWhereAnotherFolderGivesOne() {
        holdsOne();
        server.answers("UID FETCH 1 (UID BODY.PEEK[])", "% NO Internal error occurred.");
        server.answers("LIST", "* LIST (\\HasNoChildren) \"/\" INBOX", "* LIST (\\HasNoChildren) \"/\" Sent",
                "% OK done");
        server.answers("STATUS \"Sent\" (MESSAGES UIDNEXT UIDVALIDITY)",
                "* STATUS Sent (MESSAGES 1 UIDNEXT 2 UIDVALIDITY 9)", "% OK done");
        server.answers("STATUS Sent (MESSAGES UIDNEXT UIDVALIDITY)",
                "* STATUS Sent (MESSAGES 1 UIDNEXT 2 UIDVALIDITY 9)", "% OK done");
        server.answers("EXAMINE Sent", "* 1 EXISTS", "* OK [UIDVALIDITY 9] ok", "* OK [UIDNEXT 2] ok",
                "% OK [READ-ONLY] done");
        server.answers("UID FETCH 1 (UID BODY.PEEK[]<0.1>)", "% NO Internal error occurred.");

        assertThatExceptionOfType(MailboxFailure.TryLater.class).isThrownBy(this::read);
        server.answers("UID FETCH 1 (UID BODY.PEEK[]<0.1>)", body(1, "[]<0>", "S"), "% OK done");

        assertThat(read()).hasAtLeastOneElementOfType(Change.Withheld.class);
    }

    private void holdsOne() {
        server.answers("STATUS", "* STATUS INBOX (MESSAGES 1 UIDNEXT 2 UIDVALIDITY 7)", "% OK done");
        server.answers("EXAMINE", "* 1 EXISTS", "* OK [UIDVALIDITY 7] ok", "* OK [UIDNEXT 2] ok",
                "% OK [READ-ONLY] done");
        server.answers("UID SEARCH", "* SEARCH 1", "% OK done");
        server.answers("UID FETCH 1 " + OUTLINE, outline(1), "% OK done");
    }

    private List<Change> read() {
        return read(connector);
    }

    private static List<Change> read(ImapConnector connector) {
        List<Change> changes = new ArrayList<>();
        Cursor position = Cursor.start(ImapConnector.NAME);
        try (MailboxSession session = connector.open(ANNA)) {
            ChangePage page;
            do {
                page = session.changesAfter(position);
                changes.addAll(page.changes());
                position = page.next();
            } while (page.more());
        }
        return changes;
    }

    private static SourceId source(Change change) {
        return change instanceof Change.Withheld withheld ? withheld.source() : ((Change.Appeared) change).source();
    }
}
