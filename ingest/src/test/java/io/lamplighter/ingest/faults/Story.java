// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.ingest.OwnAddresses;
import io.lamplighter.ingest.mailbox.MailboxFailure;
import io.lamplighter.ingest.sync.InteractionReader;
import io.lamplighter.ingest.sync.MailboxSync;
import io.lamplighter.ingest.sync.Outcome;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** A mailbox with a past, in which things go on happening while a provider has a bad day; and what must hold afterwards. */
final class Story {

    private static final int DAYS_OUT = 30;
    private static final int MOST_RUNS = 400;

    /** What a schedule waits where nobody says how long. */
    private static final Duration OF_OUR_OWN = Duration.ofSeconds(15);

    private final TroubledProvider provider;
    private final BadDay day;
    private final StrictLedger ledger = new StrictLedger();
    private final InteractionReader reader = new InteractionReader(
            new OwnAddresses(Set.of("seller.example"), Set.of()));
    private final List<MailboxFailure> failures = new ArrayList<>();
    private Duration waited = Duration.ZERO;

    Story(TroubledProvider provider, BadDay day) {
        this.provider = provider;
        this.day = day;
    }

    void isTold() {
        for (int i = 0; i < provider.history(); i++) {
            provider.holds("history " + i, Duration.ofHours(i + 2L));
        }
        switch (day) {
            case EXPIRED_CURSOR -> {
                somePages();
                provider.begins(day);
            }
            case CONSENT_WITHDRAWN, THIRTY_DAYS_OUT -> catchesUp();
            case LOST_PUSHES, DOUBLED_PUSHES -> provider.subscribes();
            default -> provider.begins(day);
        }
        catchesUp();
        if (day == BadDay.THIRTY_DAYS_OUT) {
            thirtyDays();
        } else {
            for (int chapter = 1; chapter <= 2; chapter++) {
                chapter(chapter);
            }
        }
        provider.ends();
        Outcome last = catchesUp();

        assertThat(last).as("the end of " + failures).isInstanceOf(Outcome.UpToDate.class);
        assertThat(provider.bites()).as("answers that were not what they should have been").isPositive();
        nothingIsLostOrTwice();
        nothingIsLeftOver();
        assertThat(provider.beyondLimits()).as("beyond the provider's limits").isEmpty();
        whatThisDayIsAbout();
    }

    private void chapter(int chapter) {
        if (day == BadDay.CONSENT_WITHDRAWN || day.isAboutPushes()) {
            provider.begins(day);
        }
        int before = provider.called();
        something(chapter, 6);
        if (day != BadDay.CONSENT_WITHDRAWN && !day.isAboutPushes()) {
            provider.begins(day);
        }
        if (day == BadDay.DOUBLED_PUSHES) {
            int called = provider.called();
            IntStream.range(before, called).forEach(call -> runs());
            nothingIsLostOrTwice();
        } else {
            // Polling makes up for calls that do not come.
            catchesUp();
        }
    }

    /** As a schedule does it: again and again, hour by hour, while nobody answers. */
    private void thirtyDays() {
        provider.begins(day);
        for (int out = 1; out <= DAYS_OUT; out++) {
            something(out, 3);
            for (int attempt = 0; attempt < 3; attempt++) {
                runs();
                provider.passes(Duration.ofHours(8));
            }
        }
    }

    /** News come; something old is deleted, something old is moved, something comes and goes unseen. */
    private void something(int chapter, int news) {
        for (int i = 0; i < news; i++) {
            provider.arrives("news " + i + " of chapter " + chapter);
        }
        provider.goes("history " + 2 * chapter);
        provider.moves("history " + (2 * chapter + 1));
        provider.moves("news 1 of chapter " + chapter);
        provider.arrives("unseen of chapter " + chapter);
        provider.goes("unseen of chapter " + chapter);
    }

    private Outcome catchesUp() {
        for (int i = 0; i < MOST_RUNS; i++) {
            Outcome outcome = runs();
            if (!(outcome instanceof Outcome.Failed failed) || failed.failure() instanceof MailboxFailure.SignInAgain
                    || failed.failure() instanceof MailboxFailure.ChangeSettings) {
                return outcome;
            }
        }
        throw new AssertionError("never came to an end: " + failures.getLast().advice());
    }

    private Outcome runs() {
        Outcome outcome = new MailboxSync(provider.connector(), reader::read, ledger).run(TroubledProvider.ANNA,
                () -> true);
        if (outcome instanceof Outcome.Failed failed) {
            failures.add(failed.failure());
            if (failed.failure() instanceof MailboxFailure.TryLater later) {
                Duration pause = later.after().isZero() ? OF_OUR_OWN : later.after().plusMillis(1);
                waited = waited.plus(pause);
                provider.passes(pause);
            }
        }
        return outcome;
    }

    /** A run that has time for a page. */
    private void somePages() {
        int[] left = {2};
        new MailboxSync(provider.connector(), reader::read, ledger).run(TroubledProvider.ANNA, () -> left[0]-- > 0);
    }

    private void nothingIsLostOrTwice() {
        List<String> stored = ledger.names(provider.prefix());
        List<String> there = provider.there();
        List<String> lost = new ArrayList<>(there);
        stored.forEach(lost::remove);
        List<String> tooMany = new ArrayList<>(stored);
        there.forEach(tooMany::remove);
        assertThat(lost).as("lost").isEmpty();
        assertThat(tooMany).as("twice, or gone and still stored").isEmpty();
        assertThat(there).as("what there is to lose").hasSizeGreaterThan(provider.history() / 2);
    }

    /** The ledger's equation: what the provider counts on a day has an outcome on that day, each copy one. */
    private void nothingIsLeftOver() {
        Map<LocalDate, Integer> counted = provider.counted();
        assertThat(ledger.accounted(provider.prefix())).as("accounted for, day by day").isEqualTo(counted);
        assertThat(counted).as("days").hasSizeGreaterThan(1);
    }

    private void whatThisDayIsAbout() {
        switch (day) {
            case CONSENT_WITHDRAWN -> assertThat(failures).isNotEmpty()
                    .hasOnlyElementsOfType(MailboxFailure.SignInAgain.class);
            case LOST_PUSHES -> {
                assertThat(provider.called()).as("calls while they were lost").isZero();
                provider.arrives("heard again");
                assertThat(provider.called()).as("calls once they are not").isPositive();
            }
            case DOUBLED_PUSHES -> assertThat(provider.called()).as("calls").isPositive();
            // A clock that is hours wrong must not make pauses last for hours.
            case CLOCK_AHEAD, CLOCK_BEHIND -> assertThat(waited).isLessThan(Duration.ofHours(1));
            case REORDERED_PAGES, EMPTY_PAGES, IDS_CHANGE_ON_A_MOVE -> assertThat(failures)
                    .as("failures a schedule would have to wait after").isEmpty();
            default -> assertThat(failures).hasOnlyElementsOfTypes(MailboxFailure.TryLater.class,
                    MailboxFailure.StartOver.class);
        }
    }
}
