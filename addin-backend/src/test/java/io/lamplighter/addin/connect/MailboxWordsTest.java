// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.addin.board.MailboxView;
import io.lamplighter.addin.board.Quarantine;
import io.lamplighter.addin.board.Words;
import io.lamplighter.crm.UserId;
import io.lamplighter.crm.ledger.CaptureLag;
import io.lamplighter.crm.ledger.Comparisons;
import io.lamplighter.crm.ledger.LedgerBook;
import io.lamplighter.crm.mailbox.Attempts;
import io.lamplighter.crm.mailbox.MailboxState;
import io.lamplighter.crm.mailbox.Standing;
import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.SourceId;
import io.lamplighter.ingest.imap.SignIn;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MailboxWordsTest {

    private static final Instant NOW = Instant.parse("2026-11-19T08:42:00Z");
    private static final Words WORDS = new Words(Locale.ENGLISH, ZoneOffset.UTC);
    private static final HealthWords.Pace PACE = new HealthWords.Pace(Duration.ofMinutes(1), Duration.ofMinutes(10),
            true);
    private static final MailboxHealth.Health NONE = MailboxHealth.Health.UNKNOWN;

    private final MailboxWords words = new MailboxWords(WORDS, PACE, NOW);

    private final MailboxState fine = mailbox("Anna Reyes", false, Optional.empty(), "", false, 10, 0, true);
    private final MailboxState stopped = mailbox("Idris Vale", false, Optional.of(NOW.minusSeconds(7200)),
            "mail.example answered “authentication failed”.", true, 10, 0, true);
    private final MailboxState retrying = mailbox("Tom Okafor", false, Optional.of(NOW.minusSeconds(600)),
            "mail.example does not answer.", false, 10, 0, true);
    private final MailboxState paused = mailbox("Marta Lindqvist", true, Optional.empty(), "", false, 10, 0, true);
    private final MailboxState importing = mailbox("Priya Nair", false, Optional.empty(), "", false, 640, 360, false);

    @Test
    void thoseThatNeedSomebodyComeFirst() {
        assertThat(Stream.of(paused, fine, importing, retrying, stopped).map(mailbox -> NONE.standing(mailbox, NOW))
                .sorted()).containsExactly(Standing.NEEDS_SIGN_IN, Standing.FAILING, Standing.IMPORTING,
                        Standing.READING, Standing.PAUSED);
    }

    @Test
    void oneOfWhichMailIsMissingIsNotHealthy() {
        MailboxState lacking = mailbox("Tom Okafor", false, Optional.empty(), "", false, 10, 0, true);
        MailboxView.Health health = words.view(lacking, lacking(2, "2026-11-18"), 71, 0).health();

        assertThat(health.kind()).isEqualTo("missing");
        assertThat(health.icon()).isEqualTo("again");
        assertThat(health.state()).isEqualTo("2 missing, 18 Nov is being read again");
        assertThat(health.detail()).isEqualTo("The count did not add up. What is missing is asked for every hour,"
                + " next at 09:30; news is read meanwhile.");
        assertThat(words.view(lacking, lacking(5, "2026-11-18", "2026-11-02"), 71, 0).health().state())
                .isEqualTo("5 missing, two days are being read again");
        assertThat(lacking(2, "2026-11-18").standing(lacking, NOW)).isEqualTo(Standing.MISSING)
                .isGreaterThan(Standing.FAILING).isLessThan(Standing.DELAYED);
        assertThat(StandingWords.says(Map.of(Standing.READING, 1L, Standing.MISSING, 1L), 0)).isEqualTo(
                "Both are being read. One is being read a second time because its count did not add up.");
    }

    @Test
    void oneThatCannotBeReadSaysWhatWasMissingBefore() {
        assertThat(words.view(retrying, lacking(2, "2026-11-18"), 7, 0).health().kind()).isEqualTo("slow");
        assertThat(words.view(retrying, lacking(1, "2026-11-18"), 7, 0).health().detail())
                .endsWith("1 message was missing when it was compared last.");
    }

    @Test
    void oneThatNobodyComparedForDaysSaysSo() {
        MailboxHealth.Health old = compared(new Comparisons.Sum(1204, 400, 2, 30,
                NOW.minus(Duration.ofHours(73))));
        MailboxView.Health health = words.view(fine, old, 7, 0).health();

        assertThat(health.kind()).isEqualTo("unproven");
        assertThat(health.state()).isEqualTo("Not compared for 3 days");
        assertThat(health.detail()).endsWith("has not been compared with since 16 Nov, 07:42.");
        assertThat(old.standing(fine, NOW)).isEqualTo(Standing.UNPROVEN);
        assertThat(StandingWords.says(Map.of(Standing.UNPROVEN, 1L), 0))
                .isEqualTo("It is being read. One has not been compared with its server for days.");
        assertThat(words.view(paused, old, 7, 0).health().state()).isEqualTo("Paused");
        assertThat(words.view(fine, compared(new Comparisons.Sum(1204, 400, 2, 30,
                NOW.minus(Duration.ofHours(47)))), 7, 0).health().kind()).isEqualTo("ok");
    }

    @Test
    void eachSaysHowItIsAndWhatToDo() {
        MailboxView.Health stop = words.view(stopped, NONE, 7, 2).health();

        assertThat(stop.state()).isEqualTo("Needs sign-in again");
        assertThat(stop.detail()).isEqualTo(
                "Since 19 Nov, 06:42. mail.example answered “authentication failed”. Two deals are blind until then.");
        assertThat(words.view(retrying, NONE, 7, 0).health().state()).isEqualTo("Cannot be read");
        assertThat(words.view(retrying, NONE, 7, 0).health().detail()).endsWith("It is tried again at 08:43.");
        assertThat(words.view(fine, NONE, 7, 0).health().state()).isEqualTo("Read every minute");
        assertThat(words.view(importing, NONE, 7, 0).health().state()).isEqualTo("Reading history, 64 %");
        assertThat(words.view(paused, NONE, 7, 0).control()).isEqualTo("resume");
    }

    @Test
    void aProviderThatWantsAPauseMakesNobodyBlind() {
        MailboxState slowed = resting("google", Optional.of(NOW.minusSeconds(2)), true);
        assertThat(words.view(slowed, lacking(2, "2026-11-18"), 7, 0).health().kind()).isEqualTo("missing");

        MailboxView view = words.view(slowed, NONE, 7, 0);

        assertThat(view.health().state()).isEqualTo("Slowed down by Google until 08:43");
        assertThat(view.health().detail()).endsWith("Nothing is lost; mail shows up later.");
        assertThat(view.seen().today()).isEqualTo("7 today");
        assertThat(says(fine, slowed)).isEqualTo("Both are being read.");
    }

    @Test
    void aLargeMailboxThatUsesUpItsAllowanceIsReadAndSaysSo() {
        MailboxView view = words.view(resting("graph", Optional.empty(), false), NONE, 7, 0);

        assertThat(view.health().state()).isEqualTo("Reading history, 64 %");
        assertThat(view.health().detail())
                .isEqualTo("As much was read as Microsoft allows for now; it goes on at 08:43.");
        assertThat(view.progress()).isNotNull();
    }

    @Test
    void aFailureThatIsOverInAMinuteIsNoReasonToDoubtASilence() {
        MailboxState moment = mailbox("Tom Okafor", false, Optional.of(NOW.minusSeconds(60)), "It does not answer.",
                false, 10, 0, true);

        assertThat(words.view(moment, NONE, 7, 0).health().state()).isEqualTo("Could not be read a moment ago");
        assertThat(moment.blindSince()).isEmpty();
        assertThat(retrying.blindSince()).isPresent();
        assertThat(stopped.blindSince()).isPresent();
    }

    @Test
    void whatTheServerHasSeenIsNotKnownWhileItCannotBeAsked() {
        assertThat(words.view(stopped, NONE, 7, 0).seen().today()).isEqualTo("not known");
        assertThat(words.view(fine, NONE, 7, 0).seen())
                .isEqualTo(new MailboxView.Seen("7 today", "not compared yet", false, ""));
    }

    @Test
    void missingIsWhatTheLastComparisonFoundAndSaysWhenThatWas() {
        MailboxView.Seen seen = words.view(fine, lacking(2, "2026-11-18"), 71, 0).seen();

        assertThat(seen)
                .isEqualTo(new MailboxView.Seen("71 today", "2 missing", true, "30 days, compared 2 hours ago"));
    }

    @Test
    void theHeadCountsThem() {
        assertThat(says(fine, stopped, paused))
                .isEqualTo("One of three is being read. One needs its owner to sign in again. One is paused.");
        assertThat(says(fine, importing)).isEqualTo("Both are being read.");
        assertThat(says()).isEqualTo("No mailbox is connected.");
    }

    @Test
    void whatAnOrganisationNoLongerAllowsIsNotAskedOfTheOwner() {
        MailboxState stopped = mailbox("Dana", false, Optional.of(NOW.minusSeconds(60)), "It was withdrawn.", true, 0,
                0,
                true);

        assertThat(words.view(stopped, readBy(false), 0, 0).health().state())
                .isEqualTo("Needs its organisation’s consent again");
        assertThat(words.view(stopped, readBy(true), 0, 0).health().state())
                .isEqualTo("Needs another key of its organisation");
        assertThat(words.view(stopped, readBy(true), 0, 0).facts()).anySatisfy(fact -> assertThat(fact.value())
                .isEqualTo("None until Fernbeck GmbH lets us in again"));
        assertThat(StandingWords.says(Map.of(Standing.NEEDS_SIGN_IN, 2L), 2))
                .isEqualTo("None of two is being read. Two need their organisation to let us in again.");
        assertThat(StandingWords.says(Map.of(Standing.NEEDS_SIGN_IN, 3L, Standing.READING, 1L), 1)).isEqualTo(
                "One of four is being read. Two need their owners to sign in again."
                        + " One needs its organisation to let us in again.");
    }

    private static MailboxHealth.Health readBy(boolean key) {
        MailboxHealth.Health none = MailboxHealth.Health.UNKNOWN;
        return new MailboxHealth.Health(none.lag(), 0, none.compared(), none.attempt(), none.next(), none.push(),
                Optional.of(new ReadBy(3, "Fernbeck GmbH", key)));
    }

    private static String says(MailboxState... mailboxes) {
        return StandingWords.says(Stream.of(mailboxes).collect(
                Collectors.groupingBy(mailbox -> NONE.standing(mailbox, NOW), Collectors.counting())), 0);
    }

    @Test
    void whatIsHeldSaysWhereItLiesAndHowOftenItWasTried() {
        LedgerBook.Quarantined held = new LedgerBook.Quarantined(9, new MailboxId(1), "tom@f.example",
                new SourceId("Archive/2026/1700000000/42"), "a part ends before its boundary",
                "part 2 of 3, byte 48,113", 214_321, NOW.minusSeconds(5400), NOW.minusSeconds(5400), 2,
                NOW.minusSeconds(60), Optional.of(NOW.plusSeconds(5700)));

        Quarantine quarantine = new QuarantineWords(WORDS, NOW).quarantine(List.of(held, held, held), 2, 41);

        assertThat(quarantine.title()).isEqualTo("Quarantine, 41 mails");
        assertThat(quarantine.held()).hasSize(2).first().isEqualTo(new Quarantine.Held("9",
                "A part ends before its boundary", "tom@f.example, Archive/2026", "Today, 07:12, 214 kB",
                "Part 2 of 3, byte 48,113", "Twice, last 1 minute ago, again at 10:17"));
        assertThat(quarantine.more()).isNotNull().extracting(more -> more.href())
                .isEqualTo("/mailboxes/quarantine?before=9");
    }

    @Test
    void everyFieldOfTheFormThatCannotWorkIsNamed() {
        Predicate<String> owners = "anna@f.example"::equals;
        ConnectRequest wrong = new ConnectRequest("x", "anna", "https://mail.example/", "70000", "ssl", " ", "");
        ConnectRequest right = new ConnectRequest("anna@f.example", "anna@f.example", "mail.example", "993", "tls",
                "anna", " pass word ");

        assertThat(wrong.problems(owners, true)).containsOnlyKeys("owner", "address", "host", "port", "security",
                "username", "password");
        assertThat(right.problems(owners, true)).isEmpty();
        assertThat(right.account().signIn()).isEqualTo(new SignIn.Password(" pass word "));
        assertThat(right.toString()).doesNotContain("pass word");
    }

    private static MailboxHealth.Health lacking(long missing, String... days) {
        return compared(new Comparisons.Sum(1204, 400, 2, missing, 30, NOW.minusSeconds(7200),
                Stream.of(days).map(LocalDate::parse).toList(), Optional.of(NOW.plusSeconds(2880))));
    }

    private static MailboxHealth.Health compared(Comparisons.Sum sum) {
        return new MailboxHealth.Health(
                Optional.of(new CaptureLag.Lag(Duration.ofSeconds(6), Duration.ofSeconds(24))), 0, Optional.of(sum),
                Attempts.Attempt.NONE, Optional.of(new Executions.Next(NOW.plusSeconds(45), false, 0)),
                PushStates.State.NONE, Optional.empty());
    }

    private static MailboxState resting(String connector, Optional<Instant> failing, boolean complete) {
        return new MailboxState(new MailboxId(1), new UserId(1), "Priya Nair", connector, "p@f.example", false,
                Optional.of(NOW), Optional.of(NOW.minusSeconds(38)), failing, failing.isPresent() ? "Too many." : "",
                false, Optional.of(NOW.plusSeconds(60)), List.of(), Optional.of(NOW),
                complete ? Optional.of(NOW) : Optional.empty(), 640, 360, false, Optional.of(NOW.plusSeconds(60)));
    }

    private static MailboxState mailbox(String owner, boolean paused, Optional<Instant> failing, String failure,
            boolean needsSignIn, long read, long remaining, boolean complete) {
        return new MailboxState(new MailboxId(1), new UserId(1), owner, "imap", "a@f.example", paused,
                Optional.of(NOW), Optional.of(NOW.minusSeconds(38)), failing, failure, needsSignIn,
                needsSignIn ? Optional.empty() : Optional.of(NOW.plusSeconds(60)), List.of(), Optional.of(NOW),
                complete ? Optional.of(NOW) : Optional.empty(), read, remaining);
    }
}
