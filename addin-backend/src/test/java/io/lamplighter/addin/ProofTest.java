// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.addin.connect.MailboxRunner;
import io.lamplighter.addin.security.SignIns;
import io.lamplighter.crm.directory.User;
import io.lamplighter.crm.directory.Users;
import io.lamplighter.crm.ledger.ComparisonTimes;
import io.lamplighter.crm.ledger.Reconciliation;
import io.lamplighter.crm.mailbox.MailboxEvents;
import io.lamplighter.crm.mailbox.Mailboxes;
import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.SourceId;
import io.lamplighter.ingest.mailbox.Change;
import io.lamplighter.ingest.mailbox.MailboxSession.Listed;
import io.lamplighter.ingest.memory.InMemoryConnector;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/** Whoever looks after the mailboxes is shown what is missing and what could not be read, and what they decide is kept with their name. */
@AtNoon
@WithServer
@TestPropertySource(properties = "lamplighter.zone=UTC")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ProofTest {

    private static final String NOBODYS = "Subject: A letter\r\nX-Kind: odd\r\n\r\nWords of nobody.\r\n";

    @Autowired
    private ApplicationContext context;

    @LocalServerPort
    private int port;

    private Browser admin;
    private Browser rep;
    private MailboxId box = new MailboxId(0);
    private LocalDate today = LocalDate.MIN;

    @TestConfiguration
    static class Memory {

        @Bean
        InMemoryConnector memory() {
            return new InMemoryConnector(10);
        }
    }

    @BeforeAll
    void fill() {
        Users users = context.getBean(Users.class);
        SignIns signIns = context.getBean(SignIns.class);
        User anna = users.add("anna", "Anna Reyes", "anna@seller.example", User.Role.REP);
        signIns.setPassword(anna.id(), PagesWorld.PASSWORD);
        signIns.setPassword(users.add("ewa", "Ewa Sorel", "ewa@seller.example", User.Role.ADMIN).id(),
                PagesWorld.PASSWORD);
        box = context.getBean(Mailboxes.class).add(anna, "memory", "anna@seller.example").orElseThrow();
        today = LocalDate.ofInstant(now(), ZoneOffset.UTC);
        happens(1, NOBODYS);
        happens(2, NOBODYS);
        happens(3, "From: a@elsewhere.example\r\nTo: anna@seller.example\r\nMessage-ID: <3@x>\r\n\r\nHello.\r\n");
        context.getBean(MailboxRunner.class).run(box);
        admin = new Browser(port).signIn("ewa");
        rep = new Browser(port).signIn("anna");
    }

    private void happens(int number, String mail) {
        context.getBean(InMemoryConnector.class).happens(box, new Change.Appeared(source(number),
                now().minus(Duration.ofMinutes(5)), Change.Place.RECEIVED, mail.getBytes(StandardCharsets.UTF_8)));
    }

    private static SourceId source(int number) {
        return new SourceId("INBOX/1/" + number);
    }

    private Instant now() {
        return context.getBean(Clock.class).instant();
    }

    private String api(String method, String path) {
        HttpResponse<String> answer = admin.call(method, "ewa", path, "application/json", "");
        assertThat(answer.statusCode()).as(path + ": " + answer.body()).isBetween(200, 299);
        return answer.body();
    }

    private List<String> told() {
        return context.getBean(MailboxEvents.class).latest(box, Long.MAX_VALUE, 50).stream()
                .map(event -> event.kind() + " " + event.detail()).toList();
    }

    private List<String> held() {
        Matcher found = Pattern.compile("action=\"/quarantine/(\\d+)/retry\"").matcher(admin.get("/mailboxes").body());
        List<String> held = new ArrayList<>();
        while (found.find()) {
            held.add(found.group(1));
        }
        return held;
    }

    @Test
    @Order(1)
    void aMailThatCouldNotBeReadIsShownAsItIsAndWhoLookedIsKept() {
        assertThat(held()).hasSize(2);
        String page = admin.get("/mailboxes").body();
        assertThat(page).contains("Quarantine, 2 mails", "No sender is named", "Its header, at From and Sender",
                NOBODYS.length() + " bytes", "Once, ", ", again ").doesNotContain("A letter");
        String id = held().getFirst();

        HttpResponse<String> header = admin.get("/quarantine/" + id + "/header");
        assertThat(header.statusCode()).isEqualTo(200);
        assertThat(header.body()).isEqualTo("Subject: A letter\r\nX-Kind: odd\r\n");
        assertThat(header.headers().firstValue("content-type").orElse("")).startsWith("text/plain");
        assertThat(header.headers().firstValue("cache-control")).hasValue("no-store");
        assertThat(told()).contains("RAW_SEEN Ewa Sorel looked at the header");

        HttpResponse<String> whole = admin.get("/quarantine/" + id + "/mail.eml");
        assertThat(whole.statusCode()).isEqualTo(200);
        assertThat(whole.body()).isEqualTo(NOBODYS);
        assertThat(whole.headers().firstValue("content-disposition").orElse(""))
                .contains("attachment", "quarantine-" + id + ".eml");
        assertThat(told()).contains("RAW_SEEN Ewa Sorel took a copy");

        assertThat(api("GET", "/api/quarantine/" + id + "/raw?whole=true")).isEqualTo(NOBODYS);
        assertThat(rep.get("/quarantine/" + id + "/mail.eml").statusCode()).isEqualTo(403);
        assertThat(told().stream().filter(line -> line.startsWith("RAW_SEEN"))).hasSize(3);
        assertThat(admin.get("/mailboxes/" + box).body()).contains("Ewa Sorel took a copy of a mail in quarantine.");
    }

    @Test
    @Order(2)
    void whoDecidedWhatAboutWhatCouldNotBeReadIsKept() {
        List<String> held = held();
        admin.post("/quarantine/" + held.getFirst() + "/retry", Map.of());
        assertThat(told().getFirst())
                .isEqualTo(
                        "QUARANTINE_DECIDED Ewa Sorel had a mail of " + today + " in quarantine read again, in vain");
        assertThat(api("GET", "/api/quarantine")).contains("\"attempts\":2", "\"octets\":" + NOBODYS.length(),
                "\"place\":\"its header, at From and Sender\"", "\"nextAttemptAt\":\"");

        happens(1, "From: a@elsewhere.example\r\nTo: anna@seller.example\r\nMessage-ID: <1@x>\r\n\r\nHello.\r\n");
        String first = context.getBean(JdbcClient.class)
                .sql("select quarantine_id from quarantine where source = 'INBOX/1/1'").query(String.class).single();
        assertThat(api("POST", "/api/quarantine/" + first + "/retry")).isEqualTo("{\"released\":true}");
        assertThat(told().getFirst()).endsWith("read again: it is out of quarantine");

        admin.post("/quarantine/" + held().getFirst() + "/discard", Map.of());
        assertThat(told().getFirst()).isEqualTo("QUARANTINE_DECIDED Ewa Sorel gave up a mail of " + today
                + " that could not be read (no sender is named)");
        assertThat(api("GET", "/api/mailboxes/" + box + "/ledger")).contains("\"seen\":3",
                "\"given up by somebody\":1", "\"quarantined\":0").doesNotContain("discarded");
        assertThat(admin.get("/mailboxes/" + box).body())
                .contains("Ewa Sorel gave up a mail of " + today + " that could not be read");
    }

    /** The provider lists two more than it gives, one of them two days ago. */
    private void twoAreMissing() {
        Set<SourceId> lost = Set.of(source(8), source(9));
        context.getBean(Reconciliation.class).record(box, today.minusDays(29), today,
                List.of(new Listed(source(1), today), new Listed(source(2), today), new Listed(source(3), today),
                        new Listed(source(8), today), new Listed(source(9), today.minusDays(2))),
                lost, lost, now());
        context.getBean(ComparisonTimes.class).next(box, Optional.of(now().plus(Duration.ofDays(1))),
                Optional.of(now().plus(Duration.ofHours(1))));
    }

    @Test
    @Order(3)
    void whatIsMissingIsSaidOnThePagesAndByTheApiAndAddsUp() {
        twoAreMissing();

        assertThat(admin.get("/mailboxes").body()).contains("2 missing, two days are being read again",
                "It is being read. One is being read a second time because its count did not add up.",
                "health--missing", "#i-again").doesNotContain("health--ok");
        assertThat(admin.get("/mailboxes/" + box).body()).contains("2 messages or entries are missing",
                "The server lists 1 for this day and 0 are accounted for.",
                "The server lists 4 for this day and 3 are accounted for.", "Read the day again now",
                "5 seen, 0 captured, 3 excluded, 0 in quarantine, 2 missing", "Download the count as proof");
        assertThat(api("GET", "/api/mailboxes/" + box)).contains("\"state\":\"missing mail\"", "\"missing\":2",
                "\"missingOn\":[\"" + today + "\",\"" + today.minusDays(2) + "\"]", "\"againAt\":\"");
        assertThat(api("GET", "/api/mailboxes/summary")).contains("\"mailboxes\":1", "\"states\":{\"missing mail\":1}",
                "\"missing\":2", "did not add up");
        assertThat(api("GET", "/api/mailboxes/" + box + "/days?limit=1")).contains("\"day\":\"" + today + "\"",
                "\"provider\":4,\"captured\":0,\"excluded\":3,", "\"given up by somebody\":1",
                "\"quarantined\":0,\"missing\":1,", "\"next\":\"" + today + "\"");
        assertThat(api("GET", "/api/mailboxes/" + box + "/days?limit=40&after=" + today)).doesNotContain("\"next\":\"");
    }

    @Test
    @Order(4)
    void theCountCanBeTakenAsProof() {
        String proof = admin.get("/mailboxes/" + box + "/proof.csv").body();

        assertThat(proof.lines()).hasSize(32).first().asString().contains("\"on the server\",\"captured\"");
        assertThat(proof).contains("\"anna@seller.example\",\"" + today + "\",4,0,3,0,1,0,\"",
                "\"anna@seller.example\",\"" + today.minusDays(29) + " to " + today + "\",5,0,3,0,2,0,\"");
        assertThat(api("GET", "/api/mailboxes/" + box + "/proof")).contains("\"mailbox\":\"anna@seller.example\"",
                "\"first\":\"" + today.minusDays(29) + "\"", "\"last\":\"" + today + "\"", "\"comparedAt\":\"",
                "\"provider\":5,\"captured\":0,\"excluded\":3,\"quarantined\":0,\"missing\":2,\"days\":[{");
        assertThat(rep.get("/mailboxes/" + box + "/proof.csv").statusCode()).isEqualTo(403);
        assertThat(admin.call("GET", "anna", "/api/mailboxes/" + box + "/proof", "application/json", "").statusCode())
                .isEqualTo(403);
    }

    /** Last: what is wanted here is done by the schedule, which nothing else here waits for. */
    @Test
    @Order(5)
    void whoWantsItComparedOrReadAgainIsKept() {
        assertThat(Browser.location(admin.post("/mailboxes/" + box + "/again", Map.of())))
                .isEqualTo("/mailboxes/" + box);
        assertThat(told()).contains(
                "COMPARISON_WANTED Ewa Sorel wanted the days read again on which something is missing");
        api("POST", "/api/mailboxes/" + box + "/compare");
        assertThat(told()).contains("COMPARISON_WANTED Ewa Sorel wanted it compared with its server");
        assertThat(api("GET", "/api/mailboxes/" + box + "/events?limit=200")).contains("\"kind\":\"comparison-wanted\"",
                "\"says\":\"Ewa Sorel wanted it compared with its server.\"", "\"kind\":\"raw-seen\"",
                "\"kind\":\"quarantine-decided\"");
        assertThat(admin.call("POST", "anna", "/api/mailboxes/" + box + "/compare", "application/json", "")
                .statusCode()).isEqualTo(403);
        assertThat(admin.call("GET", "ewa", "/api/mailboxes/4711/days", "application/json", "").statusCode())
                .isEqualTo(404);
    }
}
