// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.crm.ActivityId;
import io.lamplighter.crm.directory.User;
import io.lamplighter.crm.directory.Users;
import io.lamplighter.crm.scoring.Ratings;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** What was learned, and who may take it back, on the page and over the API. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.MethodName.class)
@DirtiesContext
class LearningTest {

    @Autowired
    private ApplicationContext context;

    @LocalServerPort
    private int port;

    private Browser anna;
    private Browser marta;
    private long annasId;
    private long tomsId;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) throws IOException {
        Path data = Files.createTempDirectory(Path.of("target"), "learning-data");
        registry.add("lamplighter.data-dir", data::toString);
        registry.add("lamplighter.zone", () -> "Europe/Berlin");
    }

    @BeforeAll
    void fill() {
        new PagesWorld(context).build();
        anna = new Browser(port).signIn("anna");
        marta = new Browser(port).signIn("marta");
        annasId = user("anna").id().value();
        tomsId = user("tom").id().value();
    }

    @Test
    void aNobodyHasRatedYet() {
        assertThat(marta.get("/learning").body()).contains("No ratings yet", "aria-current=\"page\"");
        assertThat(call("GET", "marta", "/api/learning").body()).contains("\"ratings\":0", "\"phrases\":[]",
                "\"enough\":false");
        assertThat(call("DELETE", "marta", "/api/learning/raters/" + annasId).statusCode()).isEqualTo(404);
    }

    /** Three people agree about two mails, so that what stands in them is learned. */
    @Test
    void bEveryPhraseNamesItsRatings() {
        for (String who : List.of("anna", "marta", "priya")) {
            rate(who, true, "figures look fine", "");
            rate(who, false, "one more vendor", "it is what <she> always says");
        }
        rate("tom", true, "견적을", "");

        String page = marta.get("/learning").body();
        assertThat(page).contains("Whose ratings count how much", "Anna Reyes", "Withdraw all",
                "Note: it is what &lt;she&gt; always says", "class=\"ledger-open\"", "id=\"verdict\"", "#act-");
        assertThat(page).doesNotContain("<she>");
        assertThat(call("GET", "marta", "/api/learning").body()).contains("\"language\":\"en\"", "\"discounted\"",
                "\"tested\":");
        assertThat(marta.piece("/learning/verdict").body()).contains("Is it better for it?")
                .doesNotContain("<html");
    }

    @Test
    void cMailIsQuotedToThoseWhoMayReadIt() {
        assertThat(new Browser(port).signIn("tom").get("/learning").body()).contains("on a deal that you do not read")
                .doesNotContain("Note: it is");
        assertThat(new Browser(port).signIn("ewa").get("/learning").body()).contains("on a deal that you do not read",
                "Withdraw all").doesNotContain("Note: it is", "See it");
    }

    @Test
    void dARepTakesBackTheirOwnAndNobodyElses() {
        String others = "/learning/withdraw?rater=" + annasId;
        Browser tom = new Browser(port).signIn("tom");

        assertThat(tom.get(others).statusCode()).isEqualTo(404);
        assertThat(tom.post("/learning/withdraw", Map.of("rater", Long.toString(annasId))).statusCode())
                .isEqualTo(404);
        assertThat(call("DELETE", "tom", "/api/learning/raters/" + annasId).statusCode()).isEqualTo(404);
        assertThat(call("GET", "tom", "/api/learning/raters/" + annasId + "/withdrawal").statusCode()).isEqualTo(404);
        assertThat(tom.get("/learning").body()).doesNotContain("rater=" + annasId);
        assertThat(call("GET", "tom", "/api/learning/raters/" + tomsId + "/withdrawal").body())
                .contains("\"ratings\":1");
        assertThat(call("DELETE", "tom", "/api/learning/raters/" + tomsId).body()).contains("\"withdrawn\":1");
        assertThat(tom.get("/learning").body()).contains("Tom Okafor’s “good”, withdrawn today");
    }

    @Test
    void eWithdrawingSaysFirstWhatItChanges() {
        String all = marta.get("/learning").body();
        String one = first("href=\"(/learning/withdraw\\?rater=" + annasId + "&amp;activity=\\d+)\"", all)
                .replace("&amp;", "&");

        assertThat(marta.get(one).body()).contains("Take back Anna Reyes’s rating?", "as if it had never been said");
        assertThat(marta.get("/learning/withdraw?rater=" + annasId).body()).contains("Take back all",
                "learned phrase");
        HttpResponse<String> done = marta.post("/learning/withdraw", Map.of("rater", Long.toString(annasId)));
        assertThat(Browser.location(done)).isEqualTo("/learning");
        assertThat(marta.get("/learning").body()).contains("are withdrawn, as if never given");
        assertThat(marta.post("/learning/withdraw", Map.of("rater", Long.toString(annasId))).statusCode())
                .isEqualTo(302);
        assertThat(marta.get("/learning").body()).contains("Nothing was changed: there is nothing to take back");
    }

    @Test
    void fWhatWasWithdrawnCanCountAgain() {
        String page = marta.get("/learning").body();
        String activity = first(
                "name=\"rater\" value=\"" + annasId + "\"><input[^>]*name=\"activity\" value=\"(\\d+)\"",
                page);
        Map<String, String> form = Map.of("rater", Long.toString(annasId), "activity", activity);

        assertThat(new Browser(port).signIn("tom").post("/learning/restore", form).statusCode()).isEqualTo(404);
        marta.post("/learning/restore", form);
        assertThat(marta.get("/learning").body()).contains("The rating counts again.");
        String one = "/api/learning/raters/" + annasId + "/ratings/" + activity;
        assertThat(call("DELETE", "ewa", one).statusCode()).isEqualTo(204);
        assertThat(call("DELETE", "ewa", one).statusCode()).isEqualTo(404);
    }

    @Test
    void nobodyLooksWithoutSigningIn() {
        assertThat(Browser.location(new Browser(port).get("/learning"))).isEqualTo("/login");
        assertThat(anna.get("/learning/withdraw?rater=x").statusCode()).isEqualTo(404);
    }

    private User user(String name) {
        return context.getBean(Users.class).byUsername(name).orElseThrow();
    }

    private void rate(String who, boolean good, String saying, String note) {
        List<Long> mails = context.getBean(JdbcClient.class).sql("""
                select a.activity_id from activity a join interaction i using (interaction_id)
                 where i.body like '%' || :saying || '%' and a.direction = 'INBOUND' and a.opportunity_id is not null
                 order by a.occurred_at desc limit 1
                """).param("saying", saying).query(Long.class).list();
        assertThat(mails).as(saying).isNotEmpty();
        mails.forEach(mail -> context.getBean(Ratings.class).rate(new ActivityId(mail), good, note, user(who),
                Optional.empty()));
    }

    private HttpResponse<String> call(String method, String who, String path) {
        return marta.call(method, who, path, "application/json", "");
    }

    private static String first(String pattern, String text) {
        Matcher found = Pattern.compile(pattern).matcher(text);
        if (!found.find()) {
            throw new AssertionError(pattern);
        }
        return found.group(1);
    }
}
