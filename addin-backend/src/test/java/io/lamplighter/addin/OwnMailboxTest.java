// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import io.lamplighter.addin.connect.MailboxSchedule;
import io.lamplighter.crm.mailbox.MailboxState;
import io.lamplighter.crm.mailbox.Mailboxes;
import io.lamplighter.ingest.MailboxId;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** What somebody does with the own mailbox, and cannot do with anybody else's. */
@WithSite
class OwnMailboxTest {

    private static final String MINE = "anna.reyes@fernbeck.example";
    private static final String PASSWORD = "wick-and-oil-3";
    private static final GreenMail SERVER = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));

    @Autowired
    private Site site;

    private Browser anna;
    private Browser admin;
    private GreenMailUser there;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        SERVER.start();
        registry.add("lamplighter.network.private-hosts", () -> "127.0.0.1");
        registry.add("lamplighter.sync.poll-every", () -> "2s");
    }

    @BeforeAll
    void fill() {
        anna = site.signIn("anna");
        admin = site.signIn("ewa");
        // As if an administrator had said so.
        jdbc().sql("insert into own_domain (domain) values ('fernbeck.example') on conflict do nothing").update();
    }

    @AfterAll
    static void stop() {
        SERVER.stop();
    }

    @BeforeEach
    void afresh() {
        jdbc().sql("delete from mailbox where address = :address").param("address", MINE).update();
        there = SERVER.setUser(MINE, MINE, PASSWORD);
        there.setPassword(PASSWORD);
    }

    private static Map<String, String> form(String address, String password) {
        return new HashMap<>(Map.of("address", address, "host", "127.0.0.1", "port",
                Integer.toString(SERVER.getImap().getPort()), "security", "plain", "username", MINE, "password",
                password));
    }

    private MailboxId connected() {
        String to = Browser.location(anna.post("/mailbox", form(MINE, PASSWORD)));
        assertThat(to).startsWith("/connect/reading/");
        return find(MINE).orElseThrow().id();
    }

    private MailboxId read() {
        MailboxId mailbox = connected();
        anna.post("/connect/reading/" + mailbox, Map.of("days", "0"));
        Await.until("it was read", () -> find(MINE).orElseThrow().historyCompleteAt().isPresent());
        return mailbox;
    }

    private void arrives(String subject) {
        there.deliver(GreenMailUtil.createTextEmail(MINE, "helen.marsh@oakhanger.example", subject, "Hello Anna",
                SERVER.getImap().getServerSetup()));
    }

    @Test
    void whoeverSellsConnectsTheOwnMailboxAndSaysHowFarBack() {
        assertThat(anna.get("/board").body()).contains("href=\"/mailbox\"");
        assertThat(anna.get("/mailbox").body()).contains("Connect another mailbox by IMAP", "anna@fernbeck.example");
        assertThat(anna.pieceOfPost("/mailbox/test", form(MINE, "wrong")).body()).contains("did not let us in");
        assertThat(anna.pieceOfPost("/mailbox/test", form(MINE, PASSWORD)).body()).contains("127.0.0.1 answered",
                "INBOX");
        assertThat(find(MINE)).isEmpty();

        MailboxId mailbox = connected();

        MailboxState stored = find(MINE).orElseThrow();
        assertThat(stored.waiting()).isTrue();
        assertThat(stored.ownerName()).isEqualTo("Anna Reyes");
        assertThat(anna.get("/connect/reading/" + mailbox).body()).contains("How much of " + MINE, "0 messages");
        assertThat(Browser.location(anna.post("/connect/reading/" + mailbox, Map.of("days", "30"))))
                .isEqualTo("/mailbox");
        assertThat(anna.get("/mailbox").body()).contains(MINE + " · IMAP", "Last proof of life");
    }

    @Test
    void itIsPausedAndGoesOn() {
        MailboxId mailbox = read();

        anna.post("/mailbox/" + mailbox + "/pause", Map.of());
        assertThat(find(MINE).orElseThrow().paused()).isTrue();
        assertThat(anna.get("/mailbox").body()).contains("Go on reading");

        anna.post("/mailbox/" + mailbox + "/resume", Map.of());
        assertThat(find(MINE).orElseThrow().paused()).isFalse();
    }

    @Test
    void itIsWithdrawnHereAtAnyTime() {
        MailboxId mailbox = read();
        assertThat(anna.get("/mailbox/" + mailbox).body()).contains("You withdraw your mailbox",
                "action=\"/mailbox/" + mailbox + "/remove\"", "Day by day");

        assertThat(Browser.location(anna.post("/mailbox/" + mailbox + "/remove", Map.of())))
                .isEqualTo("/mailbox/" + mailbox);
        assertThat(find(MINE)).isPresent();

        anna.post("/mailbox/" + mailbox + "/remove", Map.of("what", "keep"));
        assertThat(find(MINE)).isEmpty();
    }

    @Test
    void nobodyReachesAnybodyElses() {
        MailboxId priyas = find("priya@fernbeck.example").orElseThrow().id();

        assertThat(anna.get("/mailbox").body()).doesNotContain("priya@fernbeck.example");
        for (String path : List.of("/mailbox/" + priyas, "/connect/password/" + priyas, "/connect/reading/" + priyas)) {
            assertThat(anna.get(path).statusCode()).as(path).isEqualTo(404);
        }
        for (String action : List.of("pause", "resume", "compare", "remove")) {
            assertThat(anna.post("/mailbox/" + priyas + "/" + action, Map.of("what", "erase")).statusCode())
                    .as(action).isEqualTo(404);
        }
        assertThat(anna.post("/connect/password/" + priyas, Map.of("password", "x")).statusCode()).isEqualTo(404);
        assertThat(anna.post("/mailboxes/" + priyas + "/link", Map.of()).statusCode()).isEqualTo(403);
        assertThat(anna.get("/mailboxes/" + priyas).statusCode()).isEqualTo(403);
        String rest = "/api/my/mailboxes/" + priyas;
        assertThat(List.of(call("GET", rest, ""), call("POST", rest + "/pause", ""), call("POST", rest + "/resume", ""),
                call("GET", rest + "/reading", ""), call("PUT", rest + "/reading", "{\"days\":30}"),
                call("PUT", rest + "/password", "{\"password\":\"x\"}"), call("DELETE", rest + "?erase=true", "")))
                .extracting(HttpResponse::statusCode).containsOnly(404);
        assertThat(call("GET", "/api/mailboxes/" + priyas, "").statusCode()).isEqualTo(403);
        assertThat(call("DELETE", "/api/mailboxes/" + priyas, "").statusCode()).isEqualTo(403);
        assertThat(find("priya@fernbeck.example")).hasValueSatisfying(
                mailbox -> assertThat(mailbox.paused()).isFalse());
    }

    @Test
    void aManagerSeesOnlyTheOwnOnesThere() {
        Browser marta = site.signIn("marta");

        assertThat(marta.get("/mailbox").body()).contains("Connect your mailbox").doesNotContain("anna@fernbeck");
        assertThat(marta.get("/mailbox/" + find("anna@fernbeck.example").orElseThrow().id()).statusCode())
                .isEqualTo(404);
    }

    @Test
    void anAddressThatIsNotOursOrSomebodyElsesIsNotConnectedByARep() {
        HttpResponse<String> customers = anna.post("/mailbox", form("helen.marsh@oakhanger.example", PASSWORD));
        HttpResponse<String> martas = anna.post("/mailbox", form("marta@fernbeck.example", PASSWORD));

        assertThat(customers.statusCode()).isEqualTo(422);
        assertThat(customers.body()).contains("is in no domain of ours");
        assertThat(martas.body()).contains("is the address of Marta Lindqvist");
        assertThat(call("POST", "/api/my/mailboxes", json("helen.marsh@oakhanger.example")).statusCode())
                .isEqualTo(422);
        assertThat(find("helen.marsh@oakhanger.example")).isEmpty();
        assertThat(find("marta@fernbeck.example")).isEmpty();
    }

    @Test
    void theSameCanBeDoneOverRest() {
        assertThat(call("POST", "/api/my/mailboxes/test", json(MINE)).body()).contains("\"works\":true");
        HttpResponse<String> made = call("POST", "/api/my/mailboxes?start=false&days=30", json(MINE));
        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(made.body()).contains("\"state\":\"waiting\"", "\"owner\":\"Anna Reyes\"");
        String path = "/api/my/mailboxes/" + find(MINE).orElseThrow().id();

        assertThat(call("GET", "/api/my/mailboxes", "").body()).contains(MINE).doesNotContain("priya@");
        assertThat(call("GET", path + "/reading", "").body()).contains("\"waiting\":true", "\"days\":90");
        assertThat(call("PUT", path + "/reading", "{\"days\":30}").statusCode()).isEqualTo(200);
        assertThat(call("POST", path + "/pause", "").body()).contains("\"state\":\"paused\"");
        assertThat(call("POST", path + "/resume", "").statusCode()).isEqualTo(200);
        assertThat(call("DELETE", path, "").statusCode()).isEqualTo(204);
        assertThat(find(MINE)).isEmpty();
    }

    @Test
    void aChangedPasswordIsTriedBeforeItIsStoredAndReadingGoesOn() {
        arrives("Before");
        MailboxId mailbox = read();
        long ledger = ledger(mailbox);
        String cursor = cursor(mailbox);
        there.setPassword("another-4");
        refused(mailbox);
        assertThat(anna.get("/mailbox").body()).contains("Needs sign-in again",
                "href=\"/connect/password/" + mailbox + "\"", "Enter the new password");
        assertThat(admin.get("/mailboxes/" + mailbox).body()).contains("Enter the new password");

        HttpResponse<String> wrong = anna.post("/connect/password/" + mailbox, Map.of("password", "guessed"));
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("127.0.0.1 did not let us in", "Nothing was changed")
                .doesNotContain("guessed");
        assertThat(find(MINE).orElseThrow().needsSignIn()).isTrue();

        arrives("Meanwhile");
        assertThat(Browser.location(anna.post("/connect/password/" + mailbox, Map.of("password", "another-4"))))
                .isEqualTo("/mailbox");
        assertThat(cursor(mailbox)).isEqualTo(cursor).isNotEmpty();
        Await.until("what came meanwhile is in the ledger", () -> ledger(mailbox) == ledger + 1);
        assertThat(find(MINE).orElseThrow().needsSignIn()).isFalse();
    }

    @Test
    void anAdministratorEntersItAsWell() {
        MailboxId mailbox = read();
        there.setPassword("another-5");
        refused(mailbox);

        assertThat(admin.get("/connect/password/" + mailbox).body()).contains("For " + MINE + " at 127.0.0.1")
                .doesNotContain(PASSWORD);
        assertThat(Browser.location(admin.post("/connect/password/" + mailbox, Map.of("password", "another-5"))))
                .isEqualTo("/mailboxes/" + mailbox);
        assertThat(find(MINE).orElseThrow().needsSignIn()).isFalse();
        assertThat(call("PUT", "/api/my/mailboxes/" + mailbox + "/password", "{\"password\":\"wrong\"}").body())
                .contains("sign in again");
    }

    /** The schedule finds out that the password is not good any more. */
    private void refused(MailboxId mailbox) {
        Await.until("it is refused", () -> {
            site.part(MailboxSchedule.class).wake(mailbox);
            return find(MINE).orElseThrow().needsSignIn();
        });
    }

    private static String json(String address) {
        return "{\"address\":\"" + address + "\",\"owner\":\"priya@fernbeck.example\",\"host\":\"127.0.0.1\",\"port\":"
                + SERVER.getImap().getPort() + ",\"security\":\"plain\",\"username\":\"" + MINE + "\",\"password\":\""
                + PASSWORD + "\"}";
    }

    private HttpResponse<String> call(String method, String path, String body) {
        return anna.call(method, "anna", path, "application/json", body);
    }

    private long ledger(MailboxId mailbox) {
        return jdbc().sql("select count(*) from ledger_entry where mailbox_id = :mailbox")
                .param("mailbox", mailbox.value()).query(Long.class).single();
    }

    private String cursor(MailboxId mailbox) {
        return jdbc().sql("select token from mailbox_cursor where mailbox_id = :mailbox")
                .param("mailbox", mailbox.value()).query(String.class).optional().orElse("");
    }

    private Optional<MailboxState> find(String address) {
        return site.part(Mailboxes.class).byAddress(address);
    }

    private JdbcClient jdbc() {
        return site.jdbc();
    }
}
