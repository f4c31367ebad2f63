// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.lamplighter.addin.oauth.OAuthConnections;
import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.mailbox.MailboxFailure;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Mailboxes connected with their owner's consent, against a provider that gives what it is told to give. */
class ConsentTest extends MicrosoftSite {

    @BeforeEach
    void provider() {
        SIGN_IN.gives("dana@fernbeck.example", MicrosoftSignIn.MAIL);
    }

    @Test
    void thePageSaysWhatIsAskedForAndWhy() {
        assertThat(admin.get("/mailboxes").body()).contains("href=\"/connect/microsoft\"")
                .doesNotContain("/connect/google");
        assertThat(admin.get("/connect/microsoft").body()).contains("Nothing is sent, moved, marked as read or deleted",
                "Whose mailbox", "Go on reading while you are not here");
        assertThat(admin.get("/connect/google").statusCode()).isEqualTo(404);
    }

    @Test
    void whoConsentsIsConnectedAndTheSecretsAreSealed() {
        String state = begin(admin, "&calendar=true");

        assertThat(MicrosoftSignIn.back(admin, "code=good&state=" + state)).contains(
                "dana@fernbeck.example is connected. Say how far back it is to be read.",
                "How much of dana@fernbeck.example?");
        Map<String, String> form = MICROSOFT.tokenForms().getLast();
        assertThat(form).containsEntry("grant_type", "authorization_code").containsEntry("code", "good")
                .containsEntry("client_secret", "secret-of-the-client");
        assertThat(challenge(form.getOrDefault("code_verifier", ""))).isEqualTo(SIGN_IN.challenge());
        assertThat(site.jdbc().sql("select refresh_token || access_token from oauth_connection").query(String.class)
                .list())
                .isNotEmpty().noneMatch(stored -> stored.contains("refresh-1") || stored.contains("access-1"));
        assertThat(connections().current(site.id("dana@fernbeck.example"))).isEqualTo("access-1");
    }

    @Test
    void aTokenThatIsRefusedIsRenewedAndTheNewRefreshTokenIsKept() {
        SIGN_IN.gives("eric@fernbeck.example", MicrosoftSignIn.MAIL);
        MicrosoftSignIn.back(admin, "code=good&state=" + begin(admin, ""));
        MailboxId mailbox = site.id("eric@fernbeck.example");
        SIGN_IN.renews("access-2", "refresh-2");

        connections().refused(mailbox, connections().current(mailbox));

        assertThat(connections().current(mailbox)).isEqualTo("access-2");
        SIGN_IN.renews("access-3", "");
        connections().refused(mailbox, "access-2");
        assertThat(connections().current(mailbox)).isEqualTo("access-3");
        assertThat(MICROSOFT.tokenForms().getLast()).containsEntry("refresh_token", "refresh-2");
    }

    @Test
    void whoWithdrewConsentMustSignInAgain() {
        SIGN_IN.gives("fay@fernbeck.example", MicrosoftSignIn.MAIL);
        MicrosoftSignIn.back(admin, "code=good&state=" + begin(admin, ""));
        MailboxId mailbox = site.id("fay@fernbeck.example");
        SIGN_IN.refuses("invalid_grant");
        connections().refused(mailbox, connections().current(mailbox));

        assertThat(catchThrowable(() -> connections().current(mailbox)))
                .isInstanceOf(MailboxFailure.SignInAgain.class).hasMessageContaining("Connect it again")
                .hasMessageNotContaining("refresh-1");
    }

    @Test
    void aStateIsGoodOnceAndForWhomItWasMadeOnly() {
        SIGN_IN.gives("gil@fernbeck.example", MicrosoftSignIn.MAIL);
        String state = begin(admin, "");
        assertThat(MicrosoftSignIn.back(rep, "code=good&state=" + state)).contains("was begun by somebody else");
        assertThat(MicrosoftSignIn.back(admin, "code=good&state=" + state)).contains("Nothing was changed.");
        assertThat(site.find("gil@fernbeck.example")).isEmpty();

        String another = begin(admin, "");
        MicrosoftSignIn.back(admin, "code=good&state=" + another);
        assertThat(MicrosoftSignIn.back(admin, "code=good&state=" + another)).contains("was used already");
        assertThat(MicrosoftSignIn.back(admin, "code=good&state=made-up")).contains("Nothing was changed.");
    }

    @Test
    void whatIsNotEnoughIsRefusedWithWhatToDo() {
        SIGN_IN.gives("hal@fernbeck.example", "https://graph.microsoft.com/Calendars.Read");
        assertThat(MicrosoftSignIn.back(admin, "code=good&state=" + begin(admin, "")))
                .contains("leave the box for mail ticked");

        SIGN_IN.refuses("invalid_grant");
        assertThat(MicrosoftSignIn.back(admin, "code=late&state=" + begin(admin, "")))
                .contains("has expired or was used before");

        assertThat(MicrosoftSignIn.back(admin, "error=access_denied&state=" + begin(admin, "")))
                .contains("reading was not allowed at the provider");
        assertThat(site.find("hal@fernbeck.example")).isEmpty();
    }

    @Test
    void whoConnectsAgainIsLedToTheSameAccountAndAnotherOneIsRefused() {
        SIGN_IN.gives("nia@fernbeck.example", MicrosoftSignIn.MAIL);
        MicrosoftSignIn.back(admin, "code=good&state=" + begin(admin, ""));
        MailboxId mailbox = site.id("nia@fernbeck.example");
        assertThat(SIGN_IN.sent(admin, "&owner=anna@fernbeck.example")).containsEntry("prompt", "select_account")
                .doesNotContainKey("login_hint");
        Map<String, String> sent = SIGN_IN.sent(admin, "&mailbox=" + mailbox);
        assertThat(sent).containsEntry("login_hint", "nia@fernbeck.example").doesNotContainKey("prompt");
        String before = row(mailbox);

        SIGN_IN.gives("oda@fernbeck.example", MicrosoftSignIn.MAIL);
        assertThat(MicrosoftSignIn.back(admin, "code=good&state=" + sent.get("state"))).contains("Nothing was changed.",
                "You signed in as oda@fernbeck.example, which is not the mailbox to be connected again.",
                "Sign in with its own account.");

        assertThat(site.find("oda@fernbeck.example")).isEmpty();
        assertThat(row(mailbox)).isEqualTo(before);
    }

    private String row(MailboxId mailbox) {
        return site.jdbc().sql("select o::text from oauth_connection o where mailbox_id = :mailbox")
                .param("mailbox", mailbox.value()).query(String.class).single();
    }

    @Test
    void aTokenMadeForAnotherApplicationSaysNothing() {
        SIGN_IN.says("{\"aud\":\"somebody-else\",\"email\":\"ida@fernbeck.example\"}", MicrosoftSignIn.MAIL);
        assertThat(MicrosoftSignIn.back(admin, "code=good&state=" + begin(admin, "")))
                .contains("did not say whose mailbox it is");
        assertThat(site.find("ida@fernbeck.example")).isEmpty();
    }

    @Test
    void aRepConnectsTheirOwnMailboxWhoeverTheyName() {
        SIGN_IN.gives("jo@fernbeck.example", MicrosoftSignIn.MAIL);
        MicrosoftSignIn.back(rep, "code=good&state=" + begin(rep, "&owner=marta@fernbeck.example"));

        assertThat(site.find("jo@fernbeck.example")).hasValueSatisfying(
                mailbox -> assertThat(mailbox.ownerName()).isEqualTo("Anna Reyes"));
    }

    @Test
    void nothingIsReadUntilItIsSaidHowFarBack() {
        SIGN_IN.gives("lee@fernbeck.example", MicrosoftSignIn.MAIL);
        String page = MicrosoftSignIn.back(admin, "code=good&state=" + begin(admin, ""));
        MailboxId mailbox = site.id("lee@fernbeck.example");

        assertThat(page).contains("How much of lee@fernbeck.example?", "How much that is, the provider does not say.",
                "Everything there is");
        assertThat(site.find("lee@fernbeck.example").orElseThrow().waiting()).isTrue();
        assertThat(admin.get("/mailboxes").body()).contains("Waits for somebody to say how far back");

        assertThat(Browser.location(admin.post("/connect/reading/" + mailbox, Map.of("days", "365"))))
                .isEqualTo("/mailboxes/" + mailbox);

        assertThat(site.find("lee@fernbeck.example").orElseThrow().waiting()).isFalse();
        assertThat(connections().connection(mailbox).since())
                .isBetween(site.part(Clock.class).instant().minus(Duration.ofDays(366)),
                        site.part(Clock.class).instant().minus(Duration.ofDays(364)));
        assertThat(admin.get("/mailboxes/" + mailbox).body()).contains("It was said how far back to read.");
    }

    @Test
    void everybodyChoosesWhatIsReadOfTheOwnMailboxAndOfNoOther() {
        SIGN_IN.gives("max@fernbeck.example", MicrosoftSignIn.MAIL);
        MicrosoftSignIn.back(admin, "code=good&state=" + begin(admin, ""));
        String mine = "/connect/reading/" + site.id("max@fernbeck.example");
        String priyas = "/connect/reading/" + site.id("priya@fernbeck.example");

        assertThat(rep.get(mine).statusCode()).isEqualTo(200);
        assertThat(rep.get(priyas).statusCode()).isEqualTo(404);
        assertThat(rep.post(priyas, Map.of("days", "30")).statusCode()).isEqualTo(404);
    }

    private String begin(Browser browser, String more) {
        return SIGN_IN.state(browser, (browser == admin ? "&owner=anna@fernbeck.example" : "") + more);
    }

    private static String challenge(String verifier) {
        try {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(
                    MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private OAuthConnections connections() {
        return site.part(OAuthConnections.class);
    }
}
