// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lamplighter.ingest.Cursor;
import io.lamplighter.ingest.mailbox.MailboxFailure;
import io.lamplighter.ingest.mailbox.MailboxSession;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Microsoft's refusals mean, in words, and where our token never goes. */
class GraphSafetyTest {

    private final GraphTenant tenant = new GraphTenant();

    @AfterEach
    void stop() {
        tenant.close();
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of(401, "InvalidAuthenticationToken", MailboxFailure.SignInAgain.class,
                        "Microsoft no longer accepts our access to anna@seller.example: the organisation withdrew its consent,"
                                + " or blocks this application. An administrator renews it under Mailboxes, Connect a whole"
                                + " organisation."),
                Arguments.of(403, "ErrorAccessDenied", MailboxFailure.ChangeSettings.class,
                        "The app may not read anna@seller.example. An administrator has to grant it Mail.Read, and an"
                                + " application access policy or a management scope in Exchange has to include this mailbox."),
                Arguments.of(404, "MailboxNotEnabledForRESTAPI", MailboxFailure.ChangeSettings.class,
                        "anna@seller.example has no mailbox in Exchange Online: it is inactive, without a licence, or on a"
                                + " server of your own. Give it a licence, or connect it over IMAP."),
                Arguments.of(404, "ResourceNotFound", MailboxFailure.ChangeSettings.class,
                        "Microsoft knows no user anna@seller.example. The account was deleted or renamed: choose the user"
                                + " again."),
                Arguments.of(404, "Request_ResourceNotFound", MailboxFailure.ChangeSettings.class,
                        "Microsoft knows no user anna@seller.example. The account was deleted or renamed: choose the user"
                                + " again."),
                Arguments.of(400, "BadRequest", MailboxFailure.ChangeSettings.class,
                        "Microsoft did not accept a request for anna@seller.example (400 badrequest). Please report this."),
                Arguments.of(429, "TooManyRequests", MailboxFailure.TryLater.class,
                        "Microsoft asked us to slow down with anna@seller.example."),
                Arguments.of(403, "ApplicationThrottled", MailboxFailure.TryLater.class,
                        "Microsoft asked us to slow down with anna@seller.example."),
                Arguments.of(503, "ServiceUnavailable", MailboxFailure.TryLater.class,
                        "Microsoft has trouble of its own (503 serviceunavailable)."),
                Arguments.of(500, "InternalServerError", MailboxFailure.TryLater.class,
                        "Microsoft has trouble of its own (500 internalservererror)."),
                Arguments.of(302, "", MailboxFailure.TryLater.class,
                        "127.0.0.1 answered something else than was asked for: cut off, or from a proxy in between."));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("refusals")
    void saysWhatIsWrongAndWhatToDo(int status, String code, Class<? extends MailboxFailure> kind, String words) {
        tenant.graph.suffers(FaultScript.refusing("/v1.0", status, code));

        assertThatExceptionOfType(kind).isThrownBy(() -> tenant.connector.open(GraphTenant.ANNA)).withMessage(words);
    }

    @Test
    void asksTheUserForConsentWhereItIsTheUsersOwn() {
        tenant.reads(a -> new GraphAccount(a.base(), "me", a.address(), List.of(), Instant.EPOCH, false, false));
        tenant.graph.suffers(FaultScript.refusing("/me/", 403, "ErrorAccessDenied"));

        assertThatExceptionOfType(MailboxFailure.SignInAgain.class)
                .isThrownBy(() -> tenant.connector.open(GraphTenant.ANNA))
                .withMessage(
                        "The consent does not cover reading anna@seller.example. Connect the mailbox again and accept"
                                + " what is asked for.");
    }

    @Test
    void asksTheUserToConnectAgainWhereTheConsentWasTheUsersOwn() {
        tenant.reads(a -> new GraphAccount(a.base(), "me", a.address(), List.of(), Instant.EPOCH, false, false));
        tenant.graph.suffers(FaultScript.refusing("/me/", 401, "InvalidAuthenticationToken"));

        assertThatExceptionOfType(MailboxFailure.SignInAgain.class)
                .isThrownBy(() -> tenant.connector.open(GraphTenant.ANNA))
                .withMessage("Microsoft no longer accepts our access to anna@seller.example: the consent was withdrawn,"
                        + " the password was changed or the account is blocked. Connect the mailbox again.");
    }

    @Test
    void readsTheMailboxOfWhoeverConsented() {
        tenant.reads(a -> new GraphAccount(a.base(), "me", a.address(), List.of(), Instant.EPOCH, true, true));
        tenant.anna.receives("An offer");

        tenant.runUntilUpToDate();

        assertThat(tenant.ledger.subjects()).containsExactly("An offer");
    }

    @Test
    void waitsAsLongAsItIsAskedTo() {
        tenant.graph.suffers((call, reply) -> Reply.error(429, "TooManyRequests").with("Retry-After", "120"));

        MailboxFailure.TryLater failure = refused();

        assertThat(failure.after()).isEqualTo(Duration.ofSeconds(120));
        assertThat(tenant.graph.requests().count()).isEqualTo(1);
    }

    @Test
    void asksNothingBeforeThePauseIsOverWhoeverAsks() {
        tenant.graph.suffers(FaultScript.throttlingStorm(1, Duration.ofSeconds(90)));
        refused();
        tenant.clock.passes(Duration.ofSeconds(30));

        MailboxFailure.TryLater again = refused();

        assertThat(again.after()).isEqualTo(Duration.ofSeconds(60));
        assertThat(tenant.graph.requests().count()).isEqualTo(1);
    }

    @Test
    void readsATimeToComeBackByTheClockOfWhoeverSaysIt() {
        tenant.graph.isAheadBy(Duration.ofHours(-5));
        Instant there = GraphTenant.START.minus(Duration.ofHours(5));
        tenant.graph.suffers((call, reply) -> Reply.error(503, "ServiceUnavailable").with("Retry-After",
                DateTimeFormatter.RFC_1123_DATE_TIME.format(there.plusSeconds(45).atZone(ZoneOffset.UTC))));

        assertThat(refused().after()).isEqualTo(Duration.ofSeconds(45));
    }

    @Test
    void waitsTenSecondsWhereItIsNotSaidHowLong() {
        tenant.graph.suffers(FaultScript.errors(1, 429, "TooManyRequests"));

        assertThat(refused().after()).isEqualTo(Duration.ofSeconds(10));
    }

    private MailboxFailure.TryLater refused() {
        return java.util.Objects.requireNonNull(catchThrowableOfType(MailboxFailure.TryLater.class,
                () -> tenant.connector.open(GraphTenant.ANNA)));
    }

    @Test
    void saysThatNothingAnswers() {
        tenant.graph.close();

        assertThat(refused()).hasMessage("Nothing answers at 127.0.0.1.");
    }

    @Test
    void saysThatTheNameIsNotKnown() {
        tenant.reads(a -> at(URI.create("https://graph.no-such-host.invalid/v1.0")));

        assertThat(refused()).hasMessage(
                "The name graph.no-such-host.invalid cannot be resolved. Check the network of this machine.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://graph.microsoft.com/v1.0", "ftp://127.0.0.1/v1.0", "v1.0"})
    void sendsNoTokenUnencryptedToAnotherMachine(String base) {
        tenant.reads(a -> at(URI.create(base)));

        assertThatExceptionOfType(MailboxFailure.ChangeSettings.class)
                .isThrownBy(() -> tenant.connector.open(GraphTenant.ANNA))
                .withMessage("The address of Microsoft Graph, " + base + ", has to begin with https.");
    }

    private static GraphAccount at(URI base) {
        return new GraphAccount(base, "anna", "", List.of(), Instant.EPOCH, false, false);
    }

    @Test
    void fetchesNoLinkOfAStoredCursorThatLeadsElsewhere() {
        tenant.anna.receives("An offer");
        tenant.runUntilUpToDate();
        Cursor cursor = tenant.ledger.position(GraphTenant.ANNA, "graph");
        String here = encoded(tenant.graph.base().toString());
        for (String there : List.of("https://evil.example/v1.0", "http://127.0.0.1:1/v1.0",
                "http://anna@127.0.0.1:" + tenant.graph.base().getPort() + "/v1.0",
                tenant.graph.base() + "/../beta", tenant.graph.base() + "/users/boss/messages?")) {
            tenant.graph.requests().reset();
            Cursor tampered = new Cursor("graph", 1, cursor.token().replace(here, encoded(there)));

            try (MailboxSession session = tenant.connector.open(GraphTenant.ANNA)) {
                assertThatExceptionOfType(MailboxFailure.StartOver.class).as(there)
                        .isThrownBy(() -> session.changesAfter(tampered));
            }
            assertThat(tenant.graph.requests().about("delta()")).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "mail maybe", "folder a b c", "mail true\nfolder x true  0 0 0 0",
            "calendar 1 2 3",
            "mail true\n\nmail true", "folder %ZZ true  0 0 0 0 "})
    void startsOverWithACursorThatIsNoneOfOurs(String token) {
        try (MailboxSession session = tenant.connector.open(GraphTenant.ANNA)) {
            assertThatExceptionOfType(MailboxFailure.StartOver.class)
                    .isThrownBy(() -> session.changesAfter(new Cursor("graph", 1, token)));
            assertThatExceptionOfType(MailboxFailure.StartOver.class)
                    .isThrownBy(() -> session.changesAfter(new Cursor("graph", 99, "mail true")));
        }
    }

    @Test
    void followsNoLinkOfAnAnswerThatLeadsElsewhere() {
        tenant.anna.receives("An offer");
        tenant.graph.suffers((call, reply) -> reply.isJson() && call.isAbout("/messages/delta")
                ? reply.with(new String(reply.body(), StandardCharsets.UTF_8)
                        .replace("https://simulated", "https://evil.example").getBytes(StandardCharsets.UTF_8))
                : reply);

        try (MailboxSession session = tenant.connector.open(GraphTenant.ANNA)) {
            assertThatExceptionOfType(MailboxFailure.TryLater.class)
                    .isThrownBy(() -> session.changesAfter(Cursor.start("graph")))
                    .withMessage("Microsoft did not say where to go on, or named another host.");
        }
    }

    @Test
    void followsNoRedirect() {
        tenant.graph.suffers((call, reply) -> Reply.error(307, "").with("Location", "http://127.0.0.1:1/evil"));

        assertThat(refused()).hasMessageContaining("something else than was asked for");
    }

    @Test
    void namesNoTokenAndNoContentInAFailure() {
        tenant.graph.suffers(FaultScript.refusing("/v1.0", 400, "ErrorWithSecret"));

        MailboxFailure failure = catchThrowableOfType(MailboxFailure.class,
                () -> tenant.connector.open(GraphTenant.ANNA));

        for (Throwable at = failure; at != null; at = at.getCause()) {
            assertThat(String.valueOf(at.getMessage())).doesNotContain("token-").doesNotContain("Words that differ");
        }
    }

    private static String encoded(String url) {
        return java.net.URLEncoder.encode(url, StandardCharsets.UTF_8);
    }
}
