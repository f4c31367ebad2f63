// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.google;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.ingest.Cursor;
import io.lamplighter.ingest.SetClock;
import io.lamplighter.ingest.mailbox.Change;
import io.lamplighter.ingest.mailbox.ChangePage;
import io.lamplighter.ingest.mailbox.MailboxConnector;
import io.lamplighter.ingest.mailbox.MailboxConnectorContract;
import io.lamplighter.ingest.mailbox.MailboxSession;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GoogleConnectorTest implements MailboxConnectorContract {

    private static final Instant MORNING = Instant.parse("2026-11-02T09:00:00Z");

    private final SetClock clock = new SetClock(MORNING);
    private final GoogleSimulator google = new GoogleSimulator(clock);
    private final GoogleUser anna = google.user("anna@seller.example");
    private GoogleAccount account = google.mailOf(anna);
    private final GoogleConnector connector = new GoogleConnector(id -> account, google.consentOf(anna), clock);

    @AfterEach
    void stop() {
        google.close();
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
        anna.deletes(anna.idOf(subject));
    }

    @Override
    public int pageSize() {
        return MailStream.PAGE;
    }

    @Test
    void readsHistoryNewestFirst() {
        for (int i = 1; i <= MailStream.PAGE + 1; i++) {
            arrives("message " + i);
        }

        assertThat(walkFrom(Cursor.start("google")).subjects()).startsWith("message " + (MailStream.PAGE + 1))
                .endsWith("message 2", "message 1");
    }

    @Test
    void readsWhatIsNewBeforeGoingOnWithHistory() {
        for (int i = 1; i <= 2 * MailStream.PAGE; i++) {
            arrives("old " + i);
        }
        try (MailboxSession session = connector.open(ANNA)) {
            ChangePage first = session.changesAfter(Cursor.start("google"));
            arrives("new");

            ChangePage second = session.changesAfter(first.next());
            ChangePage third = session.changesAfter(second.next());

            assertThat(new Walk(second.changes(), second.next()).subjects()).containsExactly("new");
            assertThat(third.changes()).hasSize(MailStream.PAGE);
        }
    }

    @Test
    void whatGoesToTheTrashVanishesAndComesBack() {
        arrives("thrown away");
        Cursor end = walkFrom(Cursor.start("google")).end();
        String id = anna.idOf("thrown away");
        anna.trashes(id);
        Walk thrown = walkFrom(end);
        anna.restores(id);

        assertThat(thrown.changes()).containsExactly(new Change.Vanished(MailReader.source(id)));
        assertThat(walkFrom(thrown.end()).subjects()).containsExactly("thrown away");
    }

    @Test
    void neitherDraftsNorSpamAreRead() {
        anna.holds(MORNING, mail("a draft"), Set.of("DRAFT"));
        anna.holds(MORNING, mail("an offer you cannot refuse"), Set.of("SPAM"));
        arrives("real");
        Cursor end = walkFrom(Cursor.start("google")).end();
        anna.holds(MORNING, mail("another draft"), Set.of("DRAFT"));
        long before = google.units(anna);

        Walk walk = walkFrom(end);

        assertThat(walk.changes()).isEmpty();
        assertThat(google.units(anna) - before).isEqualTo(GmailUnits.HISTORY);
    }

    @Test
    void labelsSayWhoWroteIt() {
        anna.holds(MORNING, mail("one"), Set.of("INBOX"));
        anna.holds(MORNING, mail("two"), Set.of("SENT"));
        anna.holds(MORNING, mail("three"), Set.of("SENT", "INBOX"));
        anna.holds(MORNING, mail("four"), Set.of("Label_12"));

        assertThat(walkFrom(Cursor.start("google")).appeared()).extracting(Change.Appeared::place)
                .containsExactlyInAnyOrder(Change.Place.RECEIVED, Change.Place.SENT, Change.Place.SENT,
                        Change.Place.OTHER);
    }

    @Test
    void readsTheLabelsThatWereChosen() {
        account = new GoogleAccount("me", List.of("INBOX", "Label_12"), Instant.EPOCH, false, false, account.hosts());
        arrives("in the inbox");
        String other = anna.holds(MORNING, mail("nobody's business"), Set.of("Label_13"));
        anna.holds(MORNING, mail("filed away"), Set.of("Label_12"));
        Walk first = walkFrom(Cursor.start("google"));
        anna.labels(other, "Label_12");

        assertThat(first.subjects()).containsExactlyInAnyOrder("in the inbox", "filed away");
        assertThat(walkFrom(first.end()).subjects()).containsExactly("nobody's business");
    }

    @Test
    void readsNothingFromBeforeTheDayThatWasChosen() {
        account = new GoogleAccount("me", List.of(), MORNING, false, false, account.hosts());
        anna.receives("too old", MORNING.minusSeconds(1));
        anna.receives("just right", MORNING);

        assertThat(walkFrom(Cursor.start("google")).subjects()).containsExactly("just right");
    }

    @Test
    void readsAgainWhenMoreLabelsAreChosen() {
        account = new GoogleAccount("me", List.of("INBOX"), Instant.EPOCH, false, false, account.hosts());
        arrives("in the inbox");
        anna.holds(MORNING, mail("filed away"), Set.of("Label_12"));
        Cursor end = walkFrom(Cursor.start("google")).end();
        account = new GoogleAccount("me", List.of("INBOX", "Label_12"), Instant.EPOCH, false, false, account.hosts());

        assertThat(walkFrom(end).subjects()).contains("filed away");
    }

    @Test
    void anIdleMailboxCostsTwoUnits() {
        arrives("one");
        Cursor end = walkFrom(Cursor.start("google")).end();
        long before = google.units(anna);

        walkFrom(end);

        assertThat(google.units(anna) - before).isEqualTo(2);
    }

    @Test
    void aLongHistoryIsAskedForOnce() {
        arrives("first");
        Cursor end = walkFrom(Cursor.start("google")).end();
        for (int i = 1; i <= 3 * MailStream.PAGE; i++) {
            arrives("later " + i);
        }
        int before = google.requests().size();

        Walk walk = walkFrom(end);

        assertThat(walk.subjects()).hasSize(3 * MailStream.PAGE);
        assertThat(google.requests().subList(before, google.requests().size()).stream()
                .filter(r -> r.isAt("gmail/v1/users/*/history")).count()).isLessThanOrEqualTo(2);
    }

    @Test
    void tellsWhoseMailboxItIsBeforeItIsRead() {
        account = new GoogleAccount("me", List.of(), Instant.EPOCH, false, false, account.hosts());
        arrives("one");

        assertThat(connector.test(ANNA)).isEqualTo(new GoogleConnector.Found("anna@seller.example", 1));
    }

    @Test
    void aMessageOfManyMegabytesIsKeptWithoutItsFiles() {
        String file = Base64.getMimeEncoder().encodeToString(new byte[3_000_000]);
        anna.holds(MORNING, """
                From: Helen Marsh <helen@buyer.example>
                Subject: The plans
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary="b1"

                --b1
                Content-Type: text/plain; charset=utf-8

                Here are the plans, Anna.
                --b1
                Content-Type: application/pdf; name="plans.pdf"
                Content-Transfer-Encoding: base64

                %s
                --b1--
                """.formatted(file).replace("\n", "\r\n").replace("\r\r", "\r").getBytes(StandardCharsets.UTF_8),
                Set.of("INBOX"));

        Change.Appeared message = walkFrom(Cursor.start("google")).appeared().getFirst();

        assertThat(new String(message.mime(), StandardCharsets.UTF_8)).contains("Here are the plans, Anna.")
                .contains("plans.pdf").hasSizeLessThan(5_000);
    }

    private static byte[] mail(String subject) {
        return ("From: Helen <helen@buyer.example>\r\nSubject: " + subject + "\r\n\r\nText.").getBytes(
                StandardCharsets.UTF_8);
    }
}
