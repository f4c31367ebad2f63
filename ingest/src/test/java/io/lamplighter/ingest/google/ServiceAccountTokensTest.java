// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.SetClock;
import io.lamplighter.ingest.mailbox.MailboxFailure;
import io.lamplighter.ingest.sync.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ServiceAccountTokensTest {

    private static final MailboxId ANNA = new MailboxId(1);
    private static final Set<String> ALL = Set.of(GoogleAccount.MAIL_SCOPE, GoogleAccount.CALENDAR_SCOPE,
            GoogleAccount.TRANSCRIPTS_SCOPE);

    private final SetClock clock = new SetClock(Instant.parse("2026-11-02T09:00:00Z"));
    private final GoogleSimulator google = new GoogleSimulator(clock);
    private final GoogleUser anna = google.user("anna@seller.example");
    private GoogleAccount account = google.accountOf(anna);

    @AfterEach
    void stop() {
        google.close();
    }

    private ServiceAccountTokens tokens(Set<String> authorised) {
        return tokens(google.serviceAccount(authorised));
    }

    private ServiceAccountTokens tokens(byte[] key) {
        return new ServiceAccountTokens(key, id -> account,
                Set.of("anna@seller.example", "gone@seller.example")::contains,
                google.tokenServer());
    }

    private Outcome read(ServiceAccountTokens tokens, Bookkeeping ledger) {
        return new Schedule(new GoogleConnector(id -> account, tokens, clock), ledger, clock).runs();
    }

    @Test
    void opensAMailboxOfTheDomain() {
        anna.receives("one");
        Bookkeeping ledger = new Bookkeeping();

        assertThat(read(tokens(ALL), ledger)).isInstanceOf(Outcome.UpToDate.class);
        assertThat(ledger.stored("mail/")).hasSize(1);
    }

    @Test
    void opensNoMailboxThatIsNotOnTheList() {
        account = google.accountOf(google.user("boss@seller.example"));

        assertThatExceptionOfType(MailboxFailure.ChangeSettings.class).isThrownBy(() -> tokens(ALL).current(ANNA))
                .withMessage(
                        "The service account may open only the mailboxes on its list, and boss@seller.example is not on"
                                + " it. Add the address to the list.");
        account = new GoogleAccount("me", List.of(), Instant.EPOCH, false, false, account.hosts());
        assertThatExceptionOfType(MailboxFailure.ChangeSettings.class).isThrownBy(() -> tokens(ALL).current(ANNA))
                .withMessageContaining("Enter the address");
    }

    @Test
    void saysWhichScopesAreToBeAuthorised() {
        assertThatExceptionOfType(MailboxFailure.LetInAgain.class).isThrownBy(() -> tokens(Set.of()).current(ANNA))
                .withMessage(
                        "The Workspace domain of anna@seller.example does not let the service account act for its users."
                                + " In the Admin console (Security > API controls > Domain-wide delegation) authorise client"
                                + " 112233445566778899 for exactly https://www.googleapis.com/auth/calendar.events.readonly,"
                                + " https://www.googleapis.com/auth/gmail.readonly,"
                                + " https://www.googleapis.com/auth/meetings.space.readonly.");
    }

    @Test
    void readsMailWhereOnlyMailWasAuthorised() {
        anna.receives("one");
        Bookkeeping ledger = new Bookkeeping();

        Outcome outcome = read(tokens(Set.of(GoogleAccount.MAIL_SCOPE)), ledger);

        assertThat(ledger.stored("mail/")).hasSize(1);
        assertThat(outcome).isInstanceOfSatisfying(Outcome.UpToDate.class,
                done -> assertThat(done.notices()).hasSize(2));
    }

    @Test
    void asksForNothingThatTheAccountDoesNotRead() {
        account = google.mailOf(anna);

        assertThat(tokens(Set.of(GoogleAccount.MAIL_SCOPE)).current(ANNA)).startsWith("ya29.");
    }

    @Test
    void keepsATokenUntilItIsRefused() {
        ServiceAccountTokens tokens = tokens(ALL);
        String first = tokens.current(ANNA);

        assertThat(tokens.current(ANNA)).isEqualTo(first);
        tokens.refused(ANNA, first);
        assertThat(tokens.current(ANNA)).isNotEqualTo(first);
    }

    @Test
    void aSuspendedUserMustBeRestored() {
        ServiceAccountTokens tokens = tokens(ALL);
        google.suspends(anna);

        assertThatExceptionOfType(MailboxFailure.SignInAgain.class).isThrownBy(() -> tokens.current(ANNA))
                .withMessage(
                        "Google opens no mailbox of anna@seller.example: the user is suspended or deleted. Restore the"
                                + " user, or remove the mailbox here.");
    }

    @Test
    void aUserWhoIsNotThereIsATypingError() {
        account = new GoogleAccount("gone@seller.example", List.of(), Instant.EPOCH, false, false, account.hosts());

        assertThatExceptionOfType(MailboxFailure.ChangeSettings.class).isThrownBy(() -> tokens(ALL).current(ANNA))
                .withMessage("There is no user gone@seller.example in the Workspace domain. Check the address.");
    }

    @Test
    void aKeyThatWasReplacedMustBeEnteredAgain() {
        byte[] old = google.serviceAccount(ALL);
        google.serviceAccount(ALL);

        assertThatExceptionOfType(MailboxFailure.LetInAgain.class).isThrownBy(() -> tokens(old).current(ANNA))
                .withMessageStartingWith("The key of the service account is no longer valid.");
    }

    @Test
    void aServiceAccountThatIsGoneIsNoUserWhoIsSuspended() {
        byte[] gone = new String(google.serviceAccount(ALL), StandardCharsets.UTF_8)
                .replace("lamplighter@lamplighter-test", "deleted@lamplighter-test").getBytes(StandardCharsets.UTF_8);

        assertThatExceptionOfType(MailboxFailure.LetInAgain.class).isThrownBy(() -> tokens(gone).current(ANNA))
                .withMessageStartingWith("Google does not know the service account any more.");
    }

    @Test
    void whatIsNoKeyIsSaidWithoutQuotingIt() {
        assertThatExceptionOfType(MailboxFailure.ChangeSettings.class)
                .isThrownBy(() -> tokens(
                        "{\"type\":\"authorized_user\",\"secret\":\"s3cr3t\"}".getBytes(StandardCharsets.UTF_8)))
                .withMessageStartingWith("This is not the key of a service account.").withMessageNotContaining("s3cr3t")
                .withNoCause();
    }

    @Test
    void theTokenServerOfTheKeyFileIsNotBelieved() {
        String key = new String(google.serviceAccount(ALL), StandardCharsets.UTF_8).replace(
                google.tokenServer().toString(),
                "http://evil.example/token");

        assertThat(tokens(key.getBytes(StandardCharsets.UTF_8)).current(ANNA)).startsWith("ya29.");
    }
}
