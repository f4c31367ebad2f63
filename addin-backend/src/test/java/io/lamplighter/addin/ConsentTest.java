// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpServer;
import io.lamplighter.addin.oauth.OAuthConnections;
import io.lamplighter.crm.mailbox.MailboxState;
import io.lamplighter.crm.mailbox.Mailboxes;
import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.mailbox.MailboxFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
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

/** Mailboxes connected with their owner's consent, against a provider that gives what it is told to give. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DirtiesContext
class ConsentTest {

    private static final String MAIL = "https://graph.microsoft.com/Mail.Read https://graph.microsoft.com/Calendars.Read";
    private static final Provider PROVIDER = new Provider();

    @Autowired
    private ApplicationContext context;

    @LocalServerPort
    private int port;

    private Browser admin;
    private Browser rep;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) throws IOException {
        Path data = Files.createTempDirectory(Path.of("target"), "consent-data");
        registry.add("lamplighter.data-dir", data::toString);
        registry.add("lamplighter.providers.microsoft.client-id", () -> "client-1");
        registry.add("lamplighter.providers.microsoft.client-secret", () -> "secret-of-the-client");
        registry.add("lamplighter.providers.microsoft.authority", () -> PROVIDER.url());
        registry.add("lamplighter.providers.microsoft.graph", () -> PROVIDER.url() + "/v1.0");
    }

    @BeforeAll
    void fill() {
        new PagesWorld(context).build();
        admin = new Browser(port).signIn("ewa");
        rep = new Browser(port).signIn("anna");
    }

    @AfterAll
    static void stop() {
        PROVIDER.close();
    }

    @BeforeEach
    void provider() {
        PROVIDER.gives("dana@fernbeck.example", MAIL);
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

        assertThat(back(admin, "/connect/callback?code=good&state=" + state)).contains(
                "dana@fernbeck.example is connected. Say how far back it is to be read.",
                "How much of dana@fernbeck.example?");
        Map<String, String> form = PROVIDER.last();
        assertThat(form).containsEntry("grant_type", "authorization_code").containsEntry("code", "good")
                .containsEntry("client_secret", "secret-of-the-client");
        assertThat(challenge(form.getOrDefault("code_verifier", ""))).isEqualTo(PROVIDER.challenge);
        assertThat(jdbc().sql("select refresh_token || access_token from oauth_connection").query(String.class).list())
                .isNotEmpty().noneMatch(stored -> stored.contains("refresh-1") || stored.contains("access-1"));
        assertThat(connections().current(id("dana@fernbeck.example"))).isEqualTo("access-1");
    }

    @Test
    void aTokenThatIsRefusedIsRenewedAndTheNewRefreshTokenIsKept() {
        PROVIDER.gives("eric@fernbeck.example", MAIL);
        back(admin, "/connect/callback?code=good&state=" + begin(admin, ""));
        MailboxId mailbox = id("eric@fernbeck.example");
        PROVIDER.renews("access-2", "refresh-2");

        connections().refused(mailbox, connections().current(mailbox));

        assertThat(connections().current(mailbox)).isEqualTo("access-2");
        PROVIDER.renews("access-3", "");
        connections().refused(mailbox, "access-2");
        assertThat(connections().current(mailbox)).isEqualTo("access-3");
        assertThat(PROVIDER.last()).containsEntry("refresh_token", "refresh-2");
    }

    @Test
    void secretsOfAFormerKeyAreSealedAnew() {
        PROVIDER.gives("kim@fernbeck.example", MAIL);
        back(admin, "/connect/callback?code=good&state=" + begin(admin, ""));
        MailboxId mailbox = id("kim@fernbeck.example");
        // As they were written before keys had ids.
        jdbc().sql(
                """
                        update oauth_connection
                           set refresh_token = '1:' || split_part(refresh_token, ':', 3), access_token = '1:' || split_part(access_token, ':', 3)
                         where mailbox_id = :mailbox
                        """)
                .param("mailbox", mailbox.value()).update();

        assertThat(admin.call("POST", "ewa", "/api/secrets/rotate", "application/json", "").body())
                .isEqualTo("{\"sealedAnew\":2}");
        assertThat(admin.call("POST", "ewa", "/api/secrets/rotate", "application/json", "").body())
                .isEqualTo("{\"sealedAnew\":0}");
        assertThat(connections().current(mailbox)).isEqualTo("access-1");
        assertThat(admin.call("POST", "anna", "/api/secrets/rotate", "application/json", "").statusCode())
                .isEqualTo(403);
    }

    @Test
    void whoWithdrewConsentMustSignInAgain() {
        PROVIDER.gives("fay@fernbeck.example", MAIL);
        back(admin, "/connect/callback?code=good&state=" + begin(admin, ""));
        MailboxId mailbox = id("fay@fernbeck.example");
        PROVIDER.refuses("invalid_grant");
        connections().refused(mailbox, connections().current(mailbox));

        assertThat(catchThrowable(() -> connections().current(mailbox)))
                .isInstanceOf(MailboxFailure.SignInAgain.class).hasMessageContaining("Connect it again")
                .hasMessageNotContaining("refresh-1");
    }

    @Test
    void aStateIsGoodOnceAndForWhomItWasMadeOnly() {
        PROVIDER.gives("gil@fernbeck.example", MAIL);
        String state = begin(admin, "");
        assertThat(back(rep, "/connect/callback?code=good&state=" + state)).contains("was begun by somebody else");
        assertThat(back(admin, "/connect/callback?code=good&state=" + state)).contains("Nothing was changed.");
        assertThat(find("gil@fernbeck.example")).isEmpty();

        String another = begin(admin, "");
        back(admin, "/connect/callback?code=good&state=" + another);
        assertThat(back(admin, "/connect/callback?code=good&state=" + another)).contains("was used already");
        assertThat(back(admin, "/connect/callback?code=good&state=made-up")).contains("Nothing was changed.");
    }

    @Test
    void whatIsNotEnoughIsRefusedWithWhatToDo() {
        PROVIDER.gives("hal@fernbeck.example", "https://graph.microsoft.com/Calendars.Read");
        assertThat(back(admin, "/connect/callback?code=good&state=" + begin(admin, "")))
                .contains("leave the box for mail ticked");

        PROVIDER.refuses("invalid_grant");
        assertThat(back(admin, "/connect/callback?code=late&state=" + begin(admin, "")))
                .contains("has expired or was used before");

        assertThat(back(admin, "/connect/callback?error=access_denied&state=" + begin(admin, "")))
                .contains("reading was not allowed at the provider");
        assertThat(find("hal@fernbeck.example")).isEmpty();
    }

    @Test
    void aTokenMadeForAnotherApplicationSaysNothing() {
        PROVIDER.gives("ida@fernbeck.example", MAIL);
        PROVIDER.audience = "somebody-else";
        assertThat(back(admin, "/connect/callback?code=good&state=" + begin(admin, "")))
                .contains("did not say whose mailbox it is");
        assertThat(find("ida@fernbeck.example")).isEmpty();
    }

    @Test
    void aRepConnectsTheirOwnMailboxWhoeverTheyName() {
        PROVIDER.gives("jo@fernbeck.example", MAIL);
        back(rep, "/connect/callback?code=good&state=" + begin(rep, "&owner=marta@fernbeck.example"));

        assertThat(find("jo@fernbeck.example")).hasValueSatisfying(
                mailbox -> assertThat(mailbox.ownerName()).isEqualTo("Anna Reyes"));
    }

    @Test
    void nothingIsReadUntilItIsSaidHowFarBack() {
        PROVIDER.gives("lee@fernbeck.example", MAIL);
        String page = back(admin, "/connect/callback?code=good&state=" + begin(admin, ""));
        MailboxId mailbox = id("lee@fernbeck.example");

        assertThat(page).contains("How much of lee@fernbeck.example?", "How much that is, the provider does not say.",
                "Everything there is");
        assertThat(find("lee@fernbeck.example").orElseThrow().waiting()).isTrue();
        assertThat(context.getBean(Mailboxes.class).toBeRead("graph")).doesNotContain(mailbox);
        assertThat(admin.get("/mailboxes").body()).contains("Waits for somebody to say how far back");

        assertThat(Browser.location(admin.post("/connect/reading/" + mailbox, Map.of("days", "365"))))
                .isEqualTo("/mailboxes/" + mailbox);

        assertThat(find("lee@fernbeck.example").orElseThrow().waiting()).isFalse();
        assertThat(connections().connection(mailbox).since())
                .isBetween(context.getBean(Clock.class).instant().minus(Duration.ofDays(366)),
                        context.getBean(Clock.class).instant().minus(Duration.ofDays(364)));
        assertThat(admin.get("/mailboxes/" + mailbox).body()).contains("It was said how far back to read.");
    }

    @Test
    void everybodyChoosesWhatIsReadOfTheOwnMailboxAndOfNoOther() {
        PROVIDER.gives("max@fernbeck.example", MAIL);
        back(admin, "/connect/callback?code=good&state=" + begin(admin, ""));
        String mine = "/connect/reading/" + id("max@fernbeck.example");
        String priyas = "/connect/reading/" + id("priya@fernbeck.example");

        assertThat(rep.get(mine).statusCode()).isEqualTo(200);
        assertThat(rep.get(priyas).statusCode()).isEqualTo(404);
        assertThat(rep.post(priyas, Map.of("days", "30")).statusCode()).isEqualTo(404);
    }

    private String begin(Browser browser, String more) {
        String owner = browser == admin ? "&owner=anna@fernbeck.example" : "";
        HttpResponse<String> sent = browser.get("/connect/microsoft/go?days=30" + owner + more);
        Map<String, String> query = parameters(sent.headers().firstValue("refresh").orElseThrow()
                .replaceFirst("^[^?]*\\?", ""));
        assertThat(query).containsEntry("code_challenge_method", "S256").containsEntry("client_id", "client-1");
        assertThat(query.get("redirect_uri")).endsWith("/connect/callback");
        PROVIDER.challenge = query.getOrDefault("code_challenge", "");
        return query.getOrDefault("state", "");
    }

    /** What the page says to whom the provider sends back. */
    private static String back(Browser browser, String callback) {
        return browser.get(Browser.location(browser.get(callback))).body();
    }

    private static String challenge(String verifier) {
        try {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(
                    MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static Map<String, String> parameters(String encoded) {
        Map<String, String> parameters = new HashMap<>();
        for (String one : encoded.split("&")) {
            int equals = one.indexOf('=');
            parameters.put(one.substring(0, equals),
                    URLDecoder.decode(one.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return parameters;
    }

    private Optional<MailboxState> find(String address) {
        return context.getBean(Mailboxes.class).all().stream().filter(m -> m.address().equals(address)).findFirst();
    }

    private MailboxId id(String address) {
        return find(address).orElseThrow().id();
    }

    private OAuthConnections connections() {
        return context.getBean(OAuthConnections.class);
    }

    private JdbcClient jdbc() {
        return context.getBean(JdbcClient.class);
    }

    /** A token endpoint. */
    private static final class Provider implements AutoCloseable {

        private final HttpServer server;
        private final List<Map<String, String>> forms = new CopyOnWriteArrayList<>(new ArrayList<>());
        private volatile String answer = "{}";
        private volatile int status = 200;
        private volatile String audience = "client-1";
        private volatile String challenge = "";

        Provider() {
            try {
                server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
            server.createContext("/", exchange -> {
                byte[] asked = exchange.getRequestBody().readAllBytes();
                boolean token = exchange.getRequestURI().getPath().endsWith("/oauth2/v2.0/token");
                byte[] body = (token ? answer() : "{}").getBytes(StandardCharsets.UTF_8);
                if (token) {
                    forms.add(parameters(new String(asked, StandardCharsets.UTF_8)));
                }
                exchange.getResponseHeaders().add("Content-Type", "application/json");
                exchange.sendResponseHeaders(token ? status : 503, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            server.start();
        }

        private String address = "";

        private String answer() {
            return answer.replace("IDENTITY", "e30." + Base64.getUrlEncoder().withoutPadding().encodeToString(
                    ("{\"aud\":\"" + audience + "\",\"email\":\"" + address + "\"}").getBytes(StandardCharsets.UTF_8))
                    + ".c2ln");
        }

        void gives(String whose, String scopes) {
            address = whose;
            audience = "client-1";
            status = 200;
            answer = "{\"access_token\":\"access-1\",\"expires_in\":3600,\"refresh_token\":\"refresh-1\",\"scope\":\""
                    + scopes
                    + "\",\"id_token\":\"IDENTITY\"}";
        }

        void renews(String access, String refresh) {
            answer = "{\"access_token\":\"" + access + "\",\"expires_in\":3600"
                    + (refresh.isEmpty() ? "" : ",\"refresh_token\":\"" + refresh + "\"") + "}";
        }

        void refuses(String error) {
            status = 400;
            answer = "{\"error\":\"" + error + "\",\"error_description\":\"AADSTS70000 and refresh-1\"}";
        }

        Map<String, String> last() {
            return forms.getLast();
        }

        String url() {
            return "http://127.0.0.1:" + server.getAddress().getPort();
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
