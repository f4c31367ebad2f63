// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.addin.board.MailboxView;
import io.lamplighter.addin.board.Words;
import io.lamplighter.crm.UserId;
import io.lamplighter.crm.ledger.CaptureLag;
import io.lamplighter.crm.mailbox.Attempts;
import io.lamplighter.crm.mailbox.MailboxState;
import io.lamplighter.ingest.MailboxId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HealthWordsTest {

    private static final Instant NOW = Instant.parse("2026-11-19T08:42:00Z");
    private static final Words WORDS = new Words(Locale.ENGLISH, ZoneOffset.UTC);

    private final HealthWords words = new HealthWords(WORDS,
            new HealthWords.Pace(Duration.ofMinutes(1), Duration.ofMinutes(10), true), NOW);
    private final HealthWords unreachable = new HealthWords(WORDS,
            new HealthWords.Pace(Duration.ofMinutes(1), Duration.ofMinutes(10), false), NOW);

    @Test
    void pushThatWorksSaysUntilWhenAndWhenItWasHeard() {
        assertThat(words.push(mailbox("graph"), push(promised(5, true))))
                .isEqualTo(new MailboxView.Fact("Push", "Works, promised until 24 Nov, 08:42",
                        "Heard of last 3 minutes ago. It is renewed before that."));
        assertThat(words.push(mailbox("imap"), push(new PushStates.State(Optional.empty(), false, Optional.empty(),
                Optional.empty(), "", Optional.of(NOW.plusSeconds(20)), true))))
                .isEqualTo(new MailboxView.Fact("Push", "Works: the server tells at once (IDLE)",
                        "Nothing heard yet. It is asked every 10 minutes all the same, in case a word gets lost."));
    }

    @Test
    void pushThatDoesNotWorkSaysSinceWhenWhyAndWhatFollows() {
        assertThat(words.push(mailbox("graph"), push(promised(-1, true)))).satisfies(fact -> {
            assertThat(fact.value()).isEqualTo("Lost since 18 Nov, 08:42");
            assertThat(fact.meaning()).contains("New mail is found when the mailbox is asked, every minute.",
                    "Heard of last 3 minutes ago.");
        });
        assertThat(unreachable.push(mailbox("graph"), push(PushStates.State.NONE)).meaning())
                .startsWith("Providers cannot call this installation: it has no public address with https.");
        assertThat(words.push(mailbox("graph"), push(new PushStates.State(Optional.empty(), false, Optional.empty(),
                Optional.of(NOW.minusSeconds(120)), "Microsoft refused.", Optional.empty(), false))).meaning())
                .startsWith("Microsoft refused. Asked 2 minutes ago. New mail is found");
        assertThat(words.push(mailbox("google"), push(promised(5, false)))).satisfies(fact -> {
            assertThat(fact.value()).isEqualTo("For the calendar only");
            assertThat(fact.meaning()).startsWith("Gmail calls by way of Pub/Sub, which is not set up.");
        });
    }

    @Test
    void theNextAttemptSaysWhyItIsThen() {
        assertThat(words.next(mailbox("graph"), next(45, Attempts.Attempt.NONE)))
                .isEqualTo(new MailboxView.Fact("Next attempt", "08:42", "Asked every minute."));
        assertThat(words.next(mailbox("graph"), next(600, Attempts.Attempt.NONE)).meaning())
                .isEqualTo("Rarely, because the server tells what happens.");
        assertThat(words.next(mailbox("graph"), next(300, new Attempts.Attempt(3, Duration.ofSeconds(300)))))
                .isEqualTo(new MailboxView.Fact("Next attempt", "08:47",
                        "3 attempts in vain. The provider asked us to wait 5 minutes."));
        assertThat(words.next(mailbox("graph"), next(40, new Attempts.Attempt(1, Duration.ZERO))).meaning())
                .isEqualTo("1 attempt in vain. The wait doubles with each.");
    }

    @Test
    void theBacklogIsWhatIsKnownAndNotReadYet() {
        assertThat(words.backlog(mailbox("graph"), push(PushStates.State.NONE)).value()).isEqualTo("Nothing waits");
        assertThat(words.backlog(mailbox("graph"), new MailboxHealth.Health(Optional.empty(), 12, Optional.empty(),
                Attempts.Attempt.NONE, Optional.empty(), PushStates.State.NONE, Optional.empty())).value())
                .isEqualTo("12 messages wait to be read again");
    }

    @Test
    void theDelayIsTypicalAndAlmostWorst() {
        MailboxHealth.Health known = new MailboxHealth.Health(
                Optional.of(new CaptureLag.Lag(Duration.ofSeconds(6), Duration.ofSeconds(240))), 0, Optional.empty(),
                Attempts.Attempt.NONE, Optional.empty(), PushStates.State.NONE, Optional.empty());

        assertThat(words.delay(known)).isEqualTo(new MailboxView.Delay("6 s", "95 % within 4 min"));
        assertThat(words.delay(MailboxHealth.Health.UNKNOWN).typical()).isEqualTo("–");
    }

    private static PushStates.State promised(int days, boolean mail) {
        return new PushStates.State(Optional.of(NOW.plus(Duration.ofDays(days))), mail,
                Optional.of(NOW.minusSeconds(180)), Optional.empty(), "", Optional.empty(), false);
    }

    private static MailboxHealth.Health push(PushStates.State push) {
        return new MailboxHealth.Health(Optional.empty(), 0, Optional.empty(), Attempts.Attempt.NONE, Optional.empty(),
                push, Optional.empty());
    }

    private static MailboxHealth.Health next(int seconds, Attempts.Attempt attempt) {
        return new MailboxHealth.Health(Optional.empty(), 0, Optional.empty(), attempt,
                Optional.of(new Executions.Next(NOW.plusSeconds(seconds), false, 0)), PushStates.State.NONE,
                Optional.empty());
    }

    private static MailboxState mailbox(String connector) {
        return new MailboxState(new MailboxId(1), new UserId(1), "Anna Reyes", connector, "a@f.example", false,
                Optional.of(NOW), Optional.of(NOW.minusSeconds(38)), Optional.empty(), "", false, Optional.of(NOW),
                List.of(), Optional.of(NOW), Optional.of(NOW), 10, 0);
    }
}
