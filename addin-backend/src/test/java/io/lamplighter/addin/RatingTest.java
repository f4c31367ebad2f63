// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** Good or bad for the deal: on the page of the deal and over the API. */
@AtNoon
@WithSite
@TestPropertySource(properties = "lamplighter.zone=Europe/Berlin")
class RatingTest {

    @Autowired
    private Site site;

    private Browser anna;
    private String page = "";
    private String form = "";
    private String api = "";

    @BeforeAll
    void fill() {
        anna = site.signIn("anna");
        page = first("href=\"(/deals/\\d+)\"[^>]*>Archive climate", anna.get("/board").body());
        form = first("action=\"(/deals/\\d+/activities/\\d+/rating)\"", anna.get(page).body());
        api = "/api/activities/" + first("/activities/(\\d+)/rating", form) + "/rating";
    }

    @Test
    void anActivityIsRatedWithAndWithoutAScript() {
        HttpResponse<String> plain = anna.post(form, Map.of("rating", "bad", "note", "She <b>sighed</b>."));
        assertThat(Browser.location(plain)).startsWith(page + "#act-");
        assertThat(anna.get(page).body()).contains("Rated bad. Scores follow within seconds.",
                "Rated bad by you, today",
                "She &lt;b&gt;sighed&lt;/b&gt;.", "aria-pressed=\"true\"");

        HttpResponse<String> piece = anna.pieceOfPost(form, Map.of("rating", "good", "note", ""));
        assertThat(piece.statusCode()).isEqualTo(200);
        assertThat(piece.body()).contains("Rated good by you", "data-say=\"Rated good", "name=\"_csrf\"")
                .doesNotContain("<html", "sighed");

        assertThat(anna.pieceOfPost(form, Map.of("rating", "none")).body()).doesNotContain("by you")
                .contains("is withdrawn, as if it had never been");
        assertThat(anna.pieceOfPost(form, Map.of("rating", "", "note", "but why")).body())
                .contains("Nothing was changed: say good or bad first.");
        assertThat(anna.pieceOfPost(form, Map.of("rating", "bad", "note", "x".repeat(1001))).body())
                .contains("Nothing was changed: a note has at most 1,000 characters.");
    }

    @Test
    void theTeamSeesWhoRatedItAndWhy() {
        anna.call("PUT", "anna", api, "application/json", "{\"rating\":\"bad\",\"note\":\"the board is split\"}");

        assertThat(site.signIn("marta").get(page).body()).contains("Anna Reyes rated it bad, today",
                "the board is split");
    }

    @Test
    void nobodyRatesWhatTheyMayNotSee() {
        assertThat(site.signIn("priya").post(form, Map.of("rating", "bad")).statusCode()).isEqualTo(404);
        assertThat(site.signIn("idris").post(form, Map.of("rating", "bad")).statusCode()).isEqualTo(404);
        assertThat(call("PUT", "priya", "{\"rating\":\"bad\"}").statusCode()).isEqualTo(404);
        assertThat(call("GET", "priya", "").statusCode()).isEqualTo(404);
        assertThat(call("DELETE", "priya", "").statusCode()).isEqualTo(404);
        assertThat(call("PUT", "ewa", "{\"rating\":\"bad\"}").statusCode()).isEqualTo(403);
        assertThat(anna.call("PUT", "anna", "/api/activities/4711/rating", "application/json", "{\"rating\":\"bad\"}")
                .body()).contains("urn:lamplighter:not-found", "There is no activity 4711");
    }

    @Test
    void aProgramRatesChangesAndWithdraws() {
        assertThat(call("PUT", "anna", "{\"rating\":\"good\"}").body()).contains("\"rating\":\"good\"",
                "\"by\":\"Anna Reyes\"");
        assertThat(call("PUT", "anna", "{\"rating\":\"bad\",\"note\":\"no\"}").body()).contains("\"rating\":\"bad\"");
        assertThat(call("GET", "marta", "").body()).contains("\"mine\":null", "\"note\":\"no\"");
        assertThat(call("DELETE", "anna", "").statusCode()).isEqualTo(204);
        assertThat(call("DELETE", "anna", "").statusCode()).isEqualTo(204);
        assertThat(call("GET", "anna", "").body()).contains("\"mine\":null", "\"all\":[]");
    }

    @Test
    void whatIsNoRatingIsRefusedInWords() {
        for (String wrong : new String[]{"{\"rating\":\"fine\"}", "{}", "{\"rating\":null}",
                "{\"rating\":\"bad\",\"note\":\"" + "x".repeat(1001) + "\"}"}) {
            HttpResponse<String> answer = call("PUT", "anna", wrong);
            assertThat(answer.statusCode()).as(wrong).isEqualTo(400);
            assertThat(answer.headers().firstValue("content-type").orElse("")).contains("application/problem+json");
        }
        assertThat(call("PUT", "anna", "[1,").statusCode()).isEqualTo(400);
        assertThat(anna.call("PUT", "anna", "/api/activities/x/rating", "application/json", "{\"rating\":\"bad\"}")
                .statusCode()).isEqualTo(400);
    }

    private HttpResponse<String> call(String method, String who, String body) {
        return anna.call(method, who, api, "application/json", body);
    }

    private static String first(String pattern, String text) {
        Matcher found = Pattern.compile(pattern).matcher(text);
        if (!found.find()) {
            throw new AssertionError(pattern);
        }
        return found.group(1);
    }
}
