// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.addin.oauth.OAuthConnections;
import io.lamplighter.crm.mailbox.MailboxState;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A whole Microsoft 365 organisation: what it granted, and what is read by its right. */
class OrganisationTest extends MicrosoftSite {

    @BeforeEach
    void nothingIsConnected() {
        TENANT.anew(site);
    }

    @Test
    void thePageSaysHowToLimitWhatTheApplicationMayOpen() {
        assertThat(admin.get("/mailboxes").body()).contains("Connect a whole organisation");
        assertThat(admin.get("/organisations").body()).contains("RBAC for Applications", "New-ManagementRoleAssignment",
                "application access policy", "/connect/callback");
        assertThat(rep.get("/organisations").statusCode()).isEqualTo(403);
    }

    @Test
    void anOrganisationThatLetUsInIsConnectedAndItsPeopleCanBeChosen() {
        String page = MicrosoftTenant.back(admin, "tenant=" + MicrosoftTenant.ID + "&admin_consent=True&state="
                + TENANT.state(admin, "fernbeck.example"));

        assertThat(page).contains("Fernbeck GmbH let this application in", "Dana Ott", "dana@fernbeck.example",
                "OnlineMeetingTranscript.Read.All", "value=\"dana@fernbeck.example\"")
                .doesNotContain("User.Read.All: nobody");
        assertThat(page).as("who is connected already cannot be chosen")
                .doesNotContain("value=\"anna@fernbeck.example\"").contains(">Connected</a>");
        MICROSOFT.verify(postRequestedFor(urlPathEqualTo("/" + MicrosoftTenant.ID + "/oauth2/v2.0/token"))
                .withRequestBody(containing("grant_type=client_credentials"))
                .withRequestBody(containing("graph.microsoft.com%2F.default")));
    }

    @Test
    void searchingAsksForTheWords() {
        TENANT.letsIn(admin);

        admin.get("/organisations/" + MicrosoftTenant.organisation(site) + "?q=Da");

        MICROSOFT.verify(getRequestedFor(urlPathEqualTo("/v1.0/users")).withQueryParam("$filter",
                containing("startswith(displayName,'Da')")));
    }

    @Test
    void thoseChosenAreReadAsTheApplicationByTheirIds() {
        TENANT.letsIn(admin);

        String page = Site.answered(admin,
                admin.post("/organisations/" + MicrosoftTenant.organisation(site) + "/mailboxes",
                        Map.of("pick", "dana@fernbeck.example", "addresses",
                                "nobody@fernbeck.example, anna@fernbeck.example",
                                "days", "30")));

        assertThat(page).contains("One of three is connected", "One was there already",
                "Nobody in Fernbeck GmbH has the address nobody@fernbeck.example");
        MailboxState dana = site.find("dana@fernbeck.example").orElseThrow();
        assertThat(dana.ownerName()).isEqualTo("Dana Ott");
        assertThat(site.part(OAuthConnections.class).current(dana.id())).isEqualTo(
                MicrosoftTenant.token(MicrosoftTenant.ID, "\"Mail.Read\",\"User.Read.All\",\"Calendars.Read\""));
        MICROSOFT.verify(getRequestedFor(urlPathEqualTo("/v1.0/users/id-dana/mailFolders/inbox")));
        assertThat(site.find("nobody@fernbeck.example")).isEmpty();
    }

    @Test
    void oneTokenServesAllMailboxesOfTheOrganisation() {
        TENANT.people(MicrosoftTenant.person("id-1", "One", "one@fernbeck.example"),
                MicrosoftTenant.person("id-2", "Two", "two@fernbeck.example"));
        TENANT.letsIn(admin);
        MICROSOFT.resetRequests();

        Site.answered(admin, admin.post("/organisations/" + MicrosoftTenant.organisation(site) + "/mailboxes",
                Map.of("addresses", "one@fernbeck.example two@fernbeck.example")));
        OAuthConnections connections = site.part(OAuthConnections.class);
        connections.current(site.find("one@fernbeck.example").orElseThrow().id());
        connections.current(site.find("two@fernbeck.example").orElseThrow().id());

        MICROSOFT.verify(0, postRequestedFor(urlPathMatching(".*/token")));
    }

    @Test
    void aMailboxThatExchangeKeepsFromTheApplicationIsRefusedInWordsAndNotStored() {
        TENANT.letsIn(admin);
        MICROSOFT.stubFor(get(urlPathEqualTo("/v1.0/users/id-dana/mailFolders/inbox")).willReturn(aResponse()
                .withStatus(403).withBody("{\"error\":{\"code\":\"ErrorAccessDenied\"}}")));

        assertThat(Site.answered(admin,
                admin.post("/organisations/" + MicrosoftTenant.organisation(site) + "/mailboxes",
                        Map.of("pick", "dana@fernbeck.example"))))
                .contains("The app may not read dana@fernbeck.example", "an application access policy");
        assertThat(site.find("dana@fernbeck.example")).isEmpty();
        assertThat(admin.post("/organisations/" + MicrosoftTenant.organisation(site) + "/test",
                Map.of("address", "dana@fernbeck.example")).body()).contains("cannot be read", "Nothing was changed.");
    }

    @Test
    void withoutTheRightToListPeopleAddressesAreTyped() {
        TENANT.letsIn(admin);
        MICROSOFT.stubFor(get(urlPathEqualTo("/v1.0/users")).atPriority(0).willReturn(aResponse().withStatus(403)
                .withBody("{\"error\":{\"code\":\"Authorization_RequestDenied\"}}")));
        MICROSOFT.stubFor(get(urlPathMatching("/v1.0/users/dana(@|%40)fernbeck.example/mailFolders/inbox"))
                .willReturn(okJson("{\"id\":\"inbox\"}")));

        assertThat(admin.get("/organisations/" + MicrosoftTenant.organisation(site)).body()).contains(
                "People cannot be listed",
                "type the addresses");
        assertThat(
                Site.answered(admin, admin.post("/organisations/" + MicrosoftTenant.organisation(site) + "/mailboxes",
                        Map.of("addresses", "dana@fernbeck.example"))))
                .contains("One of one is connected");
    }

    @Test
    void anOrganisationIsForgottenOnlyWhenNothingIsReadByItsRight() {
        TENANT.letsIn(admin);
        Site.answered(admin, admin.post("/organisations/" + MicrosoftTenant.organisation(site) + "/mailboxes",
                Map.of("pick", "dana@fernbeck.example")));

        assertThat(Site.follow(admin,
                admin.post("/organisations/" + MicrosoftTenant.organisation(site) + "/remove", Map.of())))
                .contains("Nothing was changed.", "Remove them first");
        assertThat(admin
                .call("DELETE", "ewa", "/api/organisations/" + MicrosoftTenant.organisation(site), "application/json",
                        "")
                .statusCode()).isEqualTo(400);
        admin.post("/mailboxes/" + site.find("dana@fernbeck.example").orElseThrow().id() + "/remove",
                Map.of("what", "keep"));
        assertThat(admin
                .call("DELETE", "ewa", "/api/organisations/" + MicrosoftTenant.organisation(site), "application/json",
                        "")
                .statusCode()).isEqualTo(204);
        assertThat(site.count("organisation")).isZero();
    }

    @Test
    void theSameCanBeDoneOverRest() {
        TENANT.letsIn(admin);
        String at = "/api/organisations/" + MicrosoftTenant.organisation(site);

        assertThat(admin.call("GET", "ewa", "/api/organisations", "application/json", "").body())
                .contains("\"name\":\"Fernbeck GmbH\"", "\"outsideId\":\"" + MicrosoftTenant.ID + "\"")
                .doesNotContain("secret");
        assertThat(admin.call("GET", "ewa", at + "/people?q=Da", "application/json", "").body()).contains("id-dana");
        assertThat(admin.call("GET", "ewa", at + "/missing", "application/json", "").body())
                .contains("OnlineMeetings.Read.All");
        assertThat(admin.call("POST", "ewa", at + "/test", "application/json",
                "{\"address\":\"dana@fernbeck.example\"}").body()).contains("\"works\":true");
        HttpResponse<String> begun = admin.call("POST", "ewa", at + "/mailboxes", "application/json",
                "{\"addresses\":[\"dana@fernbeck.example\"],\"days\":30,\"transcripts\":false}");
        assertThat(begun.statusCode()).isEqualTo(202);
        assertThat(Site.done(admin, Browser.location(begun))).contains("\"state\":\"connected\"");
        assertThat(admin.call("GET", "anna", "/api/organisations", "application/json", "").statusCode()).isEqualTo(403);
    }
}
