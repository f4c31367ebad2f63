// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lamplighter.ingest.Cursor;
import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.SetClock;
import io.lamplighter.ingest.mailbox.MailboxFailure;
import io.lamplighter.ingest.mailbox.MailboxFailure.ChangeSettings;
import io.lamplighter.ingest.mailbox.MailboxFailure.SignInAgain;
import io.lamplighter.ingest.mailbox.MailboxFailure.StartOver;
import io.lamplighter.ingest.mailbox.MailboxFailure.TryLater;
import io.lamplighter.ingest.mailbox.MailboxSession;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way Google says no, and what the person reads who has to act. */
class GoogleFailuresTest {

    private static final MailboxId ANNA = new MailboxId(1);
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

    private MailboxFailure failure() {
        return failure(Cursor.start("google"));
    }

    private MailboxFailure failure(Cursor cursor) {
        try (MailboxSession session = connector.open(ANNA)) {
            return Objects.requireNonNull(
                    catchThrowableOfType(MailboxFailure.class, () -> session.changesAfter(cursor)));
        }
    }

    static List<Arguments> answers() {
        return List.of(
                Arguments.of(Answer.error(401, "authError", "Invalid Credentials"), SignInAgain.class,
                        "Gmail no longer accepts the service account for anna@seller.example: its key was deleted, or the"
                                + " domain no longer lets it act for its users. An administrator renews that under Mailboxes,"
                                + " Connect a whole organisation."),
                Arguments.of(Answer.error(400, "failedPrecondition", "Mail service not enabled"), ChangeSettings.class,
                        "Gmail is switched off for anna@seller.example. Switch it on in the Admin console (Apps > Google"
                                + " Workspace > Gmail), or remove the mailbox here."),
                Arguments.of(Answer.error(403, "insufficientPermissions", "Insufficient Permission"),
                        ChangeSettings.class,
                        "What the domain lets the service account do for anna@seller.example does not include mail. In the"
                                + " Admin console (Security > API controls > Domain-wide delegation) authorise it for"
                                + " gmail.readonly, too."),
                Arguments.of(
                        Answer.rpcError(403, "PERMISSION_DENIED", "ACCESS_TOKEN_SCOPE_INSUFFICIENT", "Request had"),
                        ChangeSettings.class,
                        "What the domain lets the service account do for anna@seller.example does not include mail. In the"
                                + " Admin console (Security > API controls > Domain-wide delegation) authorise it for"
                                + " gmail.readonly, too."),
                Arguments.of(Answer.error(403, "accessNotConfigured", "Gmail API has not been used"),
                        ChangeSettings.class,
                        "The Gmail API is not enabled in the Google Cloud project. Enable it in the console (APIs & Services"
                                + " > Library)."),
                Arguments.of(Answer.error(403, "domainPolicy", "The domain administrators have disabled Gmail apps."),
                        ChangeSettings.class,
                        "The administrator of anna@seller.example does not allow programs to read mail. Allow this one in the"
                                + " Admin console (Security > API controls)."),
                Arguments.of(Answer.error(403, "forbidden", "Delegation denied for bela@seller.example"),
                        ChangeSettings.class,
                        "The consent is somebody else's, who may not read anna@seller.example. Sign in as the owner of the"
                                + " mailbox."),
                Arguments.of(Answer.error(403, "forbidden", "Something new"), ChangeSettings.class,
                        "Gmail forbids reading mail of anna@seller.example. Check in the Admin console that the service is on"
                                + " for this user and that this program is allowed."),
                Arguments.of(Answer.error(404, "notFound", "Not Found"), ChangeSettings.class,
                        "Gmail knows no account of anna@seller.example. Check the address; the account may have been deleted."),
                Arguments.of(Answer.error(403, "dailyLimitExceeded", "Daily Limit Exceeded"), TryLater.class,
                        "The project's daily quota of the Gmail API is used up. Ask for more in the Google Cloud console (IAM >"
                                + " Quotas)."),
                Arguments.of(Answer.error(429, "rateLimitExceeded", "Too many"), TryLater.class,
                        "Gmail wants a pause: its limit of requests is reached."),
                Arguments.of(Answer.html(429), TryLater.class,
                        "Gmail wants a pause: its limit of requests is reached."),
                Arguments.of(Answer.html(502), TryLater.class, "Gmail is out of order (status 502)."),
                Arguments.of(Answer.error(418, "teapot", "short and stout"), TryLater.class,
                        "Gmail refused a request (status 418)."),
                Arguments.of(Answer.html(200), TryLater.class,
                        "Gmail broke off its answer, or gave one that cannot be read."),
                Arguments.of(new Answer(200, Map.of(), "", Duration.ZERO, false), TryLater.class,
                        "Gmail broke off its answer, or gave one that cannot be read."),
                Arguments.of(Answer.connectionReset(), TryLater.class,
                        "Gmail broke off its answer, or gave one that cannot be read."));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void eachAnswerSaysWhatToDo(Answer answer, Class<? extends MailboxFailure> next, String words) {
        google.plays(FaultScripts.always(answer));

        MailboxFailure failure = failure();

        assertThat(failure).isExactlyInstanceOf(next).hasMessage(words);
    }

    @Test
    void aDateToComeBackAtIsUnderstoodToo() {
        google.plays(FaultScripts.always(Answer.error(429, "rateLimitExceeded", "Too many").with("Retry-After",
                "Mon, 02 Nov 2026 09:01:30 GMT")));

        assertThat(((TryLater) failure()).after()).isEqualTo(Duration.ofSeconds(90));
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "-5", "99999999999999999999", ""})
    void aTimeThatIsNoneMeansNoTime(String header) {
        google.plays(
                FaultScripts.always(Answer.error(429, "rateLimitExceeded", "Too many").with("Retry-After", header)));

        assertThat(((TryLater) failure()).after()).isZero();
    }

    @Test
    void aServerThatIsNotThereMayComeBack() {
        account = new GoogleAccount("me", List.of(), Instant.EPOCH, false, false,
                GoogleHosts.at(URI.create("http://no-such-host.invalid/")));

        assertThat(failure()).isInstanceOf(TryLater.class)
                .hasMessage("Gmail cannot be found from here. Is this machine connected?");
    }

    @Test
    void theTokenTravelsToNoOtherHost() {
        google.plays(FaultScripts.always(new Answer(302, Map.of("Location", google.url() + "elsewhere"), "",
                Duration.ZERO, false)));

        failure();

        assertThat(google.requests()).noneMatch(r -> r.path().contains("elsewhere"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "mail", "mail 1 0 0 DONE 0  1 1",
            "mail -5 0 0 DONE 0  1 1\nevents DONE  0\ntranscripts 0 ",
            "mail 5 0 0 DONE 0  1 1\nevents DONE http://evil.example/ 0\ntranscripts 0 ",
            "mail 5 0 0 NEVER 0  1 1\nevents DONE  0\ntranscripts 0 ",
            "mail 36893488147419103232 0 0 DONE 0  1 1\nevents DONE  0\ntranscripts 0 "})
    void aCursorThatWasTamperedWithStartsOver(String token) {
        assertThat(failure(new Cursor("google", 1, token))).isInstanceOf(StartOver.class);
    }

    @Test
    void aCursorOfAnotherVersionStartsOver() {
        assertThatExceptionOfType(StartOver.class).isThrownBy(() -> {
            throw failure(new Cursor("google", 99, "whatever"));
        });
    }

    @Test
    void aCursorOfAnotherMailboxIsNotTrusted() {
        anna.receives("one");
        Cursor fromTheFuture = new Cursor("google", 1,
                "mail 18446744073709551615 0 0 DONE 0  1 1\nevents DONE  0\ntranscripts 0 ");

        try (MailboxSession session = connector.open(ANNA)) {
            assertThat(session.changesAfter(fromTheFuture).changes()).hasSize(1);
        }
    }

    @Test
    void aListingThatIsNoLongerChosenIsNotReadOn() {
        anna.receives("one");
        Cursor beyond = new Cursor("google", 1, "mail 5 0 0 READING 9  1 1\nevents DONE  0\ntranscripts 0 ");

        try (MailboxSession session = connector.open(ANNA)) {
            assertThat(session.changesAfter(beyond).changes()).hasSize(1);
        }
    }

    @Test
    void noSentenceHoldsATokenOrContent() {
        anna.receives("Confidential");
        for (Arguments one : answers()) {
            google.plays(FaultScripts.always((Answer) Objects.requireNonNull(one.get()[0])));
            assertThat(failure().advice()).doesNotContain("ya29").doesNotContain("Confidential");
        }
    }
}
