// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lamplighter.addin.oauth.OAuthConnections;
import io.lamplighter.crm.mailbox.Mailboxes;
import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.mailbox.MailboxFailure;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A Google Workspace domain opened by a service account with domain-wide delegation. */
@WithSite
class ServiceAccountTest {

    @RegisterExtension
    static final StandIn GOOGLE = new StandIn();

    private final Site site;
    private final Browser admin;

    ServiceAccountTest(@Autowired Site site) {
        this.site = site;
        this.admin = site.signIn("ewa");
    }

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        registry.add("lamplighter.providers.google.token", () -> GOOGLE.baseUrl() + "/token");
        registry.add("lamplighter.providers.google.apis", () -> GOOGLE.baseUrl() + "/");
    }

    @BeforeEach
    void google() {
        GOOGLE.resetAll();
        site.jdbc().sql("delete from oauth_connection").update();
        site.jdbc().sql("delete from mailbox where connector = 'google'").update();
        site.jdbc().sql("delete from organisation").update();
        gives();
        GOOGLE.stubFor(get(urlPathMatching("/gmail/v1/users/[^/]+/profile")).willReturn(okJson(
                "{\"emailAddress\":\"dana@fernbeck.example\",\"messagesTotal\":12,\"historyId\":\"7\"}")));
    }

    private void gives() {
        GOOGLE.stubFor(post(urlPathEqualTo("/token")).willReturn(okJson(
                "{\"access_token\":\"ya29.dana\",\"expires_in\":3600,\"token_type\":\"Bearer\"}")));
    }

    private String keep() {
        return Site.follow(admin,
                admin.upload("/organisations/google", Map.of("domain", "fernbeck.example"), "key.json",
                        GoogleKey.of("key-one-0001")));
    }

    @Test
    void theKeyIsSealedAndNeverShownAgain() {
        String page = keep();

        assertThat(page)
                .contains("The key is kept, sealed", GoogleKey.CLIENT, "gmail.readonly", "Domain-wide delegation",
                        "key key-one-")
                .doesNotContain(GoogleKey.PRIVATE.substring(100, 200), "BEGIN PRIVATE KEY");
        assertThat(site.jdbc().sql("select secret from organisation").query(String.class).single()).startsWith("2:")
                .doesNotContain(GoogleKey.PRIVATE.substring(100, 200));
        assertThat(admin.call("GET", "ewa", "/api/organisations", "application/json", "").body())
                .contains("\"keyId\":\"key-one-0001\"").doesNotContain("private", "BEGIN", "secret");
    }

    @Test
    void whatIsNoKeyIsRefusedWithoutQuotingIt() {
        assertThat(admin.post("/organisations/google",
                Map.of("domain", "fernbeck.example", "key", "{\"type\":\"authorized_user\",\"secret\":\"s3cr3t\"}"))
                .body())
                .contains("This is not the key of a service account").doesNotContain("s3cr3t");
        assertThat(admin.upload("/organisations/google", Map.of("domain", "not a domain"), "key.json",
                GoogleKey.of("k")).body()).contains("Enter the domain of the organisation");
        assertThat(site.jdbc().sql("select count(*) from organisation").query(Long.class).single()).isZero();
    }

    @Test
    void aNewerKeyReplacesTheOlderOne() {
        keep();
        admin.upload("/organisations/google", Map.of("domain", "fernbeck.example"), "key.json",
                GoogleKey.of("key-two-0002"));

        assertThat(site.jdbc().sql("select key_id from organisation").query(String.class).list())
                .containsExactly("key-two-0002");
    }

    @Test
    void anotherServiceAccountTakesOverWhatTheFormerOneRead() {
        keep();
        Site.answered(admin, admin.post("/organisations/" + organisation() + "/mailboxes",
                Map.of("addresses", "dana@fernbeck.example")));
        long former = organisation();
        assertThat(admin.get("/organisations/" + former).body()).contains("Replace the key",
                "name=\"former\" value=\"" + former + "\"");

        admin.upload("/organisations/google", Map.of("domain", "fernbeck.example", "former", Long.toString(former)),
                "key.json", GoogleKey.of("key-of-another", "998877665544332211"));

        assertThat(organisation()).isNotEqualTo(former);
        assertThat(site.jdbc().sql("select organisation_id from oauth_connection").query(Long.class).list())
                .containsExactly(organisation());
        assertThat(admin.get("/mailboxes/" + site.id("dana@fernbeck.example")).body()).contains("Read by the right of",
                "By the key of a service account");
    }

    @Test
    void theTestSaysWhichClientAndScopesAreToBeAuthorised() {
        keep();
        refuses(401, "unauthorized_client", "Client is unauthorized to retrieve access tokens using this method");

        assertThat(tried("dana@fernbeck.example")).contains("dana@fernbeck.example cannot be read",
                "authorise client " + GoogleKey.CLIENT, "https://www.googleapis.com/auth/gmail.readonly",
                "Nothing was changed.");
    }

    @Test
    void theTestSaysThatAnAddressIsOfAnotherDomain() {
        keep();
        refuses(400, "invalid_grant", "Invalid email or User ID");

        assertThat(tried("dana@elsewhere.example"))
                .contains("There is no user dana@elsewhere.example in the Workspace domain");
    }

    @Test
    void theTestSaysThatAKeyWasDeleted() {
        keep();
        refuses(400, "invalid_grant", "Invalid JWT Signature.");

        assertThat(tried("dana@fernbeck.example")).contains("The key of the service account is no longer valid");
    }

    /** It is asked for a token again, in vain. */
    private void isRefused(MailboxId mailbox, int status, String error, String description) {
        OAuthConnections connections = site.part(OAuthConnections.class);
        connections.refused(mailbox, "ya29.dana");
        refuses(status, error, description);
        assertThatExceptionOfType(MailboxFailure.class).isThrownBy(() -> connections.current(mailbox));
        site.part(Mailboxes.class).failed(mailbox, site.part(Clock.class).instant(), "Not read.", Optional.empty());
    }

    @Test
    void aKeyThatIsNoLongerGoodIsSaidOnceForTheWholeOrganisation() {
        keep();
        Site.answered(admin, admin.post("/organisations/" + organisation() + "/mailboxes",
                Map.of("addresses", "dana@fernbeck.example")));
        MailboxId dana = site.id("dana@fernbeck.example");

        isRefused(dana, 400, "invalid_grant", "Invalid JWT Signature.");

        assertThat(admin.get("/mailboxes").body()).containsOnlyOnce(
                "fernbeck.example (lamp@fernbeck.iam.gserviceaccount.com): its mailbox is refused since ")
                .contains("An administrator must authorise the service account again, or give another key.",
                        "The key of the service account is no longer valid.",
                        "href=\"/organisations/" + organisation() + "#right\"");

        gives();
        site.part(OAuthConnections.class).current(dana);

        assertThat(admin.get("/mailboxes").body()).doesNotContain("refused since");
    }

    @Test
    void aUserWhoIsSuspendedSaysNothingOfTheOthers() {
        keep();
        Site.answered(admin, admin.post("/organisations/" + organisation() + "/mailboxes",
                Map.of("addresses", "dana@fernbeck.example")));

        isRefused(site.id("dana@fernbeck.example"), 400, "invalid_grant", "Account has been suspended");

        assertThat(admin.get("/mailboxes").body()).doesNotContain("refused since");
    }

    @Test
    void addressesThatWereTypedAreReadAsTheirUsers() {
        keep();

        String page = Site.answered(admin, admin.post("/organisations/" + organisation() + "/mailboxes",
                Map.of("addresses", "dana@fernbeck.example", "days", "30", "calendar", "true")));

        assertThat(page).contains("One of one is connected");
        long id = site.part(Mailboxes.class).byAddress("dana@fernbeck.example").orElseThrow().id().value();
        assertThat(site.part(OAuthConnections.class)
                .current(new MailboxId(id))).isEqualTo("ya29.dana");
        GOOGLE.verify(getRequestedFor(urlPathMatching("/gmail/v1/users/dana(@|%40)fernbeck.example/profile")));
        assertThat(assertions()).as("the token is asked for in the name of the user").anyMatch(
                claims -> claims.contains("\"sub\":\"dana@fernbeck.example\"") && claims.contains("gmail.readonly")
                        && !claims.contains("meetings.space"));
    }

    @Test
    void withAnAdministratorPeopleAreChosenFromAList() {
        GOOGLE.stubFor(get(urlPathEqualTo("/admin/directory/v1/users")).willReturn(okJson("""
                {"users":[{"primaryEmail":"Dana@fernbeck.example","name":{"fullName":"Dana Ott"}},
                          {"primaryEmail":"gone@fernbeck.example","name":{"fullName":"Gone"},"suspended":true},
                          {"primaryEmail":"anna@fernbeck.example","name":{"fullName":"Anna Reyes"}}],
                 "nextPageToken":"page-2"}""")));
        String page = Site.follow(admin, admin.upload("/organisations/google",
                Map.of("domain", "fernbeck.example", "administrator", "boss@fernbeck.example"), "key.json",
                GoogleKey.of("k-1")));

        assertThat(page).contains("value=\"dana@fernbeck.example\"", "next=page-2", "admin.directory.user.readonly")
                .doesNotContain("gone@fernbeck.example", "value=\"anna@fernbeck.example\"");
        assertThat(assertions()).anyMatch(claims -> claims.contains("\"sub\":\"boss@fernbeck.example\"")
                && claims.contains("admin.directory.user.readonly"));

        admin.get("/organisations/" + organisation() + "?q=O'Neill");
        GOOGLE.verify(getRequestedFor(urlPathEqualTo("/admin/directory/v1/users")).withQueryParam("query",
                equalTo("'O\\'Neill'")));
        assertThat(admin.call("GET", "ewa", "/api/organisations/" + organisation() + "/people", "application/json", "")
                .body()).contains("Dana Ott", "\"next\":\"page-2\"");
    }

    @Test
    void anAdministratorWhoMayNotListPeopleIsSaidAndAddressesAreTyped() {
        GOOGLE.stubFor(get(urlPathEqualTo("/admin/directory/v1/users")).willReturn(aResponse().withStatus(403)));

        assertThat(Site.follow(admin, admin.upload("/organisations/google",
                Map.of("domain", "fernbeck.example", "administrator", "dana@fernbeck.example"), "key.json",
                GoogleKey.of("k-1"))))
                .contains("People cannot be listed", "Enable the Admin SDK API", "type the addresses");
    }

    @Test
    void whatIsNotAuthorisedIsNotStored() {
        keep();
        refuses(401, "unauthorized_client", "Client is unauthorized");

        assertThat(Site.answered(admin, admin.post("/organisations/" + organisation() + "/mailboxes",
                Map.of("addresses", "dana@fernbeck.example")))).contains("authorise client " + GoogleKey.CLIENT);
        assertThat(site.part(Mailboxes.class).byAddress("dana@fernbeck.example")).isEmpty();
    }

    @Test
    void theSameCanBeDoneOverRest() {
        HttpResponse<String> kept = admin.call("POST", "ewa", "/api/organisations/google", "application/json",
                "{\"domain\":\"fernbeck.example\",\"key\":" + GoogleKey.of("key-one-0001") + "}");

        assertThat(kept.statusCode()).isEqualTo(201);
        assertThat(kept.body()).contains("\"provider\":\"google\"").doesNotContain("PRIVATE");
        assertThat(admin.call("POST", "ewa", "/api/organisations/" + organisation() + "/test", "application/json",
                "{\"address\":\"dana@fernbeck.example\"}").body()).contains("\"works\":true");
        assertThat(admin.call("POST", "anna", "/api/organisations/google", "application/json", "{}").statusCode())
                .isEqualTo(403);
    }

    /** What was signed, decoded. */
    private static List<String> assertions() {
        return GOOGLE.findAll(postRequestedFor(urlPathEqualTo("/token"))).stream().map(request -> {
            String assertion = request.getBodyAsString().replaceFirst(".*assertion=([^&]+).*", "$1");
            return new String(Base64.getUrlDecoder().decode(assertion.split("\\.")[1]),
                    StandardCharsets.UTF_8);
        }).toList();
    }

    private static void refuses(int status, String error, String description) {
        GOOGLE.stubFor(post(urlPathEqualTo("/token")).willReturn(aResponse().withStatus(status)
                .withHeader("Content-Type", "application/json").withBody(
                        "{\"error\":\"" + error + "\",\"error_description\":\"" + description + "\"}")));
    }

    private String tried(String address) {
        return admin.post("/organisations/" + organisation() + "/test", Map.of("address", address)).body();
    }

    private long organisation() {
        return site.jdbc().sql("select organisation_id from organisation").query(Long.class).single();
    }
}
