// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/** The pages of the running application, as people with their three roles see them. */
@AtNoon
@WithSite
@TestPropertySource(properties = {"lamplighter.zone=Europe/Berlin", "lamplighter.network.private-hosts=127.0.0.1"})
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PagesTest {

    @Autowired
    private Site site;

    private Browser rep;
    private Browser manager;
    private Browser admin;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        registry.add("lamplighter.sample-users[0].username", () -> "marta");
        registry.add("lamplighter.sample-users[0].role", () -> "Manager; sees the team");
    }

    @BeforeAll
    void fill() {
        rep = site.signIn("anna");
        manager = site.signIn("marta");
        admin = site.signIn("ewa");
    }

    @Test
    void nobodySeesAnythingWithoutSigningIn() {
        for (String path : new String[]{"/", "/board", "/board/deals", "/deals/1", "/mailboxes", "/review",
                "/nothing"}) {
            HttpResponse<String> answer = new Browser(site.port()).get(path);

            assertThat(answer.statusCode()).as(path).isEqualTo(302);
            assertThat(Browser.location(answer)).isEqualTo("/login");
        }
    }

    @Test
    void theSignInPageSaysWhatHappenedAndWhoCanSignIn() {
        Browser stranger = new Browser(site.port());

        assertThat(stranger.get("/login").body()).contains("Sign in to Lamplighter", "Manager; sees the team");
        assertThat(stranger.get("/login?error").body()).contains("User name or password is not right.");
        assertThat(stranger.get("/login?out").body()).contains("You are signed out.");
        assertThat(Browser.location(stranger.post("/login", Map.of("username", "anna", "password", "wrong"))))
                .isEqualTo("/login?error");
    }

    @Test
    void everyRoleBeginsWhereItsWorkIs() {
        assertThat(Browser.location(rep.get("/"))).isEqualTo("/board");
        assertThat(Browser.location(manager.get("/"))).isEqualTo("/board");
        assertThat(Browser.location(admin.get("/"))).isEqualTo("/mailboxes");
    }

    @Test
    void theBoardOfAManagerShowsTheTeamByState() {
        HttpResponse<String> board = manager.get("/board");

        assertThat(board.statusCode()).isEqualTo(200);
        assertThat(board.body()).contains("Cold-room monitoring, 14 sites",
                "No word from the buyer for 24 days, threshold 21.",
                "Idris Vale’s mailbox has not been readable since", "Reading history", "of 4,2", "Marta Lindqvist",
                "lang=\"ko\">냉장 차량 센서 120대", "€84,000", "Goes dark on", "chip--blind", "Bad news");
        assertThat(board.body()).doesNotContain("href=\"/mailboxes");
    }

    @Test
    void theBoardOfARepShowsTheirOwnDeals() {
        assertThat(rep.get("/board").body()).contains("Cold-room monitoring", "Archive climate control")
                .doesNotContain("HACCP logging", "Reefer yard");
    }

    @Test
    void theListIsFilteredAndSaysWhenNothingIsLeft() {
        assertThat(manager.piece("/board/deals?state=dark").body()).contains("Cold-room monitoring")
                .doesNotContain("HACCP logging", "<html");
        assertThat(manager.piece("/board/deals?q=menon").body()).contains("Cold-room monitoring")
                .doesNotContain("HACCP logging");
        assertThat(manager.piece("/board/deals?stage=Closing&state=dark").body()).contains("No dark deals in Closing",
                "Two filters are on");
        assertThat(manager.piece("/board/deals?sort=name").body()).contains("8, by name")
                .doesNotContain("class=\"group\"");
    }

    @Test
    void aPieceOpenedAsAPageLeadsToThePage() {
        assertThat(Browser.location(manager.get("/board/deals?state=dark"))).isEqualTo("/board?state=dark");
        assertThat(Browser.location(manager.get("/board/import"))).isEqualTo("/board");
        assertThat(Browser.location(admin.get("/mailboxes/list"))).isEqualTo("/mailboxes");
    }

    @Test
    void theImportIsShownToThoseItConcerns() {
        assertThat(manager.piece("/board/import").body()).contains("Tom Okafor", "hx-get=\"/board/import\"");
        HttpResponse<String> done = rep.piece("/board/import");

        assertThat(done.headers().firstValue("HX-Trigger")).hasValue("deals-changed");
        assertThat(done.body()).doesNotContain("hx-get");
    }

    @Test
    void aDealTellsItsStory() {
        HttpResponse<String> deal = rep.get(pathOf("Cold-room monitoring"));

        assertThat(deal.statusCode()).isEqualTo(200);
        assertThat(deal.body()).contains("Dark since", "Twelve weeks", "Helen Marsh", "one more vendor",
                "Not for the clock: an automatic reply", "Counted:", "38 quoted lines are left out.",
                "site-plan.pdf, 214 kB", "Write to Helen", "Read from one mailbox: Anna Reyes",
                "The account’s only open deal",
                "€84,000", "Show older activities");
    }

    @Test
    void theTimelineGoesOnWhereThePageEnded() {
        String deal = pathOf("Cold-room monitoring");
        Matcher more = Pattern.compile("hx-get=\"(/deals/[^\"]+)\"").matcher(rep.get(deal).body());
        assertThat(more.find()).isTrue();

        String next = rep.piece(more.group(1).replace("&amp;", "&")).body();

        assertThat(next).contains("Re: Sensors for the depot").doesNotContain("<html", "Proposal for the 14 sites");
        assertThat(rep.get(deal + "?show=counted").body()).doesNotContain("Checking in on the January start");
    }

    @Test
    void someoneElsesDealIsNotThere() {
        HttpResponse<String> foreign = rep.get(pathOf("HACCP logging"));

        assertThat(foreign.statusCode()).isEqualTo(404);
        assertThat(foreign.body()).contains("There is nothing at this address").doesNotContain("HACCP", "Quillhaven");
        assertThat(rep.get("/deals/99999").statusCode()).isEqualTo(404);
        assertThat(rep.get("/deals/seventeen").statusCode()).isEqualTo(404);
        assertThat(rep.piece(pathOf("HACCP logging") + "/timeline").statusCode()).isEqualTo(404);
    }

    @Test
    void anUnknownAddressIsExplainedToPeople() {
        HttpResponse<String> nothing = rep.get("/nothing-here");

        assertThat(nothing.statusCode()).isEqualTo(404);
        assertThat(nothing.body()).contains("There is nothing at this address", "Anna Reyes", "/nothing-here");
    }

    @Test
    void anAdminSeesNoMailAndIsToldWhy() {
        for (String path : new String[]{"/board", "/board/deals", pathOf("Cold-room"), "/review"}) {
            HttpResponse<String> answer = admin.get(path);

            assertThat(answer.statusCode()).as(path).isEqualTo(403);
            assertThat(answer.body()).contains("Deals and mail are for the sales team", "Go to the mailboxes");
        }
        assertThat(rep.get("/mailboxes").body()).contains("Mailboxes are looked after by administrators");
    }

    @Test
    void theMailboxesSayHowTheyAreAndWhatWasSeen() {
        HttpResponse<String> page = admin.get("/mailboxes");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("Three of four are being read. One needs its owner to sign in again.",
                "Needs sign-in again", "authentication failed", "Reading history,", "Read every minute",
                "Quarantine, 1 mail", "A part ends before its boundary", "tom@fernbeck.example, INBOX",
                "One deal is blind until then.", "nothing missing");
        assertThat(admin.piece("/mailboxes/list").body()).contains("hx-get=\"/mailboxes/rows\"")
                .doesNotContain("<html");
    }

    @Test
    void theApiSaysOfEveryMailboxWhetherItCanBeReliedOn() {
        String all = admin.call("GET", "ewa", "/api/mailboxes", "application/json", "").body();

        assertThat(all).contains("\"health\":{", "\"push\":{\"alive\":false,\"state\":\"Nobody tells us\"",
                "\"backlog\":{\"unread\":4200", "\"next\":{", "\"failuresInARow\":1",
                "\"compared\":{\"at\":");
        assertThat(admin.call("GET", "ewa", "/api/mailboxes/" + all.replaceFirst("(?s).*?\"id\":(\\d+).*", "$1"),
                "application/json", "").body()).contains("\"health\":{");
    }

    @Test
    void whatIsHeldIsShownToAdministratorsOnlyAndReadFromTheServerAnew() {
        String held = idOf("/quarantine/(\\d+)/header", admin.get("/mailboxes").body());

        assertThat(rep.get("/quarantine/" + held + "/header").statusCode()).isEqualTo(403);
        HttpResponse<String> answer = admin.get("/quarantine/" + held + "/header");
        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.body()).contains("This mailbox has no connection settings.");
        assertThat(admin.get("/quarantine/4711/mail.eml").statusCode()).isEqualTo(404);
    }

    /** Last: a mailbox that is resumed is read, and behind these there is no server. */
    @Test
    @Order(Integer.MAX_VALUE)
    void aMailboxIsPausedAndResumed() {
        String mailbox = idOf("mailbox-(\\d+)\"(?:(?!mailbox-).)*Priya", admin.get("/mailboxes").body());

        assertThat(Browser.location(admin.post("/mailboxes/" + mailbox + "/pause", Map.of()))).isEqualTo("/mailboxes");
        assertThat(admin.get("/mailboxes").body()).contains("Reading of Priya Nair’s mailbox is paused.", "Resume");
        admin.post("/mailboxes/" + mailbox + "/resume", Map.of());
        assertThat(admin.get("/mailboxes").body()).contains("Reading of Priya Nair’s mailbox goes on.");
        assertThat(admin.post("/mailboxes/4711/pause", Map.of()).statusCode()).isEqualTo(404);
    }

    @Test
    void aFormThatCannotWorkComesBackAsItWasSentButForThePassword() {
        HttpResponse<String> answer = admin.post("/mailboxes",
                Map.of("owner", "anna@fernbeck.example", "address", "nobody",
                        "host", "mail.fernbeck.example", "port", "99x", "security", "tls", "username", "u", "password",
                        "s3cret-x"));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("“nobody” is not an address.", "“99x” is not a port.",
                "value=\"mail.fernbeck.example\"").doesNotContain("s3cret-x");
    }

    @Test
    void aServerThatDoesNotAnswerIsNamed() {
        Map<String, String> form = Map.of("owner", "anna@fernbeck.example", "address", "a@b.example", "host",
                "127.0.0.1",
                "port", "1", "security", "plain", "username", "u", "password", "p");

        assertThat(admin.pieceOfPost("/mailboxes/test", form).body()).contains("notice--bad", "127.0.0.1")
                .doesNotContain("<html");
        assertThat(admin.post("/mailboxes", form).statusCode()).isEqualTo(422);
    }

    @Test
    void theFormIsFilledInFromTheAddress() {
        Map<String, String> form = Map.of("owner", "anna@fernbeck.example", "address", "anna@fastmail.com");

        assertThat(admin.post("/mailboxes/find", form).body()).contains("value=\"imap.fastmail.com\"",
                "value=\"993\"", "The fields are filled in", "Fastmail wants an app password");
        assertThat(admin.post("/mailboxes/find", Map.of("address", "nobody")).body())
                .contains("“nobody” is not an address.");
        assertThat(admin.post("/mailboxes/find", Map.of("address", "anna@tuta.com")).body())
                .contains("The settings were not found", "Tuta has no IMAP");
    }

    @Test
    void aServerInsideOurOwnNetworkIsNotCalledUnasked() {
        Map<String, String> form = Map.of("owner", "anna@fernbeck.example", "address", "a@b.example", "host",
                "169.254.169.254", "port", "80", "security", "plain", "username", "u", "password", "p");

        assertThat(admin.pieceOfPost("/mailboxes/test", form).body()).contains("notice--bad",
                "It does not work with these settings", "lamplighter.network.private-hosts=169.254.169.254");
    }

    @Test
    void anUncertainMailIsPutOnADeal() {
        Browser tom = site.signIn("tom");
        String page = tom.get("/review").body();
        assertThat(page).contains("One mail could belong to more than one deal", "Milk-tank telemetry",
                "Parlour alarms");
        String item = idOf("action=\"/review/(\\d+)\"", page);
        String deal = idOf("name=\"deal\" required value=\"(\\d+)\"", page);

        assertThat(Browser.location(tom.post("/review/" + item, Map.of("deal", deal)))).isEqualTo("/review");
        assertThat(tom.get("/review").body()).contains("The mail is on “", "Every mail has its deal");
    }

    private String pathOf(String deal) {
        return "/deals/" + idOf("href=\"/deals/(\\d+)\"[^>]*>" + deal, manager.get("/board").body());
    }

    private static String idOf(String pattern, String html) {
        Matcher matcher = Pattern.compile(pattern, Pattern.DOTALL).matcher(html);
        assertThat(matcher.find()).as(pattern).isTrue();
        return matcher.group(1);
    }
}
