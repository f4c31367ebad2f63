// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.crm.ActivityId;
import io.lamplighter.crm.directory.User;
import io.lamplighter.crm.directory.Users;
import io.lamplighter.crm.scoring.Ratings;
import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** What was learned, and who may take it back, on the page and over the API. */
@AtNoon
@WithSite
@TestPropertySource(properties = "lamplighter.zone=Europe/Berlin")
@TestMethodOrder(MethodOrderer.MethodName.class)
class LearningTest {

    @Autowired
    private Site site;

    private Browser anna;
    private Browser marta;
    private long annasId;
    private long tomsId;

    @BeforeAll
    void fill() {
        anna = site.signIn("anna");
        marta = site.signIn("marta");
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

    /** Three people agree about two mails, and not with what they seem to say, so that what stands in them is learned. */
    @Test
    void bEveryPhraseNamesItsRatings() {
        for (String who : List.of("anna", "marta", "priya")) {
            rate(who, false, "figures look fine", "");
            rate(who, true, "one more vendor", "it is what <she> always says");
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
        assertThat(site.signIn("tom").get("/learning").body()).contains("on a deal that you do not read")
                .doesNotContain("Note: it is");
        assertThat(site.signIn("ewa").get("/learning").body()).contains("on a deal that you do not read",
                "Withdraw all").doesNotContain("Note: it is", "See it");
    }

    @Test
    void dARepTakesBackTheirOwnAndNobodyElses() {
        String others = "/learning/withdraw?rater=" + annasId;
        Browser tom = site.signIn("tom");

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
        assertThat(marta.get("/learning").body()).contains("are withdrawn, as if never given", "Undo",
                "action=\"/learning/restore-all\"", "withdrawn in one go by Marta Lindqvist");
        assertThat(marta.post("/learning/withdraw", Map.of("rater", Long.toString(annasId))).statusCode())
                .isEqualTo(302);
        assertThat(marta.get("/learning").body()).contains("Nothing was changed: there is nothing to take back");
    }

    @Test
    void fWhatWasWithdrawnInOneGoCountsAgainInOneGo() {
        String at = first("name=\"at\" value=\"([^\"]+)\"", marta.get("/learning").body());
        Map<String, String> form = Map.of("rater", Long.toString(annasId), "at", at);

        assertThat(site.signIn("tom").post("/learning/restore-all", form).statusCode()).isEqualTo(404);
        assertThat(marta.post("/learning/restore-all", Map.of("rater", Long.toString(annasId), "at", "noon"))
                .statusCode()).isEqualTo(404);
        assertThat(call("GET", "marta", "/api/learning/withdrawals").body())
                .contains("\"raterId\":" + annasId, "\"ratings\":2").doesNotContain("\"raterId\":" + tomsId);
        marta.post("/learning/restore-all", form);
        assertThat(marta.get("/learning").body()).contains("Two ratings count again.")
                .doesNotContain("withdrawn in one go", "Anna Reyes’s “");
        assertThat(call("POST", "marta", "/api/learning/raters/" + annasId + "/restore?at=" + at).statusCode())
                .isEqualTo(404);
    }

    @Test
    void gWhatWasWithdrawnCanCountAgain() {
        String one = first("href=\"/learning/withdraw\\?rater=" + annasId + "&amp;activity=(\\d+)\"",
                marta.get("/learning").body());
        Map<String, String> form = Map.of("rater", Long.toString(annasId), "activity", one);
        marta.post("/learning/withdraw", form);

        assertThat(marta.get("/learning").body()).contains("One rating is withdrawn", "Anna Reyes’s “");
        assertThat(site.signIn("tom").post("/learning/restore", form).statusCode()).isEqualTo(404);
        marta.post("/learning/restore", form);
        assertThat(marta.get("/learning").body()).contains("The rating counts again.");
        String path = "/api/learning/raters/" + annasId + "/ratings/" + one;
        assertThat(call("DELETE", "ewa", path).statusCode()).isEqualTo(204);
        assertThat(call("DELETE", "ewa", path).statusCode()).isEqualTo(404);
        marta.post("/learning/restore", form);
    }

    @Test
    void hPhrasesAreFoundByWhatIsAskedFor() {
        String all = marta.get("/learning").body();
        assertThat(all).contains("aria-label=\"Filter and sort\"", "largest change first", "class=\"phrase\"");
        String list = marta.piece("/learning/phrases?effect=good&rater=" + annasId).body();
        assertThat(list).contains("class=\"phrase\"", "Clear the filters", "hx-swap-oob=\"true\"",
                "/learning/export.csv?effect=good&amp;rater=" + annasId).doesNotContain("<html", "is-down");
        assertThat(marta.piece("/learning/phrases?effect=good").headers().firstValue("HX-Replace-Url"))
                .contains("/learning?effect=good");
        assertThat(marta.piece("/learning/phrases?words=xyzzy").body()).contains("No learned phrase passes",
                "0 of ");
        assertThat(marta.piece("/learning/phrases?rater=" + tomsId + "&days=7&sort=latest").body())
                .contains("latest first", "No learned phrase passes");
        assertThat(marta.get("/learning?words=xyzzy").body()).contains("value=\"xyzzy\"", "No learned phrase passes");
        assertThat(Browser.location(marta.get("/learning/phrases?words=xyzzy"))).isEqualTo("/learning?words=xyzzy");
        assertThat(call("GET", "marta", "/api/learning/phrases?effect=good&limit=1").body())
                .contains("\"key\":", "\"signals\":", "\"next\":\"1\"");
    }

    @Test
    void iThereIsATableForSpreadsheetsWithoutFormulas() {
        rate("marta", true, "one more vendor", "=HYPERLINK(\"http://evil.example\")");

        HttpResponse<String> table = marta.get("/learning/export.csv?effect=good");

        assertThat(table.headers().firstValue("Content-Type")).contains("text/csv;charset=UTF-8");
        assertThat(table.headers().firstValue("Content-Disposition").orElseThrow())
                .startsWith("attachment; filename=\"lamplighter-learning-2");
        assertThat(table.body()).startsWith("\uFEFF\"phrase\",\"language\"").contains("\"Anna Reyes\"", "\"en\"",
                "\"'=HYPERLINK(\"\"http://evil.example\"\")\"\r\n");
        assertThat(site.signIn("ewa").get("/learning/export.csv").body()).contains("\"Anna Reyes\"")
                .doesNotContain("HYPERLINK", "Cold-room");
        assertThat(call("GET", "marta", "/api/learning/phrases.csv").body()).startsWith("\uFEFF\"phrase\"");
    }

    @Test
    void jAPhraseIsNotLearnedAnyMoreAndThenItIs() {
        Browser tom = site.signIn("tom");
        String page = marta.get("/learning").body();
        String link = first("href=\"(/learning/phrases/withdraw\\?[^\"]+)\"", page).replace("&amp;", "&");
        String phrase = URLDecoder.decode(link.substring(link.indexOf("phrase=") + 7), StandardCharsets.UTF_8);
        Map<String, String> form = Map.of("language", "en", "phrase", phrase, "note", "it is <their> name");

        assertThat(tom.get("/learning").body()).doesNotContain("/learning/phrases/withdraw");
        assertThat(tom.get(link).statusCode()).isEqualTo(404);
        assertThat(tom.post("/learning/phrases/withdraw", form).statusCode()).isEqualTo(404);
        assertThat(marta.get(link).body()).contains("any more?", "teach the other words", "name=\"note\"");
        assertThat(marta.piece(link.replace("/withdraw", "/effect")).body())
                .startsWith("Withdrawing the phrase changes ");
        marta.post("/learning/phrases/withdraw", form);
        assertThat(marta.get("/learning").body()).contains("is not learned any more", "Undo",
                "not learned by decision of Marta Lindqvist", "Note: it is &lt;their&gt; name").doesNotContain(
                        link
                                .replace("&", "&amp;"));
        assertThat(call("GET", "tom", "/api/learning/withdrawn-phrases").body()).contains("\"by\":\"Marta Lindqvist\"");
        assertThat(tom.post("/learning/phrases/restore", form).statusCode()).isEqualTo(404);
        marta.post("/learning/phrases/restore", form);
        assertThat(marta.get("/learning").body()).contains("The phrase is learned again.",
                link.replace("&", "&amp;"));
        String json = "{\"language\":\"en\",\"key\":\"" + phrase + "\"}";
        String path = "/api/learning/withdrawn-phrases";
        assertThat(marta.call("PUT", "tom", path, "application/json", json).statusCode()).isEqualTo(403);
        assertThat(marta.call("PUT", "ewa", path, "application/json", json).statusCode()).isEqualTo(204);
        assertThat(marta.call("PUT", "ewa", path, "application/json", json).statusCode()).isEqualTo(204);
        String named = link.substring(link.indexOf('?')).replace("&phrase=", "&key=");
        assertThat(call("GET", "marta", "/api/learning/phrases/withdrawal" + named).statusCode()).isEqualTo(404);
        assertThat(call("DELETE", "marta", path + named).statusCode()).isEqualTo(204);
        assertThat(call("DELETE", "marta", path + named).statusCode()).isEqualTo(404);
        assertThat(call("GET", "marta", "/api/learning/phrases/withdrawal" + named).body())
                .contains("\"phrasesBefore\":");
    }

    @Test
    void nobodyLooksWithoutSigningIn() {
        assertThat(Browser.location(new Browser(site.port()).get("/learning"))).isEqualTo("/login");
        assertThat(anna.get("/learning/withdraw?rater=x").statusCode()).isEqualTo(404);
    }

    private User user(String name) {
        return site.part(Users.class).byUsername(name).orElseThrow();
    }

    private void rate(String who, boolean good, String saying, String note) {
        List<Long> mails = site.jdbc().sql("""
                select a.activity_id from activity a join interaction i using (interaction_id)
                 where i.body like '%' || :saying || '%' and a.direction = 'INBOUND' and a.opportunity_id is not null
                 order by a.occurred_at desc limit 1
                """).param("saying", saying).query(Long.class).list();
        assertThat(mails).as(saying).isNotEmpty();
        mails.forEach(mail -> site.part(Ratings.class).rate(new ActivityId(mail), good, note, user(who),
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
