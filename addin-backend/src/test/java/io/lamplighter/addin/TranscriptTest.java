// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** Transcripts and notes put on a deal, on its page and over the API. */
@AtNoon
@WithSite
@TestPropertySource(properties = "lamplighter.zone=Europe/Berlin")
@TestMethodOrder(MethodOrderer.MethodName.class)
class TranscriptTest {

    private static final String CALL = """
            WEBVTT

            00:00:01.000 --> 00:00:04.000
            <v Ruth Ostler>We are ready to sign the contract, number %s.</v>

            00:12:40.000 --> 00:12:44.000
            <v Anna Reyes>Wonderful <script>alert(1)</script>.</v>
            """;

    @Autowired
    private Site site;

    private Browser rep;
    private String page = "";
    private String api = "";
    private String yesterday = "";

    @BeforeAll
    void fill() {
        rep = site.signIn("anna");
        page = first("href=\"(/deals/\\d+)\"[^>]*>Archive climate", rep.get("/board").body());
        api = "/api/opportunities" + page.substring("/deals".length()) + "/transcripts";
        yesterday = LocalDate.ofInstant(site.part(Clock.class).instant(), ZoneOffset.UTC).minusDays(1).atTime(12, 0)
                .toString();
    }

    @Test
    void aFileIsPutOnTheTimelineOnce() {
        assertThat(rep.get(page).body()).contains("Add a transcript or notes", "enctype=\"multipart/form-data\"");
        HttpResponse<String> sent = rep.upload(page + "/transcripts",
                Map.of("title", "Archive walk", "at", yesterday), "call.vtt", CALL.formatted(1));

        assertThat(Browser.location(sent)).isEqualTo(page + "#time");
        assertThat(rep.get(page).body()).contains("The transcript is on the timeline", "two turns".replace("two", "2"),
                "one person of the buyer", "Archive walk", "Call transcript, 2 turns.", "<b>Ruth Ostler</b>",
                "12:40", "a person at the buyer spoke with us", "#i-transcript", "It was uploaded to this deal",
                "call.vtt").doesNotContain("<script>alert");
        rep.upload(page + "/transcripts", Map.of("at", yesterday), "other name.vtt", CALL.formatted(1));
        assertThat(rep.get(page).body()).contains("Nothing was changed: this is on the timeline already.");
    }

    @Test
    void whatIsTooLongForAnyFormIsRefusedInWords() {
        String recording = "x".repeat(51 * 1024 * 1024);

        HttpResponse<String> page413 = rep.upload(page + "/transcripts", Map.of("at", yesterday), "call.vtt",
                recording);
        assertThat(page413.statusCode()).isEqualTo(413);
        assertThat(page413.body()).contains("The file is too large", "Recordings do not belong here");
        HttpResponse<String> problem = rep.callWithFile("anna", api, Map.of("at", "2026-03-02"), "a.txt", recording);
        assertThat(problem.statusCode()).isEqualTo(413);
        assertThat(problem.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(problem.body()).contains("at most 50 MB");
    }

    @Test
    void notesAreNotForTheClock() {
        rep.upload(page + "/transcripts",
                Map.of("text", "Talked to Ruth at the fair, she seemed keen.", "at", yesterday), "", "");

        assertThat(rep.get(page).body()).contains("Notes by Anna Reyes", "Not for the clock: our own notes",
                "#i-notes");
    }

    @Test
    void whatIsWrongIsSaidAtTheField() {
        HttpResponse<String> undated = rep.upload(page + "/transcripts",
                Map.of("text", "Ruth will call & tell.", "title", "My <title>"), "", "");
        HttpResponse<String> empty = rep.upload(page + "/transcripts", Map.of("at", yesterday), "", "");

        assertThat(undated.statusCode()).isEqualTo(422);
        assertThat(undated.body()).contains("enter the day and time", "My &lt;title&gt;", "Ruth will call &amp; tell.",
                "open=\"open\"");
        assertThat(empty.statusCode()).isEqualTo(422);
        assertThat(empty.body()).contains("There is nothing in it");
    }

    @Test
    void anOutcomeIsEnteredOnThePage() {
        rep.upload(page + "/transcripts", Map.of("at", yesterday), "call.vtt", CALL.formatted(2));
        String action = first("action=\"(/deals/\\d+/activities/\\d+/outcome)\"", rep.get(page).body());

        HttpResponse<String> saved = rep.post(action, Map.of("outcome", "no-show", "outcomeText", "waited an hour"));

        assertThat(Browser.location(saved)).startsWith(page + "#act-");
        assertThat(rep.get(page).body()).contains("No-show: waited an hour, entered by Anna Reyes.",
                "It does not count for the clock.", "nobody came");
    }

    @Test
    void aProgramPutsOneOnADealAndChangesItsOutcome() {
        HttpResponse<String> created = rep.call("POST", "anna", api + "?at=2026-03-02T10:00&title=By+program",
                "text/vtt", CALL.formatted(3));
        HttpResponse<String> again = rep.callWithFile("anna", api, Map.of("at", "2026-03-02T10:00"), "call.vtt",
                CALL.formatted(3));

        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(created.body()).contains("\"kind\":\"TRANSCRIPT\"", "\"buyers\":[\"Ruth Ostler\"]",
                "\"at\":\"2026-03-02T09:00:00Z\"", "\"movesClock\":true");
        assertThat(again.statusCode()).isEqualTo(200);
        String activity = "/api/activities/" + first("\"activityId\":(\\d+)", created.body());
        HttpResponse<String> changed = rep.call("PATCH", "anna", activity, "application/json",
                "{\"outcome\":\"cancelled\"}");
        assertThat(changed.body()).contains("\"movesClock\":false", "called off");
        assertThat(rep.call("PATCH", "anna", activity, "application/json", "{\"outcome\":\"maybe\"}").statusCode())
                .isEqualTo(400);
        assertThat(rep.call("PATCH", "tom", activity, "application/json", "{}").statusCode()).isEqualTo(404);
    }

    @Test
    void aProgramIsToldWhatIsWrong() {
        assertProblem(422, "upload-no-date", rep.call("POST", "anna", api, "text/plain", "Ruth: Hello\n\nAnna: Hi"));
        assertProblem(422, "upload-empty", rep.call("POST", "anna", api, "text/plain", ""));
        assertProblem(422, "upload-not-a-text", rep.call("POST", "anna", api + "?at=2026-03-02",
                "application/octet-stream", "\u0000\u0001\u0000\u0002\u0003\u0000"));
        assertProblem(413, "upload-too-large", rep.callWithFile("anna", api, Map.of("at", "2026-03-02"), "a.txt",
                "word ".repeat(4 * 1024 * 1024)));
        assertProblem(404, "not-found", rep.call("POST", "anna", "/api/opportunities/4711/transcripts", "text/plain",
                "x"));
        assertProblem(400, "bad-request", rep.call("POST", "anna", api + "?at=soon", "text/plain", "x"));
    }

    @Test
    void onlyThoseOfTheDealMay() {
        String at = api + "?at=2026-03-02T10:00";

        assertThat(rep.call("POST", "tom", at, "text/plain", "Ruth: Hi").statusCode()).isEqualTo(404);
        assertThat(rep.call("POST", "ewa", at, "text/plain", "Ruth: Hi").statusCode()).isEqualTo(403);
        assertThat(rep.call("POST", "marta", at, "text/plain", "Said by the manager.").statusCode()).isEqualTo(201);
        assertThat(site.signIn("tom").upload(page + "/transcripts", Map.of("text", "x"), "", "")
                .statusCode()).isEqualTo(404);
    }

    @Test
    void theDescriptionOfTheApiHasIt() {
        assertThat(rep.call("GET", "anna", "/api/openapi", "application/json", "").body())
                .contains("/api/opportunities/{id}/transcripts", "/api/activities/{id}", "multipart/form-data");
    }

    private static void assertProblem(int status, String type, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains("urn:lamplighter:" + type);
    }

    private static String first(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(pattern).isTrue();
        return matcher.group(1);
    }
}
