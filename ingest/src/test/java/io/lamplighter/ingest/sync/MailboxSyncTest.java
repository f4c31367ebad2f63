// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.ingest.Cursor;
import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.OwnAddresses;
import io.lamplighter.ingest.SourceId;
import io.lamplighter.ingest.mailbox.Change;
import io.lamplighter.ingest.mailbox.MailboxFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MailboxSyncTest {

    private static final MailboxId ANNA = new MailboxId(1);

    private final ScriptedMailbox mailbox = new ScriptedMailbox(ANNA);
    private final InMemoryLedger ledger = new InMemoryLedger();
    private final MailboxSync sync = new MailboxSync(mailbox, MailboxSyncTest::read, ledger);

    private static Reading read(Change change) {
        return change instanceof Change.Appeared message
                ? new Reading.Unreadable(message.source(), message.receivedAt(), "not of interest here")
                : new InteractionReader(new OwnAddresses(Set.of(), Set.of())).read(change);
    }

    @Test
    void readsAMailboxToItsEnd() {
        mailbox.holds("m1", "m2", "m3").inPagesOf(2);

        Outcome outcome = sync.run(ANNA, () -> true);

        assertThat(outcome).isInstanceOf(Outcome.UpToDate.class);
        assertThat(ledger.sources(ANNA)).containsExactly("m1", "m2", "m3");
    }

    @Test
    void resumesAfterTheLastCommittedPage() {
        mailbox.holds("m1", "m2", "m3").inPagesOf(2).failingOnceAfterPages(1,
                new MailboxFailure.TryLater("busy", Duration.ZERO, null));

        Outcome first = sync.run(ANNA, () -> true);
        Outcome second = sync.run(ANNA, () -> true);

        assertThat(first).isInstanceOf(Outcome.Failed.class);
        assertThat(second).isInstanceOf(Outcome.UpToDate.class);
        assertThat(ledger.sources(ANNA)).containsExactly("m1", "m2", "m3");
        assertThat(mailbox.readFrom()).containsExactly(0, 2, 2);
    }

    @Test
    void startsOverWhenTheProviderForgotTheCursor() {
        mailbox.holds("m1", "m2").inPagesOf(2);
        sync.run(ANNA, () -> true);
        mailbox.holds("m3").failingOnceAfterPages(0, new MailboxFailure.StartOver("gone"));

        sync.run(ANNA, () -> true);
        Cursor position = ledger.position(ANNA, "scripted");
        sync.run(ANNA, () -> true);

        assertThat(position.isStart()).isTrue();
        assertThat(ledger.sources(ANNA)).containsExactly("m1", "m2", "m3");
    }

    @Test
    void stopsBetweenPagesWhenItsTurnIsOver() {
        mailbox.holds("m1", "m2", "m3", "m4").inPagesOf(1);

        Outcome outcome = sync.run(ANNA, new Turns(2)::more);

        assertThat(outcome).isInstanceOf(Outcome.Unfinished.class);
        assertThat(ledger.sources(ANNA)).startsWith("m1").hasSizeLessThan(4);
    }

    @Test
    void looksForWhatIsNewBeforeTheRestOfHistoryWhenSomebodyTells() {
        mailbox.holds("m1", "m2", "m3", "m4").inPagesOf(1);
        int[] asked = {0};

        Outcome outcome = sync.run(ANNA, () -> true, () -> asked[0]++ == 1);

        assertThat(outcome).isInstanceOf(Outcome.UpToDate.class);
        assertThat(ledger.sources(ANNA)).containsExactly("m1", "m2", "m3", "m4");
        assertThat(mailbox.sessions()).isEqualTo(2);
    }

    @Test
    void leavesWhatIsToldDuringTheLastPageToTheNextRun() {
        mailbox.holds("m1").inPagesOf(1);
        int[] asked = {0};

        sync.run(ANNA, () -> true, () -> {
            asked[0]++;
            return true;
        });

        assertThat(asked[0]).isZero();
    }

    @Test
    void storesWhatTheProviderWithholdsAsUnreadable() {
        mailbox.happens(new Change.Withheld(new SourceId("m9"), Instant.EPOCH, "the server refused to give it"));

        Outcome outcome = sync.run(ANNA, () -> true);

        assertThat(outcome.recorded().quarantined()).isEqualTo(1);
        assertThat(ledger.sources(ANNA)).containsExactly("m9");
    }

    @Test
    void passesOnWhatAnAdminShouldKnowAlsoWhenNothingHappened() {
        mailbox.holds("m1").noticing("The folder Deals is no longer there.");
        sync.run(ANNA, () -> true);

        Outcome outcome = sync.run(ANNA, () -> true);

        assertThat(outcome).isInstanceOfSatisfying(Outcome.UpToDate.class,
                done -> assertThat(done.notices()).containsExactly("The folder Deals is no longer there."));
    }

    @Test
    void storesNothingTwiceWhenNothingHappened() {
        mailbox.holds("m1");
        sync.run(ANNA, () -> true);

        sync.run(ANNA, () -> true);

        assertThat(ledger.commits()).isEqualTo(1);
    }

    @Test
    void readsASingleMessageAgainWithoutMovingThePosition() {
        mailbox.holds("m1", "m2");
        sync.run(ANNA, () -> true);
        Cursor before = ledger.position(ANNA, "scripted");

        sync.repair(ANNA, List.of(new SourceId("m1")));

        assertThat(ledger.position(ANNA, "scripted")).isEqualTo(before);
    }

    /** Says "go on" so many times. */
    private static final class Turns {

        private int left;

        Turns(int left) {
            this.left = left;
        }

        boolean more() {
            return left-- > 0;
        }
    }
}
