// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An administrator of Microsoft 365 comes back and says that this application was let in: what of that is believed. */
class LettingInTest extends MicrosoftSite {

    @BeforeEach
    void nothingIsConnected() {
        TENANT.anew(site);
    }

    @Test
    void theAdministratorIsSentToTheOrganisationThatWasNamed() {
        Map<String, String> sent = TENANT.sent(admin, Map.of("tenant", "fernbeck.example"));

        assertThat(sent).containsEntry("path", "/" + MicrosoftTenant.ID + "/adminconsent").containsEntry("client_id",
                "client-1");
        assertThat(sent.get("redirect_uri")).endsWith("/connect/callback");
        assertThat(TENANT.sent(admin, Map.of("tenant", "")).get("path")).isEqualTo("/organizations/adminconsent");
        assertThat(admin.post("/organisations/microsoft", Map.of("tenant", "nobody.example")).body())
                .contains("No organisation of Microsoft 365 has the domain nobody.example.");
        assertThat(admin.post("/organisations/microsoft", Map.of("tenant", "../evil")).body())
                .contains("is no domain");
    }

    @Test
    void aForgedOrReplayedStateIsRefusedAndNothingIsChanged() {
        String good = "tenant=" + MicrosoftTenant.ID + "&admin_consent=True&state=";
        assertThat(MicrosoftTenant.back(admin, good + "made-up")).contains("Nothing was changed.",
                "was begun by somebody else");

        String state = TENANT.state(admin, "fernbeck.example");
        assertThat(rep.get("/connect/callback?" + good + state).statusCode()).isEqualTo(404);
        MicrosoftTenant.back(admin, good + state);
        assertThat(MicrosoftTenant.back(admin, good + state)).contains("Nothing was changed.", "was used already");
        assertThat(site.count("organisation")).isEqualTo(1);
        assertThat(site.jdbc().sql("select count(*) from organisation_consent where state_hash = :it")
                .param("it", state.getBytes(StandardCharsets.US_ASCII)).query(Long.class).single())
                .as("the state itself is not stored").isZero();
    }

    @Test
    void aConsentThatTookTooLongIsRefused() {
        String state = TENANT.state(admin, "fernbeck.example");
        site.jdbc().sql("update organisation_consent set expires_at = now() - interval '1 second'").update();

        assertThat(MicrosoftTenant.back(admin, "tenant=" + MicrosoftTenant.ID + "&admin_consent=True&state=" + state))
                .contains("Nothing was changed.");
        assertThat(site.count("organisation")).isZero();
    }

    @Test
    void anotherTenantThanTheOneNamedIsRefused() {
        TENANT.grants(MicrosoftTenant.OTHER, "\"Mail.Read\"");

        assertThat(MicrosoftTenant.back(admin,
                "tenant=" + MicrosoftTenant.OTHER + "&admin_consent=True&state="
                        + TENANT.state(admin, "fernbeck.example")))
                .contains("Nothing was changed.", "Another organisation than the one that was named");
        assertThat(MicrosoftTenant.back(admin,
                "tenant=..%2F..%2Fevil&admin_consent=True&state=" + TENANT.state(admin, "")))
                .contains("Nothing was changed.");
        assertThat(site.count("organisation")).isZero();
        MICROSOFT.verify(0, postRequestedFor(urlPathMatching(".*/token")));
    }

    @Test
    void aTenantThatGaveNoConsentIsRefusedWhateverTheBrowserSays() {
        MICROSOFT
                .stubFor(post(urlPathEqualTo("/" + MicrosoftTenant.OTHER + "/oauth2/v2.0/token")).willReturn(aResponse()
                        .withStatus(400)
                        .withBody("{\"error\":\"unauthorized_client\",\"error_description\":\"AADSTS700016\"}")));

        assertThat(MicrosoftTenant.back(admin,
                "tenant=" + MicrosoftTenant.OTHER + "&admin_consent=True&state=" + TENANT.state(admin, "")))
                .contains("Nothing was changed.", "does not let this application in").doesNotContain("AADSTS");
        assertThat(site.count("organisation")).isZero();
    }

    @Test
    void aTokenOfAnotherTenantIsRefused() {
        MICROSOFT.stubFor(post(urlPathEqualTo("/" + MicrosoftTenant.ID + "/oauth2/v2.0/token")).willReturn(okJson(
                "{\"access_token\":\"" + MicrosoftTenant.token(MicrosoftTenant.OTHER, "\"Mail.Read\"")
                        + "\",\"expires_in\":3599}")));

        assertThat(MicrosoftTenant.back(admin,
                "tenant=" + MicrosoftTenant.ID + "&admin_consent=True&state=" + TENANT.state(admin, "")))
                .contains("Nothing was changed.", "a token of another organisation");
        assertThat(site.count("organisation")).isZero();
    }

    @Test
    void aRefusedConsentIsSaidInWords() {
        assertThat(MicrosoftTenant.back(admin,
                "admin_consent=True&error=access_denied&error_description=AADSTS65004&state="
                        + TENANT.state(admin, "")))
                .contains("Nothing was changed.", "did not allow it", "Privileged Role Administrator")
                .doesNotContain("AADSTS65004");
        assertThat(site.count("organisation")).isZero();
    }

    @Test
    void aConsentWithoutMailIsRefusedUnlessExchangeGrantsIt() {
        TENANT.grants(MicrosoftTenant.ID, "\"User.Read.All\"");
        assertThat(MicrosoftTenant.back(admin,
                "tenant=" + MicrosoftTenant.ID + "&admin_consent=True&state=" + TENANT.state(admin, "")))
                .contains("Nothing was changed.", "Mail.Read of Microsoft Graph is not granted");
        assertThat(site.count("organisation")).isZero();

        String limited = TENANT.sent(admin, Map.of("tenant", "", "limited", "true")).getOrDefault("state", "");
        assertThat(MicrosoftTenant.back(admin, "tenant=" + MicrosoftTenant.ID + "&admin_consent=True&state=" + limited))
                .contains("let this application in");
    }
}
