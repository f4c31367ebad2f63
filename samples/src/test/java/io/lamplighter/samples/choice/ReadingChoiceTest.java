// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.samples.choice;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.addin.connect.MailboxConnections;
import io.lamplighter.addin.connect.ReadingDesk;
import io.lamplighter.crm.ledger.Comparisons;
import io.lamplighter.crm.mailbox.MailboxEvents;
import io.lamplighter.crm.mailbox.MailboxState;
import io.lamplighter.crm.mailbox.Mailboxes;
import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.mailbox.FolderChoice;
import io.lamplighter.ingest.mailbox.Forecast;
import io.lamplighter.ingest.mailbox.MailboxFolder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What is read of a mailbox is chosen, changed and changed back, on the running application with its schedule and PostgreSQL,
 * for every provider: whatever is chosen, everything the provider has is accounted for, and nothing is missing or there twice.
 */
class ReadingChoiceTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Providers PROVIDERS = new Providers();

    @AfterAll
    static void stop() {
        PROVIDERS.close();
    }

    @ParameterizedTest
    @EnumSource(Provider.class)
    void nothingIsReadBeforeItIsSaidHowFarBackAndThenNoMoreThanThat(Provider provider) throws InterruptedException {
        Providers.Connected box = PROVIDERS.connect(provider, "window");
        box.arrives("", 5, "recent");
        box.arrives("", 60, "two months");
        box.arrives("", 200, "half a year");
        box.arrives("", 500, "long ago");

        ReadingDesk.Offer offer = bean(ReadingDesk.class).offer(state(box.id()));
        assertThat(offer.forecast().volumes()).extracting(Forecast.Volume::messages).containsExactly(1L, 2L, 3L, 4L);
        assertThat(captured(box.id())).isZero();

        take(box.id(), wish(30));
        waitUntil(() -> isRead(box.id()) && captured(box.id()) == 1);
        everythingAddsUp(box.id());

        take(box.id(), wish(90));
        waitUntil(() -> captured(box.id()) == 2);
        take(box.id(), wish(ReadingDesk.ALL));
        waitUntil(() -> captured(box.id()) == 4);
        everythingAddsUp(box.id());
        assertThat(subjects(box.id())).hasSize(4).doesNotHaveDuplicates();
        assertThat(events(box.id())).contains(MailboxEvents.Kind.STARTED, MailboxEvents.Kind.WINDOW_CHANGED);
    }

    @ParameterizedTest
    @EnumSource(Provider.class)
    void whatIsLeftOutIsKnownWithTheReasonAndCapturedWhenItIsChosenAgain(Provider provider)
            throws InterruptedException {
        Providers.Connected box = PROVIDERS.connect(provider, "folders");
        String folder = box.creates("Private");
        box.arrives("", 3, "to the company");
        box.arrives(folder, 4, "to herself");
        take(box.id(), new ReadingDesk.Wish(Optional.of(new FolderChoice(Set.of(folder), Set.of())), Optional.empty(),
                Optional.empty(), Optional.of(90)));

        waitUntil(() -> isRead(box.id()) && leftOut(box.id()) == 1);
        assertThat(subjects(box.id())).containsExactly("to the company");
        everythingAddsUp(box.id());
        List<MailboxFolder> folders = bean(ReadingDesk.class).folders(state(box.id()));
        assertThat(folders).filteredOn(f -> f.id().equals(folder)).extracting(MailboxFolder::isRead)
                .containsExactly(false);

        take(box.id(), new ReadingDesk.Wish(Optional.of(FolderChoice.NONE), Optional.empty(), Optional.empty(),
                Optional.empty()));
        waitUntil(() -> captured(box.id()) == 2 && leftOut(box.id()) == 0);
        everythingAddsUp(box.id());

        take(box.id(), new ReadingDesk.Wish(Optional.of(new FolderChoice(Set.of(folder), Set.of())), Optional.empty(),
                Optional.empty(), Optional.empty()));
        box.arrives(folder, 1, "to herself again");
        bean(MailboxConnections.class).compare(box.id());
        waitUntil(() -> leftOut(box.id()) == 1);
        everythingAddsUp(box.id());
        assertThat(subjects(box.id())).containsExactlyInAnyOrder("to the company", "to herself");
    }

    @ParameterizedTest
    @EnumSource(Provider.class)
    void aPauseInTheMiddleOfAnImportLosesNothingAndRepeatsNothing(Provider provider) throws InterruptedException {
        Providers.Connected box = PROVIDERS.connect(provider, "pause");
        for (int i = 0; i < 120; i++) {
            box.arrives("", 1 + i % 20, "message " + i);
        }
        MailboxConnections connections = bean(MailboxConnections.class);
        take(box.id(), wish(90));
        connections.pause(box.id());
        box.arrives("", 0, "while it was paused");
        connections.resume(box.id());
        waitUntil(() -> captured(box.id()) > 0);
        connections.pause(box.id());
        long paused = captured(box.id());
        connections.resume(box.id());

        waitUntil(() -> isRead(box.id()) && captured(box.id()) == 121);
        assertThat(paused).isPositive();
        everythingAddsUp(box.id());
        assertThat(subjects(box.id())).hasSize(121).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource(Provider.class)
    void connectedAgainItGoesOnWhereItStopped(Provider provider) throws InterruptedException {
        Providers.Connected box = PROVIDERS.connect(provider, "again");
        for (int i = 0; i < 60; i++) {
            box.arrives("", 1 + i % 20, "message " + i);
        }
        take(box.id(), wish(90));
        waitUntil(() -> captured(box.id()) > 0);
        box.refuses();
        box.arrives("", 0, "while nobody could read");
        bean(MailboxConnections.class).readNow(box.id());
        waitUntil(() -> state(box.id()).needsSignIn());

        box.connectsAgain();

        waitUntil(() -> isRead(box.id()) && captured(box.id()) == 61);
        everythingAddsUp(box.id());
        assertThat(subjects(box.id())).hasSize(61).doesNotHaveDuplicates();
        assertThat(events(box.id())).contains(MailboxEvents.Kind.FAILED, MailboxEvents.Kind.RECONNECTED);
    }

    @ParameterizedTest
    @EnumSource(Provider.class)
    void removedInTheMiddleOfAnImportItIsGoneAndCanBeConnectedAnew(Provider provider) throws InterruptedException {
        Providers.Connected box = PROVIDERS.connect(provider, "removed");
        for (int i = 0; i < 60; i++) {
            box.arrives("", 1 + i % 20, "message " + i);
        }
        take(box.id(), wish(90));
        waitUntil(() -> captured(box.id()) > 0);

        bean(MailboxConnections.class).remove(box.id(), true);

        assertThat(bean(Mailboxes.class).find(box.id())).isEmpty();
        waitUntil(() -> captured(box.id()) == 0);
        Providers.Connected anew = box.connectsAnew();
        take(anew.id(), wish(90));
        waitUntil(() -> isRead(anew.id()) && captured(anew.id()) == 60);
        everythingAddsUp(anew.id());
    }

    private static ReadingDesk.Wish wish(int days) {
        return new ReadingDesk.Wish(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(days));
    }

    private static void take(MailboxId mailbox, ReadingDesk.Wish wish) {
        bean(ReadingDesk.class).take(state(mailbox), wish);
    }

    /** Compared once more, now: provider = captured + excluded + quarantined, and no remainder. */
    private static void everythingAddsUp(MailboxId mailbox) throws InterruptedException {
        Instant before = PROVIDERS.clock().instant();
        bean(MailboxConnections.class).compare(mailbox);
        waitUntil(() -> {
            Comparisons.Sum sum = bean(Comparisons.class).latest().get(mailbox);
            return sum != null && sum.checkedAt().isAfter(before);
        });
        Comparisons.Sum sum = bean(Comparisons.class).latest().get(mailbox);
        assertThat(sum).isNotNull();
        assertThat(sum.missing()).as("remainder").isZero();
        assertThat(sum.provider()).isEqualTo(sum.captured() + sum.excluded() + sum.quarantined());
    }

    private static boolean isRead(MailboxId mailbox) {
        return bean(Mailboxes.class).find(mailbox).flatMap(MailboxState::historyCompleteAt).isPresent();
    }

    private static MailboxState state(MailboxId mailbox) {
        return bean(Mailboxes.class).find(mailbox).orElseThrow();
    }

    private static long captured(MailboxId mailbox) {
        return count("outcome = 'captured'", mailbox);
    }

    private static long leftOut(MailboxId mailbox) {
        return count("outcome = 'excluded' and reason like 'left out: %'", mailbox);
    }

    private static long count(String what, MailboxId mailbox) {
        return bean(JdbcClient.class).sql("select count(*) from ledger_entry where mailbox_id = :mailbox and " + what)
                .param("mailbox", mailbox.value()).query(Long.class).single();
    }

    /** One for each interaction that this mailbox saw. */
    private static List<String> subjects(MailboxId mailbox) {
        return bean(JdbcClient.class).sql("""
                select i.subject
                  from witness w join interaction i using (interaction_id)
                 where w.mailbox_id = :mailbox
                """).param("mailbox", mailbox.value()).query(String.class).list();
    }

    private static List<MailboxEvents.Kind> events(MailboxId mailbox) {
        return bean(MailboxEvents.class).latest(mailbox, Long.MAX_VALUE, 50).stream().map(MailboxEvents.Event::kind)
                .toList();
    }

    private static <T> T bean(Class<T> type) {
        return PROVIDERS.bean(type);
    }

    private static void waitUntil(BooleanSupplier done) throws InterruptedException {
        Instant late = PROVIDERS.clock().instant().plus(PATIENCE);
        while (!done.getAsBoolean()) {
            assertThat(PROVIDERS.clock().instant()).as("patience").isBefore(late);
            Thread.sleep(100);
        }
    }
}
