// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.OwnAddresses;
import io.lamplighter.ingest.SourceId;
import io.lamplighter.ingest.sync.InteractionReader;
import io.lamplighter.ingest.sync.MailboxSync;
import io.lamplighter.ingest.sync.Outcome;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every connector promises to somebody who chooses folders or labels: whatever is chosen, everything is accounted for. */
public interface FolderChoiceContract {

    MailboxId ANNA = new MailboxId(1);

    MailboxConnector connector();

    /** Where this test's copies are kept. */
    Copies copies();

    void chooses(FolderChoice choice);

    /** Makes a folder or label; returns its id. A slash says that it lies in another one. */
    String creates(String name);

    /** Lets a message arrive in a folder, by its id; {@code ""} is the inbox. */
    void arrivesIn(String folder, String subject);

    /** The day before anything arrives. */
    LocalDate since();

    /** How many days after that hold everything: where every day costs, few. */
    default int daysCompared() {
        return 3;
    }

    @Test
    default void whatLiesInAFolderThatIsLeftOutIsCountedAndNotRead() {
        String folder = creates("Private");
        arrivesIn("", "to the company");
        arrivesIn(folder, "to herself");
        chooses(leavingOut(folder));

        readAll();

        assertThat(copies().subjects()).containsExactly("to the company");
        assertThat(everythingAddsUp()).extracting(MailboxSession.Listed::leftOut).filteredOn(why -> !why.isEmpty())
                .hasSize(1).allSatisfy(why -> assertThat(why).startsWith("left out: ").endsWith(" Private"));
    }

    @Test
    default void leavingAFolderOutLaterTakesNothingBack() {
        String folder = creates("Private");
        arrivesIn("", "to the company");
        arrivesIn(folder, "before");
        readAll();
        chooses(leavingOut(folder));
        arrivesIn(folder, "after");

        readAll();

        assertThat(copies().subjects()).containsExactlyInAnyOrder("to the company", "before");
        everythingAddsUp();
        assertThat(copies().subjects()).containsExactlyInAnyOrder("to the company", "before");
    }

    @Test
    default void choosingAFolderAgainCapturesWhatWasLeftOut() {
        String folder = creates("Private");
        arrivesIn("", "to the company");
        arrivesIn(folder, "before");
        readAll();
        chooses(leavingOut(folder));
        arrivesIn(folder, "meanwhile");
        readAll();
        everythingAddsUp();
        chooses(FolderChoice.NONE);
        arrivesIn(folder, "after");

        readAll();
        sync().repair(ANNA, copies().leftOut());

        assertThat(copies().subjects()).containsExactlyInAnyOrder("to the company", "before", "meanwhile", "after");
        assertThat(everythingAddsUp()).allSatisfy(one -> assertThat(one.leftOut()).isEmpty());
    }

    @Test
    default void aFolderThatIsLeftOutLeavesOutWhatLiesInIt() {
        String folder = creates("Private");
        String doctor = creates("Private/Doctor");
        String deals = creates("Private/Deals");
        arrivesIn("", "to the company");
        arrivesIn(doctor, "from the doctor");
        arrivesIn(deals, "from the buyer");
        chooses(new FolderChoice(Set.of(folder), Set.of(deals)));

        readAll();

        assertThat(copies().subjects()).containsExactlyInAnyOrder("to the company", "from the buyer");
        everythingAddsUp();
    }

    @Test
    default void everyFolderSaysWhetherItIsReadAndWhyNot() {
        String folder = creates("Private");
        arrivesIn(folder, "to herself");
        chooses(leavingOut(folder));

        List<MailboxFolder> folders;
        try (MailboxSession session = connector().open(ANNA)) {
            folders = session.folders();
        }

        assertThat(folders).filteredOn(f -> f.id().equals(folder)).singleElement().satisfies(f -> {
            assertThat(f.name()).endsWith("Private");
            assertThat(f.messages()).isOne();
            assertThat(f.isRead()).isFalse();
            assertThat(f.byDefault()).isTrue();
            assertThat(f.mayChange()).isTrue();
            assertThat(f.why()).startsWith("Left out by choice.");
        });
        assertThat(folders).filteredOn(MailboxFolder::isRead).isNotEmpty();
        assertThat(folders).filteredOn(f -> !f.isRead()).allSatisfy(f -> assertThat(f.why()).isNotEmpty());
    }

    private static FolderChoice leavingOut(String folder) {
        return new FolderChoice(Set.of(folder), Set.of());
    }

    private MailboxSync sync() {
        return new MailboxSync(connector(),
                new InteractionReader(new OwnAddresses(Set.of("seller.example"), Set.of()))::read, copies());
    }

    private void readAll() {
        assertThat(sync().run(ANNA, () -> true)).isInstanceOf(Outcome.UpToDate.class);
    }

    /** Compares as the reconciliation does: what is listed and unknown is asked for, and then nothing is unknown. */
    private List<MailboxSession.Listed> everythingAddsUp() {
        List<MailboxSession.Listed> listed;
        try (MailboxSession session = connector().open(ANNA)) {
            listed = session.listed(since(), since().plusDays(daysCompared()));
        }
        List<SourceId> all = listed.stream().map(MailboxSession.Listed::source).toList();
        List<SourceId> known = copies().sources();
        assertThat(listed).filteredOn(one -> one.leftOut().isEmpty()).extracting(MailboxSession.Listed::source)
                .as("what is read").allMatch(known::contains);
        sync().repair(ANNA, all.stream().filter(s -> !known.contains(s)).toList());
        assertThat(copies().sources()).containsExactlyInAnyOrderElementsOf(all);
        return listed;
    }
}
