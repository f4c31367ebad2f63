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

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.lamplighter.addin.oauth.OAuthConnections;
import io.lamplighter.crm.mailbox.Mailboxes;
import io.lamplighter.ingest.MailboxId;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A Google Workspace domain opened by a service account with domain-wide delegation. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DirtiesContext
class ServiceAccountTest {

    private static final String CLIENT = "112233445566778899";
    private static final String PRIVATE = privateKey();
    private static final WireMockServer GOOGLE = new WireMockServer(
            WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));

    @Autowired
    private ApplicationContext context;

    @LocalServerPort
    private int port;

    private Browser admin;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) throws IOException {
        GOOGLE.start();
        Path data = Files.createTempDirectory(Path.of("target"), "service-account-data");
        registry.add("lamplighter.data-dir", data::toString);
        registry.add("lamplighter.providers.google.token", () -> GOOGLE.baseUrl() + "/token");
        registry.add("lamplighter.providers.google.apis", () -> GOOGLE.baseUrl() + "/");
    }

    @BeforeAll
    void fill() {
        new PagesWorld(context).build();
        admin = new Browser(port).signIn("ewa");
    }

    @AfterAll
    static void stop() {
        GOOGLE.stop();
    }

    @BeforeEach
    void google() {
        GOOGLE.resetAll();
        jdbc().sql("delete from oauth_connection").update();
        jdbc().sql("delete from mailbox where connector = 'google'").update();
        jdbc().sql("delete from organisation").update();
        GOOGLE.stubFor(post(urlPathEqualTo("/token")).willReturn(okJson(
                "{\"access_token\":\"ya29.dana\",\"expires_in\":3600,\"token_type\":\"Bearer\"}")));
        GOOGLE.stubFor(get(urlPathMatching("/gmail/v1/users/[^/]+/profile")).willReturn(okJson(
                "{\"emailAddress\":\"dana@fernbeck.example\",\"messagesTotal\":12,\"historyId\":\"7\"}")));
    }

    private static String privateKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return Base64.getEncoder().encodeToString(generator.generateKeyPair().getPrivate().getEncoded());
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new AssertionError(everyJavaHasIt);
        }
    }

    private static String key(String id) {
        return """
                {"type":"service_account","project_id":"fernbeck","private_key_id":"%s","client_id":"%s",
                 "private_key":"-----BEGIN PRIVATE KEY-----\\n%s\\n-----END PRIVATE KEY-----\\n",
                 "client_email":"lamp@fernbeck.iam.gserviceaccount.com","token_uri":"https://evil.example/token"}"""
                .formatted(id, CLIENT, PRIVATE);
    }

    private String keep() {
        return follow(admin.upload("/organisations/google", Map.of("domain", "fernbeck.example"), "key.json",
                key("key-one-0001")));
    }

    @Test
    void theKeyIsSealedAndNeverShownAgain() {
        String page = keep();

        assertThat(page).contains("The key is kept, sealed", CLIENT, "gmail.readonly", "Domain-wide delegation",
                "key key-one-").doesNotContain(PRIVATE.substring(100, 200), "BEGIN PRIVATE KEY");
        assertThat(jdbc().sql("select secret from organisation").query(String.class).single()).startsWith("2:")
                .doesNotContain(PRIVATE.substring(100, 200));
        assertThat(admin.call("GET", "ewa", "/api/organisations", "application/json", "").body())
                .contains("\"keyId\":\"key-one-0001\"").doesNotContain("private", "BEGIN", "secret");
    }

    @Test
    void aKeyOfAFormerSealIsSealedAnew() {
        keep();
        jdbc().sql("update organisation set secret = '1:' || split_part(secret, ':', 3)").update();

        assertThat(admin.call("POST", "ewa", "/api/secrets/rotate", "application/json", "").body())
                .isEqualTo("{\"sealedAnew\":1}");
        assertThat(tried("dana@fernbeck.example")).contains("dana@fernbeck.example can be read");
    }

    @Test
    void whatIsNoKeyIsRefusedWithoutQuotingIt() {
        assertThat(admin.post("/organisations/google",
                Map.of("domain", "fernbeck.example", "key", "{\"type\":\"authorized_user\",\"secret\":\"s3cr3t\"}"))
                .body())
                .contains("This is not the key of a service account").doesNotContain("s3cr3t");
        assertThat(admin.upload("/organisations/google", Map.of("domain", "not a domain"), "key.json",
                key("k")).body()).contains("Enter the domain of the organisation");
        assertThat(jdbc().sql("select count(*) from organisation").query(Long.class).single()).isZero();
    }

    @Test
    void aNewerKeyReplacesTheOlderOne() {
        keep();
        admin.upload("/organisations/google", Map.of("domain", "fernbeck.example"), "key.json", key("key-two-0002"));

        assertThat(jdbc().sql("select key_id from organisation").query(String.class).list())
                .containsExactly("key-two-0002");
    }

    @Test
    void theTestSaysWhichClientAndScopesAreToBeAuthorised() {
        keep();
        refuses(401, "unauthorized_client", "Client is unauthorized to retrieve access tokens using this method");

        assertThat(tried("dana@fernbeck.example")).contains("dana@fernbeck.example cannot be read",
                "authorise client " + CLIENT, "https://www.googleapis.com/auth/gmail.readonly",
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

    @Test
    void addressesThatWereTypedAreReadAsTheirUsers() {
        keep();

        String page = answered(admin.post("/organisations/" + organisation() + "/mailboxes",
                Map.of("addresses", "dana@fernbeck.example", "days", "30", "calendar", "true")));

        assertThat(page).contains("One of one is connected");
        long id = context.getBean(Mailboxes.class).byAddress("dana@fernbeck.example").orElseThrow().id().value();
        assertThat(context.getBean(OAuthConnections.class)
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
        String page = follow(admin.upload("/organisations/google",
                Map.of("domain", "fernbeck.example", "administrator", "boss@fernbeck.example"), "key.json",
                key("k-1")));

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

        assertThat(follow(admin.upload("/organisations/google",
                Map.of("domain", "fernbeck.example", "administrator", "dana@fernbeck.example"), "key.json",
                key("k-1")))).contains("People cannot be listed", "Enable the Admin SDK API", "type the addresses");
    }

    @Test
    void whatIsNotAuthorisedIsNotStored() {
        keep();
        refuses(401, "unauthorized_client", "Client is unauthorized");

        assertThat(answered(admin.post("/organisations/" + organisation() + "/mailboxes",
                Map.of("addresses", "dana@fernbeck.example")))).contains("authorise client " + CLIENT);
        assertThat(context.getBean(Mailboxes.class).byAddress("dana@fernbeck.example")).isEmpty();
    }

    @Test
    void theSameCanBeDoneOverRest() {
        HttpResponse<String> kept = admin.call("POST", "ewa", "/api/organisations/google", "application/json",
                "{\"domain\":\"fernbeck.example\",\"key\":" + key("key-one-0001") + "}");

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

    private String follow(HttpResponse<String> answer) {
        return admin.get(Browser.location(answer)).body();
    }

    private String answered(HttpResponse<String> begun) {
        String at = Browser.location(begun);
        for (int i = 0; i < 300; i++) {
            if (admin.call("GET", "ewa", at.replace("/mailboxes/", "/api/mailboxes/"), "application/json", "").body()
                    .contains("\"waiting\":0")) {
                return admin.get(at).body();
            }
            LockSupport.parkNanos(50_000_000L);
        }
        throw new AssertionError("rows wait still");
    }

    private long organisation() {
        return jdbc().sql("select organisation_id from organisation").query(Long.class).single();
    }

    private JdbcClient jdbc() {
        return context.getBean(JdbcClient.class);
    }
}
