// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.lamplighter.addin.connect.SecretBox;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Many mailboxes from one file, against a server that knows some of their passwords. */
@WithSite
@ExtendWith(OutputCaptureExtension.class)
class ManyMailboxesTest {

    private static final String PASSWORD = "wick-and-oil-3";
    private static final GreenMail SERVER = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));

    private final Site site;
    private final Browser admin;

    ManyMailboxesTest(@Autowired Site site) {
        this.site = site;
        this.admin = site.signIn("ewa");
    }

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        registry.add("lamplighter.network.private-hosts", () -> "127.0.0.1");
    }

    @BeforeAll
    void fill() {
        SERVER.start();
        IntStream.range(0, 40).forEach(
                i -> SERVER.setUser("u" + i + "@many.example", "u" + i + "@many.example", PASSWORD));
    }

    @AfterAll
    static void stop() {
        SERVER.stop();
    }

    @BeforeEach
    void empty() {
        site.jdbc().sql("delete from mailbox where address like '%@many.example'").update();
    }

    private static String row(String address, String password) {
        return address + ",imap,127.0.0.1," + SERVER.getImap().getPort() + ",plain," + password + ",,\n";
    }

    private static String file(String... rows) {
        return "address,provider,host,port,security,password,owner,name\n" + String.join("", rows);
    }

    @Test
    void everyRowIsAnsweredByItself() {
        String answer = done(send(file(row("u0@many.example", PASSWORD), row("u1@many.example", "wrong-one"),
                row("anna@fernbeck.example", PASSWORD), row("no address", PASSWORD), row("u0@many.example", PASSWORD),
                "u2@many.example,imap,127.0.0.1," + SERVER.getImap().getPort() + ",plain," + PASSWORD
                        + ",olga@many.example,Olga Nemec\n")));

        assertThat(answer).contains("\"connected\":2", "\"there\":1", "\"wrong\":3",
                "anna@fernbeck.example is connected already, as the mailbox of Anna Reyes",
                "is not an address", "The same address is in line 2", "refused the sign-in of u1@many.example");
        assertThat(site.find("u0@many.example")).hasValueSatisfying(
                mailbox -> assertThat(mailbox.ownerName()).isEqualTo("u0"));
        assertThat(site.find("u2@many.example")).hasValueSatisfying(
                mailbox -> assertThat(mailbox.ownerName()).isEqualTo("Olga Nemec"));
        assertThat(site.find("u1@many.example")).isEmpty();
    }

    @Test
    void theSameFileSentAgainConnectsNothingTwice() {
        String csv = file(row("u3@many.example", PASSWORD));

        assertThat(done(send(csv))).contains("\"connected\":1");
        assertThat(done(send(csv))).contains("\"connected\":0", "\"there\":1");
        assertThat(site.jdbc().sql("select count(*) from mailbox where address = 'u3@many.example'").query(Long.class)
                .single()).isEqualTo(1);
    }

    @Test
    void passwordsAreNeverEchoedLoggedOrKept(CapturedOutput output) {
        String answer = done(send(file(row("u4@many.example", PASSWORD), row("u5@many.example", "hunter-two-22"))));

        assertThat(answer + admin.get("/mailboxes/import/" + answer.replaceFirst("^\\{\"id\":(\\d+).*", "$1")).body())
                .doesNotContain(PASSWORD, "hunter-two-22");
        assertThat(output.getAll()).doesNotContain(PASSWORD, "hunter-two-22");
        assertThat(
                site.jdbc().sql("select count(*) from mailbox_batch_row where secret <> ''").query(Long.class).single())
                .isZero();
        assertThat(
                admin.upload("/mailboxes/import", Map.of(), "m.csv", "address,pasword\nu6@many.example,hunter-two-22")
                        .body())
                .contains("There is no column “pasword”").doesNotContain("hunter-two-22");
    }

    @Test
    void aRowSaysHowFarBackAndWhetherSomebodyIsAskedFirst() {
        String answer = done(send("address,host,port,security,password,days,start\n"
                + "u20@many.example,127.0.0.1," + SERVER.getImap().getPort() + ",plain," + PASSWORD + ",30,no\n"
                + "u21@many.example,127.0.0.1," + SERVER.getImap().getPort() + ",plain," + PASSWORD + ",365,\n"
                + "u22@many.example,127.0.0.1," + SERVER.getImap().getPort() + ",plain," + PASSWORD + ",many,\n"));

        assertThat(answer).contains("It waits for somebody to say how far back.",
                "Reading begins with the newest mail.",
                "The days are a number");
        assertThat(site.find("u20@many.example").orElseThrow().waiting()).isTrue();
        assertThat(site.find("u21@many.example").orElseThrow().waiting()).isFalse();
        assertThat(since("u20@many.example")).isEqualTo(30);
        assertThat(since("u21@many.example")).isEqualTo(365);
    }

    @Test
    void thoseThatWaitBeginTogetherWhenItIsKnownHowMuchThereIs() {
        String row = ",127.0.0.1," + SERVER.getImap().getPort() + ",plain," + PASSWORD + ",no\n";
        String answer = done(
                send("address,host,port,security,password,start\nu23@many.example" + row + "u24@many.example"
                        + row));
        String batch = answer.replaceFirst("^\\{\"id\":(\\d+).*", "$1");

        assertThat(admin.get("/mailboxes/import/" + batch).body()).contains("2 mailboxes wait to be told how far back",
                "hx-get=\"/mailboxes/import/" + batch + "/forecast\"");
        assertThat(admin.piece("/mailboxes/import/" + batch + "/forecast").body()).contains("0 messages",
                "As their providers say.").doesNotContain("hx-get");
        assertThat(admin.call("GET", "ewa", "/api/mailboxes/import/" + batch + "/forecast", "application/json", "")
                .body()).contains("\"waiting\":2,\"asked\":2", "\"days\":90,\"messages\":0,\"exact\":true");

        admin.post("/mailboxes/import/" + batch + "/start", Map.of("days", "30"));

        assertThat(site.find("u23@many.example").orElseThrow().waiting()).isFalse();
        assertThat(since("u24@many.example")).isEqualTo(30);
        assertThat(admin.get("/mailboxes/import/" + batch).body()).doesNotContain("wait to be told");
    }

    private int since(String address) {
        return site.jdbc().sql("""
                select extract(day from now() - since)::int from reading_choice join mailbox using (mailbox_id)
                 where address = :address
                """).param("address", address).query(Integer.class).single();
    }

    @Test
    void aFileCanBeCheckedWithoutTryingAnything() {
        HttpResponse<String> checked = admin.call("POST", "ewa", "/api/mailboxes/import?check=true", "text/csv",
                file(row("u7@many.example", "anything"), "u8@many.example,imap,127.0.0.1,99999,tls,x,,\n"));

        assertThat(checked.statusCode()).isEqualTo(200);
        assertThat(checked.body()).contains("\"waiting\":1", "\"wrong\":1", "The port is a number from 1 to 65535");
        assertThat(site.find("u7@many.example")).isEmpty();
    }

    @Test
    void whatIsNoSuchFileIsRefusedAsAWhole() {
        assertThat(refusal("nom\nAnna\n")).contains("There is no column");
        assertThat(refusal("owner\nanna@many.example\n")).contains("one named address");
        assertThat(refusal("address\n")).contains("no row below its header");
        assertThat(refusal("address,owner\n\"u1@many.example,x\n")).contains("This is no CSV file");
        assertThat(refusal("address\n" + "a@many.example\n".repeat(2_001))).contains("more than 2,000 rows");
        assertThat(refusal("address\n" + "x".repeat(1024 * 1024))).contains("larger than a megabyte");
        assertThat(admin.call("POST", "anna", "/api/mailboxes/import", "text/csv", "address\n").statusCode())
                .isEqualTo(403);
    }

    @Test
    void anOrganisationThatIsNotConnectedIsSaidForTheRow() {
        assertThat(done(send("address;provider\r\nu9@many.example;microsoft\r\nv9@many.example;\r\n")))
                .contains("No organisation of Microsoft 365 is connected", "Nothing says how this mailbox is reached");
    }

    @Test
    void hundredsOfRowsHoldNoRequestAndAllAreConnected() {
        String csv = file(IntStream.range(0, 40).mapToObj(i -> row("u" + i + "@many.example", PASSWORD))
                .toArray(String[]::new));

        HttpResponse<String> begun = send(csv);

        assertThat(begun.statusCode()).isEqualTo(202);
        assertThat(done(begun)).contains("\"rows\":40", "\"connected\":40");
    }

    @Test
    void aServerThatRefusesOneAfterTheOtherIsNotAskedOn() {
        String csv = file(IntStream.range(0, 30).mapToObj(i -> row("u" + i + "@many.example", "wrong"))
                .toArray(String[]::new));

        String answer = done(send(csv));

        assertThat(answer).contains("\"wrong\":30", "Not tried: 127.0.0.1 refused several sign-ins");
        assertThat(answer.split("refused the sign-in", -1).length - 1).isBetween(5, 7);
    }

    @Test
    void whatANodeLeftBehindIsDoneByTheNext() {
        String answer = done(send(file(row("u10@many.example", PASSWORD))));
        long batch = Long.parseLong(answer.replaceFirst("^\\{\"id\":(\\d+).*", "$1"));
        site.jdbc().sql(
                """
                        insert into mailbox_batch_row (batch_id, row_number, address, host, port, security, username, secret, state)
                        values (:batch, 3, 'u11@many.example', '127.0.0.1', :port, 'plain', 'u11@many.example', :secret, 'waiting')
                        """)
                .param("batch", batch).param("port", SERVER.getImap().getPort()).param("secret",
                        site.part(SecretBox.class).seal(PASSWORD,
                                "batch:" + batch + ":3"))
                .update();

        assertThat(Site.done(admin, "/api/mailboxes/import/" + batch)).contains("\"connected\":2");
    }

    @Test
    void theAnswersCanBeTakenAlongAsAFile() {
        HttpResponse<String> begun = admin.upload("/mailboxes/import", Map.of(), "m.csv",
                file(row("u13@many.example", PASSWORD), row("=u14@many.example", "wrong-one"), row("none", PASSWORD)));
        String at = Browser.location(begun);
        Site.done(admin, "/api" + at);
        String id = Long.toString(site.id("u13@many.example").value());

        HttpResponse<String> file = admin.get(at + "/answers.csv");

        assertThat(file.headers().firstValue("content-type")).contains("text/csv;charset=UTF-8");
        assertThat(file.headers().firstValue("content-disposition").orElse("")).startsWith("attachment")
                .contains(at.replaceFirst(".*/", "mailboxes-") + ".csv");
        assertThat(file.body().lines()).hasSize(4).anySatisfy(line -> assertThat(line)
                .startsWith("2,\"u13@many.example\",\"connected\",").endsWith("," + id))
                .anySatisfy(line -> assertThat(line).as("what a spreadsheet would compute")
                        .startsWith("3,\"'=u14@many.example\",\"wrong\",").contains("refused the sign-in"))
                .anySatisfy(line -> assertThat(line).startsWith("4,\"none\",\"wrong\",").contains("is not an address"));
        assertThat(file.body()).doesNotContain(PASSWORD, "wrong-one");
        assertThat(admin.call("GET", "ewa", "/api" + at + "/answers.csv", "text/csv", "").body())
                .isEqualTo(file.body());
        assertThat(admin.get(at).body()).contains("href=\"" + at + "/answers.csv\"");
        assertThat(admin.call("GET", "anna", "/api" + at + "/answers.csv", "text/csv", "").statusCode()).isEqualTo(403);
        assertThat(admin.get("/mailboxes/import/424242/answers.csv").statusCode()).isEqualTo(404);
    }

    @Test
    void thePageSaysWhatTheColumnsAreAndHowFarItIs() {
        assertThat(admin.get("/mailboxes/import").body()).contains("2,000 rows", "organisation", "starttls");

        HttpResponse<String> begun = admin.upload("/mailboxes/import", Map.of(), "m.csv",
                file(row("u12@many.example", PASSWORD)));
        String at = Browser.location(begun);
        Site.done(admin, "/api" + at);

        assertThat(admin.get(at).body()).contains("All rows are answered", "One of one is connected");
        assertThat(admin.piece(at).body()).contains("id=\"batch\"").doesNotContain("<html",
                "hx-get=\"/mailboxes/import");
        assertThat(admin.get("/mailboxes/import/424242").statusCode()).isEqualTo(404);
    }

    private HttpResponse<String> send(String csv) {
        return admin.call("POST", "ewa", "/api/mailboxes/import", "text/csv; charset=UTF-8", csv);
    }

    private String refusal(String csv) {
        HttpResponse<String> answer = send(csv);
        assertThat(answer.statusCode()).isEqualTo(422);
        return answer.body();
    }

    private String done(HttpResponse<String> begun) {
        return Site.done(admin, Browser.location(begun));
    }
}
