// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.lamplighter.crm.mailbox.Mailboxes;
import io.lamplighter.crm.notify.Dispatcher;
import io.lamplighter.crm.notify.Notifier;
import io.lamplighter.crm.notify.Outbox;
import io.lamplighter.crm.warning.MissingMail;
import io.lamplighter.crm.warning.Warnings;
import io.lamplighter.ingest.MailboxId;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/** Warnings leave by mail and to webhooks, and nothing of what was written leaves with them. */
@WithSite
@TestPropertySource(properties = "lamplighter.zone=Europe/Berlin")
@TestMethodOrder(MethodOrderer.MethodName.class)
class NotifyTest {

    private static final GreenMail POST = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @Autowired
    private Site site;

    private final BlockingQueue<Call> calls = new LinkedBlockingQueue<>();
    private HttpServer receiver;
    private PagesWorld world;
    private Browser anna;
    private Browser marta;
    private volatile int answer = 204;

    /** What a receiver was sent. */
    private record Call(String path, String id, String time, String signature, String body) {}

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        POST.start();
        registry.add("lamplighter.network.private-hosts", () -> "127.0.0.1");
        registry.add("lamplighter.providers.public-url", () -> "https://lamp.example/");
        registry.add("lamplighter.mail.host", () -> "127.0.0.1");
        registry.add("lamplighter.mail.port", () -> POST.getSmtp().getPort());
        registry.add("lamplighter.mail.security", () -> "none");
        registry.add("lamplighter.mail.from", () -> "Lamplighter <warnings@fernbeck.example>");
    }

    @BeforeAll
    void fill() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        receiver.createContext("/", this::receive);
        receiver.start();
        world = site.world();
        anna = site.signIn("anna");
        marta = site.signIn("marta");
    }

    @AfterAll
    void stop() {
        receiver.stop(0);
        POST.stop();
    }

    private void receive(HttpExchange exchange) throws IOException {
        calls.add(new Call(exchange.getRequestURI().getPath(), exchange.getRequestHeaders().getFirst("webhook-id"),
                exchange.getRequestHeaders().getFirst("webhook-timestamp"),
                exchange.getRequestHeaders().getFirst("webhook-signature"),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
        exchange.sendResponseHeaders(answer, -1);
        exchange.close();
    }

    @Test
    void aBadNewsComesByMailToTheOwnerAndTheManager() throws IOException, MessagingException {
        assertThat(POST.waitForIncomingEmail(60_000, 2)).isTrue();
        MimeMessage[] mails = POST.getReceivedMessages();

        assertThat(Arrays.stream(mails).map(NotifyTest::recipient)).containsExactlyInAnyOrder(
                "priya@fernbeck.example", "marta@fernbeck.example");
        MimeMessage hers = Arrays.stream(mails).filter(mail -> recipient(mail).startsWith("priya")).findFirst()
                .orElseThrow();
        assertThat(hers.getSubject()).startsWith("Bad news on HACCP logging, 6 plants, −0.");
        assertThat(hers.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(hers.getMessageID()).matches("<notice-\\d+-\\d+@fernbeck\\.example>");
        assertThat((String) hers.getContent()).contains("Hello Priya,", "See it: https://lamp.example/deals/",
                "because the deal is yours", "https://lamp.example/notifications").doesNotContain("frozen", "Quote");
    }

    @Test
    void bAWebhookMustBeOutsideAndSafe() {
        for (String inside : List.of("http://169.254.169.254/latest", "https://10.0.0.1/", "ftp://127.0.0.1/x",
                "https://user:word@hooks.example/", "https://[::1]/", "nonsense", "http://")) {
            anna.post("/notifications/webhook", Map.of("whose", "mine", "url", inside));
            assertThat(anna.get("/notifications").body()).as(inside).contains("Nothing was changed:");
        }
        assertThat(anna.post("/notifications/webhook", Map.of("whose", "team", "url", url("/x"))).statusCode())
                .isEqualTo(403);
        Browser ewa = site.signIn("ewa");
        assertThat(ewa.get("/notifications").body()).contains("The team’s webhook", "Your webhook",
                "When mail is missing in a mailbox", "go to ewa@fernbeck.example");
    }

    @Test
    void cEachPersonsPlaceAndTheTeamsAreToldAndTheCallIsSigned() throws InterruptedException {
        anna.post("/notifications/webhook", Map.of("whose", "mine", "url", url("/anna?t=1")));
        marta.post("/notifications/webhook", Map.of("whose", "team", "url", url("/team")));
        String secret = first("(whsec_[A-Za-z0-9+/=]+)", anna.get("/notifications").body());
        assertThat(sealed()).doesNotContain("127.0.0.1", secret.substring(6));
        anna.post("/notifications/webhook/test", Map.of("whose", "mine"));
        assertThat(next().body()).contains("\"type\":\"test\"");
        assertThat(anna.get("/notifications").body()).contains("The webhook took what was sent.", "Last told");

        world.leaves("anna", "Ruth Ostler <ruth.ostler@kelmscar.example>", "", "");
        site.part(Warnings.class).sweep();
        Call one = next();
        Call other = next();

        assertThat(List.of(one.path(), other.path())).containsExactlyInAnyOrder("/anna", "/team");
        Call hers = one.path().equals("/anna") ? one : other;
        assertThat(hers.body()).contains("\"type\":\"warning.raised\"", "\"about\":\"champion-left\"",
                "\"opportunity\":\"Archive climate control\"", "\"url\":\"https://lamp.example/deals/")
                .doesNotContain("I have left");
        assertThat(hers.signature()).isEqualTo(
                "v1," + hmac(secret, hers.id() + "." + hers.time() + "." + hers.body()));
    }

    @Test
    void dWhatIsNotTakenIsSentAgainUnderTheSameId() throws InterruptedException {
        answer = 500;
        world.leaves("anna", "Helen Marsh <helen.marsh@oakhanger.example>", "", "");
        site.part(Warnings.class).sweep();
        Call one = next();
        Call other = next();
        Call hers = one.path().equals("/anna") ? one : other;
        anna.post("/notifications/webhook/test", Map.of("whose", "mine"));
        assertThat(next().id()).startsWith("test_");
        assertThat(anna.get("/notifications").body()).contains("Not taken", "it answered 500");

        answer = 204;
        List<Notifier> notifiers = List.copyOf(site.all(Notifier.class));
        new Dispatcher(site.jdbc(), notifiers,
                Clock.offset(site.part(Clock.class), Duration.ofMinutes(5))).run(99);

        assertThat(List.of(next().id(), next().id())).contains(hers.id()).contains(
                one.path().equals("/anna") ? other.id() : one.id());
        assertThat(anna.get("/notifications").body()).doesNotContain("Not taken");
        anna.post("/notifications/webhook/remove", Map.of("whose", "mine"));
        assertThat(anna.get("/notifications").body()).contains("The webhook is removed.").doesNotContain("whsec_");
    }

    @Test
    void fAKeyIsChangedWithoutACallThatTheReceiverCannotCheck() throws InterruptedException {
        marta.post("/notifications/webhook", Map.of("whose", "mine", "url", url("/marta")));
        String former = first("(?s)Your webhook.*?(whsec_[A-Za-z0-9+/=]+)", marta.get("/notifications").body());
        assertThat(marta.get("/notifications").body()).doesNotContain("Drop the former key now");
        marta.post("/notifications/webhook/key", Map.of("whose", "mine"));
        String page = marta.get("/notifications").body();
        String newer = first("(?s)Your webhook.*?(whsec_[A-Za-z0-9+/=]+)", page);
        assertThat(page).contains("calls are signed with the former one as well", "Drop the former key now");
        assertThat(newer).isNotEqualTo(former);

        marta.post("/notifications/webhook/test", Map.of("whose", "mine"));
        Call both = next("/marta", "");
        marta.post("/notifications/webhook/key/former", Map.of("whose", "mine"));
        marta.post("/notifications/webhook/test", Map.of("whose", "mine"));
        Call one = next("/marta", "");

        assertThat(both.signature().split(" ")).containsExactly("v1," + hmac(newer, signed(both)),
                "v1," + hmac(former, signed(both)));
        assertThat(one.signature()).isEqualTo("v1," + hmac(newer, signed(one)));
        marta.post("/notifications/webhook/key", Map.of("whose", "mine"));
        site.jdbc()
                .sql("update webhook set former_until = former_until - interval '24 hours' where former_until is not null")
                .update();
        marta.post("/notifications/webhook/test", Map.of("whose", "mine"));
        assertThat(next("/marta", "").signature().split(" ")).as("the former key ends by itself").hasSize(1);
        marta.post("/notifications/webhook/remove", Map.of("whose", "mine"));
    }

    private static String signed(Call call) {
        return call.id() + "." + call.time() + "." + call.body();
    }

    @Test
    void gAdministratorsSeeWhoIsNotReachedAndSendItAgain() throws InterruptedException {
        marta.post("/notifications/webhook", Map.of("whose", "team", "url", url("/team")));
        answer = 503;
        world.leaves("priya", "Peter Amsel <peter.amsel@asterquay.example>", "", "");
        site.part(Warnings.class).sweep();
        next("/team", "Kitchen compliance pack");
        Browser ewa = site.signIn("ewa");
        String page = ewa.get("/notifications").body();
        for (int i = 0; i < 100 && !page.contains("answered 503"); i++) {
            page = ewa.get("/notifications").body();
        }
        assertThat(page).contains("What did not reach people", "The team", "answered 503", "after 1 attempt of 10");
        assertThat(marta.get("/notifications").body()).doesNotContain("What did not reach people");
        String whom = first("name=\"user\" value=\"(\\d+)\"", page);
        assertThat(marta.post("/notifications/again", Map.of("channel", "team-webhook", "user", whom)).statusCode())
                .isEqualTo(403);

        answer = 204;
        ewa.post("/notifications/again", Map.of("channel", "team-webhook", "user", whom));

        next("/team", "Kitchen compliance pack");
    }

    @Test
    void eWhoWantsNoMailGetsNone() {
        Browser tom = site.signIn("tom");
        assertThat(tom.get("/notifications").body()).contains("go to tom@fernbeck.example", "Send none");
        tom.post("/notifications/mail", Map.of("wanted", "false"));
        assertThat(tom.get("/notifications").body()).contains("do not go to tom@fernbeck.example", "Send them");

        world.leaves("tom", "Han Bora <han.bora@starferry.example>", "", "");
        site.part(Warnings.class).sweep();

        assertThat(toldOf("냉장 차량 센서 120대")).containsExactly("marta@fernbeck.example");
    }

    @Test
    void fWhoLooksAfterTheMailboxesIsToldThatMailIsMissingAndThatItIsThere() throws InterruptedException {
        Browser ewa = site.signIn("ewa");
        ewa.post("/notifications/webhook", Map.of("whose", "mine", "url", url("/ewa")));
        ewa.post("/notifications/webhook/remove", Map.of("whose", "team"));
        MissingMail alarms = new MissingMail(site.jdbc(), site.part(Outbox.class));
        MailboxId toms = site.part(Mailboxes.class).byAddress("tom@fernbeck.example").orElseThrow().id();
        settle(alarms, toms, 2);

        assertThat(nextOf("/ewa").body()).contains("\"type\":\"mailbox.missing\"", "\"missing\":2",
                "\"mailbox\":\"tom@fernbeck.example\"", "\"url\":\"https://lamp.example/mailboxes/" + toms + "\"");
        assertThat(toldOf("2 mails are missing: tom@fernbeck.example")).containsExactly("ewa@fernbeck.example");

        settle(alarms, toms, 1);
        settle(alarms, toms, 0);
        assertThat(nextOf("/ewa").body()).contains("\"type\":\"mailbox.complete\"", "\"missing\":0");
        assertThat(toldOf("Nothing is missing any more: tom@fernbeck.example"))
                .containsExactly("ewa@fernbeck.example");
        assertThat(marta.get("/board").body()).doesNotContain("is missing");
    }

    private void settle(MissingMail alarms, MailboxId mailbox, long missing) {
        site.part(TransactionTemplate.class).executeWithoutResult(
                status -> alarms.settle(mailbox, missing, site.part(Clock.class).instant()));
    }

    /** Those who were told of a deal by mail, as soon as anybody was. */
    private static List<String> toldOf(String deal) {
        for (;;) {
            MimeMessage[] mails = POST.getReceivedMessages();
            List<String> told = Arrays.stream(mails).filter(mail -> subject(mail).contains(deal))
                    .map(NotifyTest::recipient).toList();
            if (!told.isEmpty()) {
                return told;
            }
            assertThat(POST.waitForIncomingEmail(60_000, mails.length + 1)).isTrue();
        }
    }

    private static String subject(MimeMessage mail) {
        try {
            return mail.getSubject();
        } catch (MessagingException broken) {
            throw new AssertionError(broken);
        }
    }

    private static String recipient(MimeMessage mail) {
        try {
            return mail.getAllRecipients()[0].toString();
        } catch (MessagingException broken) {
            throw new AssertionError(broken);
        }
    }

    /** The next one to this place; the team's may still hear of what was told before. */
    private Call nextOf(String path) throws InterruptedException {
        Call call = next();
        while (!call.path().equals(path)) {
            call = next();
        }
        return call;
    }

    private Call next() throws InterruptedException {
        Call call = calls.poll(60, TimeUnit.SECONDS);
        assertThat(call).isNotNull();
        return call;
    }

    /** The next call of a place that is about something; others came late from the tests before. */
    private Call next(String path, String about) throws InterruptedException {
        Call call = next();
        while (!call.path().equals(path) || !call.body().contains(about)) {
            call = next();
        }
        return call;
    }

    private String url(String path) {
        return "http://127.0.0.1:" + receiver.getAddress().getPort() + path;
    }

    private String sealed() {
        return String.join(" ", site.jdbc().sql("select url || ' ' || secret from webhook")
                .query(String.class).list());
    }

    private static String hmac(String secret, String signed) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring("whsec_".length())), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static String first(String pattern, String text) {
        Matcher found = Pattern.compile(pattern).matcher(text);
        assertThat(found.find()).as(pattern).isTrue();
        return found.group(1);
    }
}
