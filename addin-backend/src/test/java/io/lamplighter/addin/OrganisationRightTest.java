// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import io.lamplighter.addin.oauth.OAuthConnections;
import io.lamplighter.addin.oauth.OrganisationDesk;
import io.lamplighter.crm.directory.Users;
import io.lamplighter.crm.mailbox.MailboxState;
import io.lamplighter.crm.mailbox.Mailboxes;
import io.lamplighter.ingest.MailboxId;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A mailbox that is read by the right of its organisation: it says so, and what has gone is renewed by an administrator of that. */
class OrganisationRightTest extends MicrosoftSite {

    private MailboxId dana = new MailboxId(0);
    private String page = "";

    @BeforeEach
    void danasIsRead() {
        TENANT.anew(site);
        TENANT.letsIn(admin);
        Site.answered(admin, admin.post("/organisations/" + MicrosoftTenant.organisation(site) + "/mailboxes",
                Map.of("pick", "dana@fernbeck.example")));
        dana = site.id("dana@fernbeck.example");
        page = "/mailboxes/" + dana;
    }

    private String organisation() {
        return "/organisations/" + MicrosoftTenant.organisation(site);
    }

    /** Microsoft takes no token for it any more. */
    private void isWithdrawn() {
        MICROSOFT.stubFor(get(urlPathMatching("/v1.0/users/id-dana/.*")).atPriority(1)
                .willReturn(
                        aResponse().withStatus(401).withBody("{\"error\":{\"code\":\"InvalidAuthenticationToken\"}}")));
        site.part(Mailboxes.class).failed(dana, site.part(Clock.class).instant(), "It was withdrawn.",
                Optional.empty());
    }

    private MailboxState state() {
        return site.find("dana@fernbeck.example").orElseThrow();
    }

    @Test
    void thePageSaysByWhoseRightItIsRead() {
        assertThat(admin.get(page).body()).contains("Read by the right of", "href=\"" + organisation() + "\"",
                "Fernbeck GmbH", "Its owner does not sign in for it.", "Connected by the right of Fernbeck GmbH.")
                .doesNotContain("Sign in again");
        assertThat(admin.call("GET", "ewa", "/api/mailboxes/" + dana, "application/json", "").body())
                .contains("\"organisation\":{\"id\":" + MicrosoftTenant.organisation(site)
                        + ",\"name\":\"Fernbeck GmbH\"}");
        assertThat(admin.get("/mailboxes/" + site.id("anna@fernbeck.example")).body())
                .doesNotContain("Read by the right of");
    }

    @Test
    void whatIsWithdrawnIsRenewedByTheOrganisationAndNotByTheOwner() {
        isWithdrawn();

        assertThat(admin.get(page).body()).contains("Needs its organisation’s consent again",
                "Renew the right of Fernbeck GmbH", "href=\"" + organisation() + "#right\"",
                "None until Fernbeck GmbH lets us in again").doesNotContain("Sign in again", "/connect/microsoft?");
        assertThat(admin.get("/mailboxes").body()).contains("needs its organisation to let us in again.")
                .contains("One needs its owner to sign in again.");
        assertThat(admin.get(organisation()).body()).contains("One mailbox cannot be read at the moment.",
                "Renew the consent at Microsoft", "value=\"" + MicrosoftTenant.ID + "\"");
    }

    @Test
    void whoAsksForTheOwnersConsentAllTheSameIsLedToTheOrganisation() {
        for (String asked : new String[]{"/connect/microsoft?mailbox=", "/connect/microsoft/go?mailbox="}) {
            HttpResponse<String> answer = admin.get(asked + dana);
            assertThat(Browser.location(answer)).isEqualTo(organisation());
            assertThat(Site.follow(admin, answer))
                    .contains("dana@fernbeck.example is read by the right of Fernbeck GmbH.");
        }
        site.part(Mailboxes.class).give(dana, site.part(Users.class).byUsername("anna").orElseThrow());

        HttpResponse<String> owners = rep.get("/connect/microsoft?mailbox=" + dana);

        assertThat(Browser.location(owners)).isEqualTo("/mailbox");
        assertThat(Site.follow(rep, owners)).contains("an administrator renews that right under Mailboxes.");
    }

    @Test
    void theOwnConsentOfItsOwnerChangesNothing() {
        MicrosoftSignIn signIn = new MicrosoftSignIn(MICROSOFT);
        signIn.gives("dana@fernbeck.example", MicrosoftSignIn.MAIL);

        assertThat(MicrosoftSignIn.back(rep, "code=good&state=" + signIn.state(rep, ""))).contains(
                "Nothing was changed.",
                "dana@fernbeck.example is read by the right of Fernbeck GmbH. Nobody has to sign in for it");

        assertThat(site.part(OAuthConnections.class).connection(dana).kind())
                .isEqualTo(OAuthConnections.Kind.APPLICATION);
    }

    /** Microsoft gives the application no token of the organisation any more. */
    private StubMapping refusesAll() {
        return MICROSOFT.stubFor(post(urlPathEqualTo("/" + MicrosoftTenant.ID + "/oauth2/v2.0/token")).atPriority(1)
                .willReturn(aResponse().withStatus(400).withBody("{\"error\":\"unauthorized_client\"}")));
    }

    private String refusals(String user) {
        HttpResponse<String> answer = admin.call("GET", user, "/api/mailboxes/refusals", "application/json", "");
        return answer.statusCode() == 200 ? answer.body() : Integer.toString(answer.statusCode());
    }

    @Test
    void anOrganisationThatLetsUsInNoLongerIsSaidOnceForAllItsMailboxes() {
        TENANT.people(MicrosoftTenant.person("id-ben", "Ben Ott", "ben@fernbeck.example"));
        Site.answered(admin, admin.post(organisation() + "/mailboxes", Map.of("pick", "ben@fernbeck.example")));
        assertThat(admin.get("/mailboxes").body()).doesNotContain("must consent again");
        assertThat(refusals("ewa")).isEqualTo("{\"items\":[]}");
        StubMapping refused = refusesAll();
        for (String one : new String[]{"dana@fernbeck.example", "ben@fernbeck.example"}) {
            site.part(Mailboxes.class).failed(site.id(one), site.part(Clock.class).instant(), "Not read.",
                    Optional.empty());
        }

        admin.post(organisation() + "/again", Map.of());

        String said = "Fernbeck GmbH (tenant " + MicrosoftTenant.ID + "): both mailboxes are refused since ";
        Site.once("both have found out", () -> Optional.of(admin.get("/mailboxes").body())
                .filter(now -> now.contains(said)));
        assertThat(admin.get("/mailboxes").body()).containsOnlyOnce(said).containsOnlyOnce("must consent again")
                .contains("href=\"" + organisation() + "#right\"");
        assertThat(refusals("ewa")).contains("\"mailboxes\":2,\"refused\":2", "\"provider\":\"microsoft\"",
                "The organisation does not let this application in");
        assertThat(refusals("anna")).isEqualTo("403");

        MICROSOFT.removeStub(refused);
        TENANT.letsIn(admin);

        assertThat(admin.get("/mailboxes").body()).doesNotContain("must consent again");
        assertThat(refusals("ewa")).isEqualTo("{\"items\":[]}");
    }

    @Test
    void anOrganisationThatLetsUsReadNoMailAnyMoreIsSaidToo() {
        TENANT.grants(MicrosoftTenant.ID, "\"User.Read.All\"");
        isWithdrawn();
        site.part(OrganisationDesk.class)
                .goOn(site.part(OrganisationDesk.class).find(MicrosoftTenant.organisation(site)).orElseThrow());

        site.part(OAuthConnections.class).current(dana);
        isWithdrawn();

        assertThat(refusals("ewa")).contains("its mailbox is refused since",
                "the application permission Mail.Read of Microsoft Graph is not granted");
    }

    @Test
    void whenTheOrganisationLetsUsInAgainWhatHadStoppedGoesOn() {
        isWithdrawn();
        TENANT.people(MicrosoftTenant.person("id-dana", "Dana Ott", "dana@fernbeck.example"));
        assertThat(state().needsSignIn()).isTrue();

        String consent = admin.post("/organisations/microsoft", Map.of("tenant", MicrosoftTenant.ID)).headers()
                .firstValue("refresh").orElseThrow();
        assertThat(consent).contains("/" + MicrosoftTenant.ID + "/adminconsent");
        assertThat(TENANT.letsIn(admin)).contains("What had waited for it goes on");

        assertThat(admin.get(page).body()).contains("Connected anew by the right of Fernbeck GmbH.");
        Site.once("Dana's mailbox has had a turn", () -> Optional.of(site.jdbc().sql("""
                select needs_sign_in from mailbox where mailbox_id = :mailbox
                """).param("mailbox", dana.value()).query(Boolean.class).single()).filter(waits -> waits));
    }

    @Test
    void whatWasAllowedAgainWithoutUsIsTriedAgainWhenSomebodySaysSo() {
        isWithdrawn();
        MICROSOFT.stubFor(get(anyUrl()).atPriority(1).willReturn(aResponse().withStatus(503)));

        assertThat(Site.follow(admin, admin.post(organisation() + "/again", Map.of())))
                .contains("One mailbox is being tried again.");

        Site.once("it is tried, in vain this time", () -> Optional.of(state())
                .filter(tried -> !tried.needsSignIn() && tried.failingSince().isPresent()));
        assertThat(admin.call("POST", "ewa", "/api" + organisation() + "/again", "application/json", "").body())
                .isEqualTo("{\"mailboxes\":1}");
        assertThat(admin.call("POST", "anna", "/api" + organisation() + "/again", "application/json", "").statusCode())
                .isEqualTo(403);
    }
}
