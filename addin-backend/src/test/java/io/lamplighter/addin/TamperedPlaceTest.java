// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.addin.connect.MailboxConnections;
import io.lamplighter.crm.ledger.Comparisons;
import io.lamplighter.crm.mailbox.MailboxEvents;
import io.lamplighter.crm.mailbox.MailboxState;
import io.lamplighter.crm.mailbox.Mailboxes;
import io.lamplighter.ingest.MailboxId;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * Somebody changes in the database where reading goes on: on the running application with its schedule. Nobody elsewhere is
 * asked for anything, our token stays here, people are told, and the mailbox recovers by being read again.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.DEFINED_PORT, properties = "db-scheduler.polling-interval=200ms")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(OutputCaptureExtension.class)
@DirtiesContext
class TamperedPlaceTest {

    private static final String LEA = "lea@seller.example";
    private static final String MIA = "mia@seller.example";
    private static final String NOT_OURS = "is not one that Lamplighter wrote";
    private static final Simulators PROVIDERS = new Simulators();

    @RegisterExtension
    static final StandIn ELSEWHERE = new StandIn();

    @Autowired
    private ApplicationContext context;

    private Browser admin;
    private int arrived;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) throws IOException {
        Path data = Files.createTempDirectory(Path.of("target"), "tampered-data");
        PROVIDERS.settings(registry);
        registry.add("lamplighter.data-dir", data::toString);
    }

    @BeforeAll
    void connect() {
        new PagesWorld(context).build();
        admin = new Browser(PROVIDERS.port).signIn("ewa");
        PROVIDERS.graph.mailbox("boss@seller.example").receives("Salaries");
        for (int i = 0; i < 5; i++) {
            PROVIDERS.graph.mailbox(LEA).receives("An offer " + i);
            PROVIDERS.google.user(MIA).receives("An offer " + i);
        }
        connected("microsoft", LEA);
        connected("google", MIA);
    }

    @AfterAll
    static void stop() {
        PROVIDERS.close();
    }

    private void connected(String provider, String address) {
        admin.get(Browser.location(admin.get(PROVIDERS.allows(admin.get("/connect/" + provider
                + "/go?owner=anna@fernbeck.example&calendar=true"), address))));
        admin.post("/connect/reading/" + mailbox(address), Map.of("days", "30"));
        Await.until(address + " was read", () -> state(address).historyCompleteAt().isPresent());
    }

    static Stream<Arguments> whereLinksCouldLead() {
        String base = PROVIDERS.graph.base().toString();
        String mine = base + "/me/";
        int port = PROVIDERS.graph.base().getPort();
        int other = ELSEWHERE.port();
        return Stream.of(Arguments.of("another port", base, "http://127.0.0.1:" + other + "/v1.0"),
                Arguments.of("another host", base, "http://localhost:" + other + "/v1.0"),
                Arguments.of("a host that is none", base, "https://graph.microsoft.com.evil.example/v1.0"),
                Arguments.of("https instead of http", base, "https://127.0.0.1:" + port + "/v1.0"),
                Arguments.of("our host as a user", base, "http://127.0.0.1@localhost:" + other + "/v1.0"),
                Arguments.of("our host and port as a user", base,
                        "http://127.0.0.1:" + port + "@127.0.0.1:" + other + "/v1.0"),
                Arguments.of("a user at our host", base, "http://lea@127.0.0.1:" + port + "/v1.0"),
                Arguments.of("a backslash", base, "http://127.0.0.1:" + other + "\\@127.0.0.1:" + port + "/v1.0"),
                Arguments.of("digits of another script", base, "http://１２７.0.0.1:" + other + "/v1.0"),
                Arguments.of("a letter of another script", base, "http://lоcalhost:" + other + "/v1.0"),
                Arguments.of("the same in Punycode", base, "http://xn--lcalhost-7fg:" + other + "/v1.0"),
                Arguments.of("our address as a number", base, "http://2130706433:" + other + "/v1.0"),
                Arguments.of("no scheme", base, "//127.0.0.1:" + other + "/v1.0"),
                Arguments.of("another version", base, base.replace("v1.0", "beta")),
                Arguments.of("dots", base, base + "/../beta"),
                Arguments.of("another user", mine, base + "/users/boss%40seller.example/"),
                Arguments.of("another user as OData writes it", mine, base + "/users('boss@seller.example')/"),
                Arguments.of("another user by dots", mine, mine + "../users/boss%40seller.example/"),
                Arguments.of("another user by hidden dots", mine, mine + "%2e%2e/users/boss%40seller.example/"),
                Arguments.of("another user by a slash", mine, base + "//users/boss%40seller.example/"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("whereLinksCouldLead")
    void aLinkThatLeadsElsewhereIsNotFollowed(String what, String here, String there, CapturedOutput output) {
        long lost = lost(LEA);
        PROVIDERS.graph.requests().reset();

        tamper(LEA, token -> token.replace(encoded(here), encoded(there)));

        Await.until("the mailbox says that it starts over", () -> lost(LEA) == lost + 1);
        recovers(LEA);
        assertThat(ELSEWHERE.getAllServeEvents()).isEmpty();
        assertThat(PROVIDERS.graph.requests().all()).noneMatch(asked -> asked.contains("boss")
                || asked.contains("/beta/"));
        assertThat(admin.get("/mailboxes/" + mailbox(LEA)).body()).contains(NOT_OURS);
        assertThat(output.getAll()).doesNotContain(there);
        assertThat(jdbc().sql("select count(*) from interaction where subject = 'Salaries'").query(Long.class)
                .single()).isZero();
    }

    static List<Arguments> whatGooglesPlaceCouldBe() {
        return List.of(Arguments.of("a history that is no number", "^mail \\d+", "mail x", true),
                Arguments.of("one below zero", "^mail \\d+", "mail -1", true),
                Arguments.of("one beyond 64 bits", "^mail \\d+", "mail 99999999999999999999999", true),
                Arguments.of("one of tomorrow", "^mail \\d+", "mail 18446744073709551615", false),
                Arguments.of("one long gone", "^mail \\d+", "mail 1", false),
                Arguments.of("an address", "^mail \\d+", "mail http://127.0.0.1:" + ELSEWHERE.port() + "/", true),
                Arguments.of("an address for a token", "events DONE [^ ]+",
                        "events DONE http://127.0.0.1:" + ELSEWHERE.port() + "/", true),
                Arguments.of("the same encoded", "events DONE [^ ]+",
                        "events DONE " + encoded("http://127.0.0.1:" + ELSEWHERE.port() + "/"), false),
                Arguments.of("a token that asks for somebody else", "events DONE [^ ]+",
                        "events DONE " + encoded("x&calendarId=boss@seller.example"), false),
                Arguments.of("another stage", "events DONE", "events ROOT", true));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("whatGooglesPlaceCouldBe")
    void aPlaceOfGooglesThatWasChangedIsReadAgain(String what, String from, String to, boolean isSeenByUs) {
        long lost = lost(MIA);

        String tampered = tamper(MIA, token -> token.replaceFirst("(?m)" + from, to));

        Await.patiently("the changed place is gone", () -> !token(MIA).equals(tampered) && !token(MIA).isEmpty());
        recovers(MIA);
        assertThat(lost(MIA)).isEqualTo(isSeenByUs ? lost + 1 : lost);
        assertThat(ELSEWHERE.getAllServeEvents()).isEmpty();
        assertThat(PROVIDERS.google.requests()).noneMatch(asked -> asked.path().contains("boss@seller.example"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "mail true\nfolder"})
    void aPlaceThatIsNoneIsReadAgain(String token) {
        long lost = lost(LEA);

        tamper(LEA, before -> token.isEmpty() ? before.substring(0, before.length() / 2) : token);

        Await.until("the mailbox says that it starts over", () -> lost(LEA) == lost + 1);
        recovers(LEA);
    }

    /** While it is paused: a run that is going on would only find that somebody else moved its place. */
    private String tamper(String address, UnaryOperator<String> change) {
        MailboxConnections connections = context.getBean(MailboxConnections.class);
        connections.pause(mailbox(address));
        Await.until("no run is going on", () -> jdbc().sql("""
                select count(*) from scheduled_tasks
                 where task_name = 'mailbox' and task_instance = :mailbox and picked
                """).param("mailbox", mailbox(address).toString()).query(Long.class).single() == 0);
        String before = token(address);
        String after = change.apply(before);
        assertThat(after).as("tampered").isNotEqualTo(before);
        jdbc().sql("update mailbox_cursor set token = :token where mailbox_id = :mailbox").param("token", after)
                .param("mailbox", mailbox(address).value()).update();
        connections.resume(mailbox(address));
        return after;
    }

    /** What was there is there once, what comes now comes once, and the provider has nothing that we have not. */
    private void recovers(String address) {
        Instant before = Instant.now();
        String subject = "After it " + ++arrived;
        if (address.equals(LEA)) {
            PROVIDERS.graph.mailbox(LEA).receives(subject);
        } else {
            PROVIDERS.google.user(MIA).receives(subject);
        }
        Await.patiently("what arrived is stored",
                () -> entries(address) == 5 + arrivedAt(address) && state(address).failingSince().isEmpty());
        admin.post("/mailboxes/" + mailbox(address) + "/compare", Map.of());
        Await.patiently("it was compared",
                () -> compared(address).filter(sum -> sum.checkedAt().isAfter(before)).isPresent());
        assertThat(compared(address)).hasValueSatisfying(sum -> {
            assertThat(sum.missing()).isZero();
            assertThat(sum.provider()).isEqualTo(entries(address));
        });
        assertThat(jdbc().sql("""
                select count(*) from (
                    select 1 from interaction i join ledger_entry e using (interaction_id)
                     where e.mailbox_id = :mailbox group by e.key having count(distinct interaction_id) > 1) twice
                """).param("mailbox", mailbox(address).value()).query(Long.class).single()).isZero();
    }

    private int arrivedAt(String address) {
        return address.equals(LEA)
                ? PROVIDERS.graph.mailbox(LEA).subjects("inbox").size() - 5
                : PROVIDERS.google.user(MIA).mail().size() - 5;
    }

    private Optional<Comparisons.Sum> compared(String address) {
        return Optional.ofNullable(context.getBean(Comparisons.class).latest().get(mailbox(address)));
    }

    private long entries(String address) {
        return jdbc().sql("select count(*) from ledger_entry where mailbox_id = :mailbox and vanished_at is null")
                .param("mailbox", mailbox(address).value()).query(Long.class).single();
    }

    private long lost(String address) {
        return context.getBean(MailboxEvents.class).latest(mailbox(address), Long.MAX_VALUE, 1_000).stream()
                .filter(event -> event.kind() == MailboxEvents.Kind.CURSOR_LOST).count();
    }

    private String token(String address) {
        return jdbc().sql("select token from mailbox_cursor where mailbox_id = :mailbox")
                .param("mailbox", mailbox(address).value()).query(String.class).optional().orElse("");
    }

    private MailboxId mailbox(String address) {
        return state(address).id();
    }

    private MailboxState state(String address) {
        return context.getBean(Mailboxes.class).byAddress(address).orElseThrow();
    }

    private static String encoded(String url) {
        return URLEncoder.encode(url, StandardCharsets.UTF_8);
    }

    private JdbcClient jdbc() {
        return context.getBean(JdbcClient.class);
    }
}
