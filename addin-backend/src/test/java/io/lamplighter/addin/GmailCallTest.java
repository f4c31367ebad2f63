// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.addin.webhook.Pushes;
import io.lamplighter.crm.mailbox.Mailboxes;
import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.google.GoogleUser;
import io.lamplighter.ingest.google.SimulatedKey;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.json.JsonMapper;

/**
 * What calls in the name of Gmail, on the running application: whoever proves to be Google wakes the mailbox, everybody else is
 * turned away and nothing has changed. Nobody asks for mail by himself here.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.DEFINED_PORT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(OutputCaptureExtension.class)
@DirtiesContext
class GmailCallTest {

    private static final String ADDRESS = "mia@seller.example";
    private static final String AUDIENCE = "https://lamp.example/webhooks/gmail";
    private static final String SENDER = "push@lamp.example";
    private static final String DONE = "a call in the name of Gmail was not believed";
    private static final Simulators PROVIDERS = new Simulators();
    private static final SimulatedKey GOOGLES = new SimulatedKey("key-of-google");

    @RegisterExtension
    static final StandIn KEYS = new StandIn();

    @Autowired
    private ApplicationContext context;

    private final GoogleUser mia = PROVIDERS.google.user(ADDRESS);
    private MailboxId mailbox = new MailboxId(1);

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) throws IOException {
        Path data = Files.createTempDirectory(Path.of("target"), "gmail-call-data");
        PROVIDERS.settings(registry);
        registry.add("lamplighter.data-dir", data::toString);
        registry.add("lamplighter.sync.poll-every", () -> "3h");
        registry.add("lamplighter.sync.poll-told-every", () -> "3h");
        String push = "lamplighter.providers.google.push.";
        registry.add(push + "audience", () -> AUDIENCE);
        registry.add(push + "sender", () -> SENDER);
        registry.add(push + "keys", () -> KEYS.baseUrl() + "/certs");
    }

    @BeforeAll
    void connect() {
        KEYS.stubFor(get(urlPathEqualTo("/certs")).willReturn(okJson(GOOGLES.published())));
        new PagesWorld(context).build();
        mia.receives("An offer");
        Browser admin = new Browser(PROVIDERS.port).signIn("ewa");
        admin.get(Browser.location(admin.get(PROVIDERS.allows(
                admin.get("/connect/google/go?owner=anna@fernbeck.example"), ADDRESS))));
        mailbox = context.getBean(Mailboxes.class).byAddress(ADDRESS).orElseThrow().id();
        admin.post("/connect/reading/" + mailbox, Map.of("days", "30"));
        Await.until("the mailbox was read", () -> context.getBean(Mailboxes.class).find(mailbox).orElseThrow()
                .historyCompleteAt().isPresent());
        context.getBean(Pushes.class).renewDue();
        isAtRest();
    }

    @AfterAll
    static void stop() {
        PROVIDERS.close();
    }

    /** The next turn is hours away, and no run is going on that could look once more. */
    private void isAtRest() {
        Await.until("the mailbox is at rest", () -> jdbc().sql("""
                select count(*) from scheduled_tasks t join mailbox m on m.mailbox_id::text = t.task_instance
                 where t.task_name = 'mailbox' and m.mailbox_id = :mailbox and not t.picked and not m.wanted
                   and t.execution_time > now() + interval '1 hour'
                """).param("mailbox", mailbox.value()).query(Long.class).single() == 1);
    }

    private static Map<String, Object> claims() {
        long now = Instant.now().getEpochSecond();
        return new HashMap<>(Map.of("iss", "https://accounts.google.com", "aud", AUDIENCE, "email", SENDER,
                "email_verified", true, "iat", now, "exp", now + 3600));
    }

    private static Map<String, Object> with(String claim, Object value) {
        Map<String, Object> claims = claims();
        claims.put(claim, value);
        return claims;
    }

    private static Map<String, Object> without(String claim) {
        Map<String, Object> claims = claims();
        claims.remove(claim);
        return claims;
    }

    @Test
    void whoeverProvesToBeGoogleWakesTheMailbox() {
        isAtRest();
        long before = entries();
        mia.receives("Only a call can bring this");

        assertThat(call("Bearer " + GOOGLES.signs(claims())).statusCode()).isEqualTo(204);

        Await.until("the mail was read", () -> entries() == before + 1);
        assertThat(called()).isTrue();
        isAtRest();
    }

    static Stream<Arguments> whatIsNotOfGoogle() {
        long now = Instant.now().getEpochSecond();
        SimulatedKey mallory = new SimulatedKey("key-of-google");
        SimulatedKey unknown = new SimulatedKey("key-of-mallory");
        String good = GOOGLES.signs(claims());
        String claims = good.substring(good.indexOf('.') + 1, good.lastIndexOf('.'));
        return Stream.of(
                Arguments.of("another audience", GOOGLES.signs(with("aud", "https://other.example/webhooks/gmail")),
                        "token for another audience"),
                Arguments.of("ours and another audience", GOOGLES.signs(with("aud", List.of(AUDIENCE, "x"))),
                        "token for another audience"),
                Arguments.of("an audience that is a number", GOOGLES.signs(with("aud", 4711)), "token cannot be read"),
                Arguments.of("no audience", GOOGLES.signs(without("aud")), "token for another audience"),
                Arguments.of("another issuer", GOOGLES.signs(with("iss", "https://accounts.google.com.evil.example")),
                        "token of another issuer"),
                Arguments.of("no issuer", GOOGLES.signs(without("iss")), "token of another issuer"),
                Arguments.of("another key by the same name", mallory.signs(claims()), "not signed by Google"),
                Arguments.of("an unknown key", unknown.signs(claims()), "not signed by Google"),
                Arguments.of("expired", GOOGLES.signs(with("exp", now - 600)), "token has expired"),
                Arguments.of("without an end", GOOGLES.signs(without("exp")), "token has expired"),
                Arguments.of("not yet good", GOOGLES.signs(with("nbf", now + 600)), "token is from the future"),
                Arguments.of("signed tomorrow", GOOGLES.signs(with("iat", now + 86_400)), "token is from the future"),
                Arguments.of("another account of Google's", GOOGLES.signs(with("email", "mallory@evil.example")),
                        "token of another service account"),
                Arguments.of("no account", GOOGLES.signs(without("email")), "token of another service account"),
                Arguments.of("an address nobody verified", GOOGLES.signs(with("email_verified", false)),
                        "token of another service account"),
                Arguments.of("verified in words only", GOOGLES.signs(with("email_verified", "true")),
                        "token of another service account"),
                // RFC 8725 §2.1: the token itself says that it needs no signature, or which.
                Arguments.of("unsigned", encoded("{\"alg\":\"none\",\"typ\":\"JWT\"}") + "." + claims + ".",
                        "not signed with RS256"),
                Arguments.of("unsigned in capitals", encoded("{\"alg\":\"NONE\"}") + "." + claims + ".c2ln",
                        "not signed with RS256"),
                Arguments.of("the public key as a password", signedWithThePublicKey(claims), "not signed with RS256"),
                Arguments.of("without a signature", good.substring(0, good.lastIndexOf('.') + 1),
                        "not signed by Google"),
                Arguments.of("other claims under a good signature", good.replace(claims, encoded("{\"iss\":\"x\"}")),
                        "not signed by Google"),
                Arguments.of("header without a key", encoded("{\"alg\":\"RS256\"}") + "." + claims + ".c2ln",
                        "not signed by Google"),
                Arguments.of("nothing for a header", encoded("null") + "." + claims + ".c2ln", "token cannot be read"),
                Arguments.of("a list for a header", encoded("[[[]]]") + "." + claims + ".c2ln", "token cannot be read"),
                Arguments.of("a pit for a header", encoded("{\"alg\":" + "[".repeat(5_000)) + "." + claims + ".c2ln",
                        "token cannot be read"),
                Arguments.of("nothing", "", "no token"), Arguments.of("dots", "...", "token cannot be read"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("whatIsNotOfGoogle")
    void whoeverDoesNotIsTurnedAway(String what, String token, String reason, CapturedOutput output) {
        isAtRest();
        String before = snapshot();
        int asked = PROVIDERS.google.asked();
        int logged = output.getAll().length();

        assertThat(call("Bearer " + token).statusCode()).as(what).isEqualTo(403);

        assertThat(snapshot()).isEqualTo(before);
        assertThat(PROVIDERS.google.asked()).isEqualTo(asked);
        String said = output.getAll().substring(logged);
        assertThat(said).contains(DONE).contains(reason).doesNotContain(ADDRESS, SENDER, AUDIENCE, "mallory",
                "evil.example");
        if (token.length() > 20) {
            assertThat(said).doesNotContain(token.substring(0, 20));
        }
    }

    @Test
    void whoeverBringsNoTokenIsTurnedAway(CapturedOutput output) {
        isAtRest();
        String before = snapshot();

        assertThat(call("").statusCode()).isEqualTo(403);
        assertThat(call("Basic " + GOOGLES.signs(claims())).statusCode()).isIn(401, 403);
        assertThat(call(GOOGLES.signs(claims())).statusCode()).isEqualTo(403);
        // The server itself takes no header of that length.
        assertThat(call("Bearer " + "x".repeat(20_000)).statusCode()).isEqualTo(400);

        assertThat(snapshot()).isEqualTo(before);
        assertThat(output.getAll()).contains(DONE).contains("no token").doesNotContain(ADDRESS);
    }

    /** RFC 7518 §3.1: HMAC with what everybody may know, for verifiers that let the header choose. */
    private static String signedWithThePublicKey(String claims) {
        String content = encoded("{\"alg\":\"HS256\",\"kid\":\"key-of-google\"}") + "." + claims;
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(GOOGLES.published().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return content + "." + Base64.getUrlEncoder().withoutPadding()
                    .encodeToString(mac.doFinal(content.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Everything that a forger could want to move. */
    private String snapshot() {
        return String.join("\n",
                text("select task_instance, execution_time, picked, version from scheduled_tasks where task_name = 'mailbox'"
                        + " and task_instance = '" + mailbox + "'"),
                text("select mailbox_id, wanted, paused, last_run_at from mailbox where mailbox_id = " + mailbox),
                text("select id, last_call_at, expires_at from push_subscription"),
                text("select mailbox_id, source from ledger_entry where mailbox_id = " + mailbox));
    }

    private String text(String select) {
        return jdbc().sql("select coalesce(string_agg(r::text, ';' order by r::text), '') from (" + select + ") r")
                .query(String.class).single();
    }

    private long entries() {
        return jdbc().sql("select count(*) from ledger_entry where mailbox_id = :mailbox")
                .param("mailbox", mailbox.value()).query(Long.class).single();
    }

    private boolean called() {
        return jdbc().sql("""
                select count(*) from push_subscription
                 where mailbox_id = :mailbox and resource like 'projects/%' and last_call_at is not null
                """).param("mailbox", mailbox.value()).query(Long.class).single() > 0;
    }

    private static HttpResponse<String> call(String authorization) {
        String said = encoded(text(Map.of("emailAddress", ADDRESS, "historyId", "987654321")));
        HttpRequest.Builder request = HttpRequest
                .newBuilder(URI.create("http://127.0.0.1:" + PROVIDERS.port + "/webhooks/gmail"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(text(Map.of("message", Map.of("data", said)))));
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send((authorization.isEmpty() ? request : request.header("Authorization", authorization))
                    .build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new AssertionError(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stopped);
        }
    }

    private static String text(Map<String, Object> object) {
        return new JsonMapper().writeValueAsString(object);
    }

    private JdbcClient jdbc() {
        return context.getBean(JdbcClient.class);
    }
}
