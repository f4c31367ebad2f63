// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.lamplighter.addin.connect.MailboxConnections;
import io.lamplighter.crm.mailbox.MailboxState;
import io.lamplighter.crm.mailbox.Mailboxes;
import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.imap.ImapAccount;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Links by which owners sign their mailboxes in again, opened by browsers that are signed in to nothing. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.DEFINED_PORT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DirtiesContext
class SignInLinkTest {

    private static final String OLGA = "olga@many.example";
    private static final Pattern LINK = Pattern.compile("value=\"http[^\"]*(/again/[^\"]+)\"");
    private static final Simulators PROVIDERS = new Simulators();
    private static final GreenMail SERVER = new GreenMail(
            new ServerSetup[]{new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP),
                    new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP)});

    @Autowired
    private ApplicationContext context;

    private Browser admin;
    private GreenMailUser olga;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) throws IOException {
        SERVER.start();
        Path data = Files.createTempDirectory(Path.of("target"), "link-data");
        registry.add("lamplighter.data-dir", data::toString);
        registry.add("lamplighter.network.private-hosts", () -> "127.0.0.1");
        registry.add("lamplighter.mail.host", () -> "127.0.0.1");
        registry.add("lamplighter.mail.port", () -> SERVER.getSmtp().getPort());
        registry.add("lamplighter.mail.security", () -> "none");
        registry.add("lamplighter.mail.from", () -> "Lamplighter <lamp@fernbeck.example>");
        PROVIDERS.settings(registry);
    }

    @BeforeAll
    void fill() {
        new PagesWorld(context).build();
        admin = new Browser(PROVIDERS.port).signIn("ewa");
    }

    @AfterAll
    static void stop() {
        SERVER.stop();
        PROVIDERS.close();
    }

    @BeforeEach
    void afresh() {
        jdbc().sql("delete from mailbox where address = :address").param("address", OLGA).update();
        olga = SERVER.setUser(OLGA, OLGA, "first-1");
        olga.setPassword("first-1");
    }

    /** Olga cannot sign in to Lamplighter: she is known by her mailbox alone. */
    private MailboxId waiting() {
        MailboxId mailbox = context.getBean(MailboxConnections.class).connectAndAsk(OLGA, OLGA,
                new ImapAccount("127.0.0.1", SERVER.getImap().getPort(), ImapAccount.Security.PLAIN, OLGA, "first-1",
                        List.of(ImapAccount.ALL_FOLDERS), false));
        olga.setPassword("second-2");
        isRefused(mailbox);
        return mailbox;
    }

    private void isRefused(MailboxId mailbox) {
        context.getBean(Mailboxes.class).failed(mailbox, context.getBean(Clock.class).instant(),
                "The sign-in was refused.",
                Optional.empty());
    }

    private String link(MailboxId mailbox) {
        String page = admin.get(Browser.location(admin.post("/mailboxes/" + mailbox + "/link", Map.of()))).body();
        Matcher link = LINK.matcher(page);
        assertThat(link.find()).as(page).isTrue();
        return link.group(1);
    }

    private static Browser somebody() {
        return new Browser(PROVIDERS.port);
    }

    @Test
    void theOwnerGetsALinkAndSignsInWithoutAnyOtherSignIn() throws MessagingException, IOException {
        MailboxId mailbox = waiting();
        int before = SERVER.getReceivedMessages().length;
        assertThat(admin.get("/mailboxes/" + mailbox).body()).contains("Send a sign-in link");
        String link = link(mailbox);
        assertThat(admin.get("/mailboxes/" + mailbox).body()).doesNotContain(link)
                .contains("A link to sign in again was made for its owner, by Ewa Sorel.");
        assertThat(stored()).noneMatch(text -> text.contains(link.substring(link.lastIndexOf('/') + 1)));
        assertThat(SERVER.waitForIncomingEmail(30_000, before + 1)).isTrue();
        MimeMessage mail = SERVER.getReceivedMessages()[before];
        assertThat(mail.getAllRecipients()[0]).hasToString(OLGA);
        assertThat(mail.getContent().toString()).contains(link);

        Browser browser = somebody();
        HttpResponse<String> page = browser.get(link);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("Sign " + OLGA + " in again", "For " + OLGA + " at 127.0.0.1")
                .doesNotContain("name=\"host\"");
        assertThat(page.headers().firstValue("cache-control")).hasValue("no-store");
        assertThat(browser.post(link, Map.of("password", "wrong")).body()).contains("did not let us in");
        assertThat(find(OLGA).needsSignIn()).isTrue();

        assertThat(browser.post(link, Map.of("password", "second-2")).body()).contains("Thank you");
        assertThat(find(OLGA).needsSignIn()).isFalse();
    }

    @Test
    void aLinkIsGoodOnce() {
        MailboxId mailbox = waiting();
        String link = link(mailbox);
        Browser browser = somebody();
        browser.get(link);
        browser.post(link, Map.of("password", "second-2"));
        olga.setPassword("third-3");
        isRefused(mailbox);

        assertThat(browser.get(link).statusCode()).isEqualTo(410);
        assertThat(browser.get(link).body()).contains("This link was used already");
        browser.get("/login");
        assertThat(browser.post(link, Map.of("password", "third-3")).statusCode()).isEqualTo(410);
        assertThat(find(OLGA).needsSignIn()).isTrue();
    }

    @Test
    void aLinkExpiresAndANewerOneReplacesIt() {
        MailboxId mailbox = waiting();
        String first = link(mailbox);
        String second = link(mailbox);
        assertThat(somebody().get(first).body()).contains("This link is not good");
        assertThat(somebody().get(second).statusCode()).isEqualTo(200);

        jdbc().sql("update sign_in_link set expires_at = now() - interval '1 second'").update();

        Browser browser = somebody();
        assertThat(browser.get(second).statusCode()).isEqualTo(410);
        assertThat(browser.get(second).body()).contains("This link has expired");
        browser.get("/login");
        assertThat(browser.post(second, Map.of("password", "second-2")).statusCode()).isEqualTo(410);
        assertThat(find(OLGA).needsSignIn()).isTrue();
        assertThat(browser.get("/again/made-up").body()).contains("This link is not good");
    }

    @Test
    void aLinkOpensNothingElse() {
        MailboxId mailbox = waiting();
        String link = link(mailbox);
        Browser browser = somebody();
        browser.get(link);

        browser.post(link, Map.of("password", "second-2", "host", "127.0.0.2", "port", "993", "username", "ewa"));
        assertThat(jdbc().sql("select host || username from imap_connection where mailbox_id = :mailbox")
                .param("mailbox", mailbox.value()).query(String.class).single()).isEqualTo("127.0.0.1" + OLGA);
        assertThat(browser.get("/mailbox").statusCode()).isEqualTo(302);
        assertThat(browser.get("/connect/callback?code=x&state=y").statusCode()).isEqualTo(302);
        assertThat(browser.get("/connect/callback?admin_consent=True&state=y").statusCode()).isEqualTo(302);
    }

    @Test
    void aLinkIsNotGoodForAnotherOwnerNorAfterFiveWrongPasswords() {
        MailboxId mailbox = waiting();
        String link = link(mailbox);
        Browser browser = somebody();
        browser.get(link);
        for (int i = 0; i < 5; i++) {
            assertThat(browser.post(link, Map.of("password", "wrong" + i)).statusCode()).isEqualTo(422);
        }
        assertThat(browser.get(link).body()).contains("This link was tried too often");

        String another = link(mailbox);
        assertThat(context.getBean(MailboxConnections.class).give(mailbox, "tom@fernbeck.example")).isTrue();
        assertThat(somebody().get(another).body()).contains("This link is not good");
    }

    @Test
    void whoeverIsReadAtAProviderSignsInThereWithTheAccountOfThisVeryMailbox() {
        PROVIDERS.graph.mailbox("rosa@seller.example").receives("An offer");
        PROVIDERS.graph.mailbox("someone@seller.example").receives("Another");
        String back = PROVIDERS.allows(admin.get("/connect/microsoft/go?owner=anna@fernbeck.example&calendar=true"),
                "rosa@seller.example");
        admin.get(Browser.location(admin.get(back)));
        MailboxId mailbox = find("rosa@seller.example").id();
        isRefused(mailbox);
        String link = link(mailbox);

        Browser browser = somebody();
        assertThat(browser.get(link).body()).contains("Continue to Microsoft 365");
        String asAnother = PROVIDERS.allows(browser.post(link, Map.of()), "someone@seller.example");
        assertThat(somebody().get(asAnother).statusCode()).isEqualTo(302);
        assertThat(browser.get(asAnother).body()).contains("which is not the mailbox to be connected again");
        assertThat(find("rosa@seller.example").needsSignIn()).isTrue();

        browser.get(link);
        String asRosa = PROVIDERS.allows(browser.post(link, Map.of()), "rosa@seller.example");
        assertThat(browser.get(asRosa).body()).contains("Thank you");
        assertThat(find("rosa@seller.example").needsSignIn()).isFalse();
        assertThat(browser.get(asRosa).statusCode()).isEqualTo(302);
        isRefused(mailbox);
        assertThat(browser.get(link).body()).contains("This link was used already");
    }

    @Test
    void onlyAMailboxThatWaitsForItGetsALink() {
        assertThat(admin.get(Browser.location(
                admin.post("/mailboxes/" + find("anna@fernbeck.example").id() + "/link", Map.of()))).body())
                .contains("does not need its owner to sign in");
    }

    private List<String> stored() {
        return jdbc().sql("select encode(token_hash, 'escape') from sign_in_link").query(String.class).list();
    }

    private MailboxState find(String address) {
        return context.getBean(Mailboxes.class).byAddress(address).orElseThrow();
    }

    private JdbcClient jdbc() {
        return context.getBean(JdbcClient.class);
    }
}
