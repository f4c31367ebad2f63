// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.crm.warning.Warnings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** Bad news reaches whoever is looking, on the board, on the deal and over the API. */
@AtNoon
@WithSite
@TestPropertySource(properties = "lamplighter.zone=Europe/Berlin")
@TestMethodOrder(MethodOrderer.MethodName.class)
class WarningTest {

    @Autowired
    private Site site;

    private PagesWorld world;
    private Browser priya;
    private Browser marta;

    /** Priya is told of the mail that froze the budget; waiting for that is part of what is tested. */
    @BeforeAll
    void badNewsComesIn() throws IOException {
        world = site.world();
        priya = site.signIn("priya");
        marta = site.signIn("marta");
        assertThat(event(priya, "warning", "0", ""))
                .contains("event:warning", "\"what\":\"RAISED\"", "HACCP logging, 6 plants")
                .doesNotContain("frozen");
    }

    @Test
    void aBrowserThatComesBackSaysWhereItWas() throws IOException {
        String first = event(marta, "warning", "0", "");

        assertThat(event(marta, "warning", "999999", "0")).isEqualTo(first);
        assertThat(first).containsPattern("id:\\d+");
    }

    @Test
    void onlyWhoSeesDealsListens() {
        assertThat(site.signIn("ewa").get("/events").statusCode()).isEqualTo(403);
        assertThat(Browser.location(new Browser(site.port()).get("/events"))).isEqualTo("/login");
        assertThat(priya.call("GET", "ewa", "/api/warnings", "application/json", "").statusCode()).isEqualTo(403);
        assertThat(priya.call("GET", "anna", "/api/warnings", "application/json", "").body())
                .doesNotContain("HACCP");
    }

    @Test
    void whatChangesOnATimelineIsHeardByWhoSeesTheDealAndByNobodyElse() throws IOException {
        changes("priya");
        changes("anna");

        String changed = "\"deals\":\\[(.*,)?" + deal("priya") + "[],]";
        assertThat(event(priya, "activity", "999999", "")).containsPattern(changed).contains("id:999999");
        assertThat(event(marta, "activity", "999999", "")).containsPattern(changed);
        assertThat(event(site.signIn("anna"), "activity", "999999", "")).doesNotContainPattern(changed)
                .containsPattern("[\\[,]" + deal("anna") + "[],]");
    }

    private long deal(String owner) {
        return site.jdbc().sql("""
                select min(a.opportunity_id)
                  from activity a join opportunity using (opportunity_id) join app_user on user_id = owner_id
                 where username = :owner
                """).param("owner", owner).query(Long.class).single();
    }

    private void changes(String owner) {
        site.jdbc().sql("update activity set outcome_words = 'moved' where opportunity_id = :deal")
                .param("deal", deal(owner)).update();
    }

    @Test
    void theBoardSaysWhoHasNotSeenIt() {
        assertThat(marta.get("/board").body()).contains("Priya has not seen it yet", "I have seen it", "data-live=\"",
                "not seen yet", "id=\"news\"");
        assertThat(priya.get("/board").body()).contains("You have not seen it yet");
        assertThat(marta.piece("/board/live").body()).contains("id=\"news\"", "hx-swap-oob=\"true\"")
                .doesNotContain("<html");
    }

    @Test
    void xTheOwnerSaysThatTheyHaveSeenIt() {
        String action = first("action=\"(/warnings/\\d+/acknowledge)\"", priya.get("/board").body());
        String deal = first("href=\"(/deals/\\d+)\"[^>]*>HACCP", priya.get("/board").body());
        assertThat(priya.get(deal).body()).contains("You were warned of bad news today", action);

        assertThat(site.signIn("anna").pieceOfPost(action, Map.of()).statusCode()).isEqualTo(204);
        assertThat(priya.get("/board").body()).contains("You have not seen it yet");
        HttpResponse<String> said = priya.post(action, Map.of("deal", deal.substring("/deals/".length())));

        assertThat(Browser.location(said)).isEqualTo(deal);
        assertThat(priya.get(deal).body()).contains("The others see that you have seen it.")
                .doesNotContain("You were warned of bad news today");
        assertThat(marta.get("/board").body()).contains("Priya has seen it, today");
        assertThat(marta.piece("/warnings/count").body()).contains("not seen yet");
        marta.pieceOfPost(action, Map.of());
        assertThat(marta.piece("/warnings/count").body()).doesNotContain("not seen yet");
    }

    @Test
    void yAProgramReadsThemAndSaysThatThemSeen() {
        String page = call("GET", "marta", "/api/warnings", "").body();
        String id = first("\"id\":(\\d+)", page);

        assertThat(page).contains("\"threshold\":-0.35", "\"opportunity\":\"HACCP logging, 6 plants\"",
                "\"owner\":true");
        assertThat(call("POST", "marta", "/api/warnings/" + id + "/acknowledge", "").statusCode()).isEqualTo(204);
        assertThat(call("POST", "marta", "/api/warnings/" + id + "/acknowledge", "").statusCode()).isEqualTo(204);
        assertThat(call("POST", "anna", "/api/warnings/" + id + "/acknowledge", "").statusCode()).isEqualTo(404);
    }

    @Test
    void zTheThresholdIsSetByManagersAndAdmins() {
        String id = first("\"id\":(\\d+)", call("GET", "anna", "/api/pipelines", "").body());

        assertThat(call("PATCH", "anna", "/api/pipelines/" + id, "{\"badNewsBelow\":-0.9}").statusCode())
                .isEqualTo(403);
        for (String wrong : List.of("{}", "{\"badNewsBelow\":0.1}", "{\"badNewsBelow\":-2}",
                "{\"badNewsBelow\":\"x\"}")) {
            assertThat(call("PATCH", "ewa", "/api/pipelines/" + id, wrong).statusCode()).as(wrong).isEqualTo(400);
        }
        assertThat(call("PATCH", "ewa", "/api/pipelines/4711", "{\"badNewsBelow\":-0.5}").statusCode())
                .isEqualTo(404);
        assertThat(call("PATCH", "ewa", "/api/pipelines/" + id, "{\"badNewsBelow\":-1}").body())
                .contains("\"badNewsBelow\":-1.0");
        assertThat(marta.get("/board").body()).doesNotContain("Priya has");
    }

    @Test
    void yTheThresholdIsTriedBeforeItIsSaved() {
        Browser ewa = site.signIn("ewa");
        String page = marta.get("/pipelines").body();
        String id = first("action=\"/pipelines/(\\d+)\"", page);
        String tried = "/pipelines/" + id + "/preview?below=";

        assertThat(page).contains("When to warn", "messages of the last 90 days would have warned", "HACCP logging",
                ">warned<", "value=\"-0.35\"").doesNotContain("Not saved yet");
        assertThat(marta.piece(tried + "-0.9999").body()).contains("Not saved yet").doesNotContain("<html", ">warned<");
        assertThat(marta.get("/pipelines?pipeline=" + id + "&below=-0.5").body()).contains("value=\"-0.50\"");
        assertThat(ewa.get("/pipelines").body()).contains("is for those who read mail", "would have warned")
                .doesNotContain("HACCP");
        assertThat(priya.get("/pipelines").statusCode()).isEqualTo(403);
        assertThat(priya.post("/pipelines/" + id, Map.of("below", "-0.9")).statusCode()).isEqualTo(403);
        for (String wrong : List.of("-1.1", "0.2", "x", "-0.5e1", "")) {
            assertThat(marta.post("/pipelines/" + id, Map.of("below", wrong)).statusCode()).as(wrong).isEqualTo(404);
        }
        marta.post("/pipelines/" + id, Map.of("below", "-0.4"));
        assertThat(marta.get("/pipelines").body()).contains("people are now warned below −0.40", "value=\"-0.40\"");
        String api = "/api/pipelines/" + id + "/preview";
        assertThat(call("GET", "marta", api + "?below=-0.35", "").body()).contains("\"wouldWarn\":", "\"warned\":true");
        assertThat(call("GET", "ewa", api, "").body()).contains("\"below\":-0.4", "\"activities\":[]");
        assertThat(call("GET", "priya", api, "").statusCode()).isEqualTo(403);
        assertThat(call("GET", "marta", api + "?below=1", "").statusCode()).isEqualTo(400);
        assertThat(call("GET", "marta", "/api/pipelines/4711/preview", "").statusCode()).isEqualTo(404);
    }

    /** Sorted last: it adds to what the board shows. */
    @Test
    void zzWhoHasLeftIsWarnedOfAndTheirSuccessorIsAdded() {
        world.leaves("anna", "Ruth Ostler <ruth.ostler@kelmscar.example>", "Kim <Lee>", "kim.lee@kelmscar.example");
        site.part(Warnings.class).sweep();
        Browser anna = site.signIn("anna");
        String board = anna.get("/board").body();
        String deal = first("href=\"(/deals/\\d+)\"[^>]*>Archive climate", board);
        String follow = first("action=\"(/warnings/\\d+/follow)\"", board);

        assertThat(board).contains("Ruth Ostler has left Kelmscar Storage; Kim &lt;Lee&gt; follows",
                "Add Kim &lt;Lee&gt;");
        assertThat(anna.piece("/board/live").body()).contains("Ruth Ostler has left");
        assertThat(anna.get(deal).body()).contains("Ruth Ostler has left Kelmscar Storage", "has left", follow);
        assertThat(site.signIn("tom").post(follow, Map.of()).statusCode()).isEqualTo(404);
        assertThat(Browser.location(anna.post(follow, Map.of()))).isEqualTo(deal);
        assertThat(anna.get(deal).body()).contains("Kim &lt;Lee&gt; is a contact of Kelmscar Storage now.",
                "is a contact already").doesNotContain(follow);
        assertThat(call("GET", "anna", "/api/warnings", "").body()).contains("\"about\":\"champion-left\"",
                "\"score\":null");
        assertThat(call("POST", "anna", "/api" + follow, "").body()).contains("\"left\":\"Ruth Ostler\"");
        anna.post(follow.replace("follow", "acknowledge"), Map.of());
        assertThat(anna.get("/board").body()).doesNotContain("Ruth Ostler has left");
    }

    private HttpResponse<String> call(String method, String who, String path, String body) {
        return marta.call(method, who, path, "application/json", body);
    }

    /** The first event of its kind that a browser gets. */
    private static String event(Browser browser, String kind, String after, String last) throws IOException {
        List<String> event = new ArrayList<>();
        try (InputStream stream = browser.listen("/events?after=" + after, last);
                BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                event.add(line);
                if (line.isEmpty() && event.contains("event:" + kind)) {
                    return String.join("\n", event);
                }
                if (line.isEmpty()) {
                    event.clear();
                }
            }
        }
        throw new AssertionError("the stream ended");
    }

    private static String first(String pattern, String text) {
        Matcher found = Pattern.compile(pattern).matcher(text);
        if (!found.find()) {
            throw new AssertionError(pattern);
        }
        return found.group(1);
    }
}
