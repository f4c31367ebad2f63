// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.addin.oauth.Farewells;
import io.lamplighter.addin.oauth.OAuthConnections;
import io.lamplighter.addin.webhook.Pushes;
import io.lamplighter.crm.mailbox.MailboxState;
import io.lamplighter.crm.mailbox.Mailboxes;
import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.google.Answer;
import io.lamplighter.ingest.google.FaultScript;
import io.lamplighter.ingest.google.FaultScripts;
import io.lamplighter.ingest.google.GoogleUser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** What providers are told when a mailbox is removed, against simulators of both. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.DEFINED_PORT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DirtiesContext
class FarewellTest {

    private static final Simulators PROVIDERS = new Simulators();

    @Autowired
    private ApplicationContext context;

    private Browser admin;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) throws IOException {
        Path data = Files.createTempDirectory(Path.of("target"), "farewell-data");
        registry.add("lamplighter.data-dir", data::toString);
        PROVIDERS.settings(registry);
    }

    @BeforeAll
    void fill() {
        new PagesWorld(context).build();
        admin = new Browser(PROVIDERS.port).signIn("ewa");
    }

    @AfterAll
    static void stop() {
        PROVIDERS.close();
    }

    /** Connected, read, and watched. */
    private MailboxId connected(String provider, String address) {
        String back = PROVIDERS.allows(admin.get("/connect/" + provider
                + "/go?owner=anna@fernbeck.example&calendar=true&transcripts=true"), address);
        assertThat(admin.get(Browser.location(admin.get(back))).body()).contains(address);
        MailboxId mailbox = find(address).id();
        admin.post("/connect/reading/" + mailbox, Map.of("days", "30"));
        Await.until(address + " was read", () -> find(address).historyCompleteAt().isPresent());
        context.getBean(Pushes.class).renewDue();
        assertThat(context.getBean(Pushes.class).isTold(mailbox)).isTrue();
        return mailbox;
    }

    @Test
    void microsoftCallsNoMoreForAMailboxThatWasRemoved() {
        PROVIDERS.graph.mailbox("lea@seller.example").receives("An offer");
        MailboxId mailbox = connected("microsoft", "lea@seller.example");
        assertThat(PROVIDERS.graph.pushes().resources()).containsExactly("me/events", "me/messages");

        admin.post("/mailboxes/" + mailbox + "/remove", Map.of("what", "keep"));

        assertThat(context.getBean(Mailboxes.class).find(mailbox)).isEmpty();
        Await.until("no subscription is left", () -> PROVIDERS.graph.pushes().resources().isEmpty());
        Await.until("nothing is kept", () -> kept() == 0);
    }

    @Test
    void googleForgetsThePermissionAndCallsNoMore() {
        GoogleUser mia = user("mia@seller.example");
        MailboxId mailbox = connected("google", mia.address());
        String access = context.getBean(OAuthConnections.class).current(mailbox);
        assertThat(PROVIDERS.google.isWatched(mia)).isTrue();
        assertThat(PROVIDERS.google.channels(mia)).isEqualTo(1);
        assertThat(PROVIDERS.google.people().accepted(access)).isPresent();

        admin.post("/mailboxes/" + mailbox + "/remove", Map.of("what", "erase"));

        Await.until("nothing is kept", () -> kept() == 0);
        assertThat(PROVIDERS.google.isWatched(mia)).isFalse();
        assertThat(PROVIDERS.google.channels(mia)).isZero();
        assertThat(PROVIDERS.google.people().accepted(access)).isEmpty();
    }

    @Test
    void aProviderThatDoesNotAnswerHoldsNobodyUpAndIsToldLater() {
        GoogleUser noa = user("noa@seller.example");
        MailboxId mailbox = connected("google", noa.address());
        PROVIDERS.google.plays(FaultScripts.always(Answer.html(503)));

        admin.post("/mailboxes/" + mailbox + "/remove", Map.of("what", "keep"));

        assertThat(context.getBean(Mailboxes.class).find(mailbox)).isEmpty();
        Await.until("it was tried", () -> tries(mailbox) == 1);
        assertThat(secrets()).noneMatch(secret -> secret.contains("refresh-"));
        PROVIDERS.google.plays(FaultScript.NONE);
        assertThat(PROVIDERS.google.isWatched(noa)).isTrue();

        tryAgain();

        assertThat(PROVIDERS.google.isWatched(noa)).isFalse();
        assertThat(kept()).isZero();
    }

    @Test
    void whoeverConnectsAnewMeanwhileKeepsTheNewPermission() {
        GoogleUser oda = user("oda@seller.example");
        MailboxId before = connected("google", oda.address());
        PROVIDERS.google.plays(FaultScripts.always(Answer.html(503)));
        admin.post("/mailboxes/" + before + "/remove", Map.of("what", "keep"));
        Await.until("it was tried", () -> tries(before) == 1);
        PROVIDERS.google.plays(FaultScript.NONE);
        MailboxId anew = connected("google", oda.address());

        tryAgain();

        assertThat(kept()).isZero();
        assertThat(PROVIDERS.google.isWatched(oda)).isTrue();
        assertThat(PROVIDERS.google.people().accepted(context.getBean(OAuthConnections.class).current(anew)))
                .isPresent();
    }

    @Test
    void ofWhoeverWithdrewThePermissionNothingIsLeftToTell() {
        PROVIDERS.graph.mailbox("pia@seller.example").receives("An offer");
        MailboxId mailbox = connected("microsoft", "pia@seller.example");
        PROVIDERS.graph.people().withdraws("pia@seller.example");

        admin.post("/mailboxes/" + mailbox + "/remove", Map.of("what", "keep"));

        Await.until("nothing is kept", () -> kept() == 0);
        PROVIDERS.graph.pushes().forgetsAll();
    }

    private static GoogleUser user(String address) {
        GoogleUser user = PROVIDERS.google.user(address);
        user.receives("An offer");
        return user;
    }

    private void tryAgain() {
        jdbc().sql("update farewell set try_at = now()").update();
        context.getBean(Farewells.class).run();
    }

    private long kept() {
        return jdbc().sql("select count(*) from farewell").query(Long.class).single();
    }

    private int tries(MailboxId mailbox) {
        return jdbc().sql("select tries from farewell where mailbox_id = :mailbox").param("mailbox", mailbox.value())
                .query(Integer.class).optional().orElse(-1);
    }

    private List<String> secrets() {
        return jdbc().sql("select refresh_token from farewell").query(String.class).list();
    }

    private MailboxState find(String address) {
        return context.getBean(Mailboxes.class).byAddress(address).orElseThrow();
    }

    private JdbcClient jdbc() {
        return context.getBean(JdbcClient.class);
    }
}
