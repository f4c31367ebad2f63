// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class TemplatesTest {

    private static final String HOSTILE = "<script>alert(1)</script>\"' onmouseover=\"x\" javascript:alert(2) <img src=x onerror=y>";

    private final Pages pages = new Pages();

    @TestFactory
    Stream<DynamicTest> everyPageObeysTheContentSecurityPolicy() {
        return RenderPages.all().entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> {
                    String html = pages.render(entry.getValue().template(), entry.getValue().model());

                    assertObeysPolicy(html);
                    assertThat(html).doesNotContain("th:").contains("<h1", "<main", "Skip to the content");
                    assertThat(all("\\sid=\"([^\"]*)\"", html)).doesNotHaveDuplicates();
                    assertReferencesResolve(html);
                }));
    }

    /** Peers' defect, row 11: what was done with a mail was known to one browser on one machine only. */
    @Test
    void row11TheBrowserRemembersNothingButTheTheme() throws IOException {
        try (InputStream script = Objects.requireNonNull(getClass().getResourceAsStream("/static/lamplighter.js"))) {
            String code = new String(script.readAllBytes(), StandardCharsets.UTF_8);

            assertThat(code).doesNotContain("localStorage", "sessionStorage", "indexedDB", "caches.");
            assertThat(all("document\\.cookie = `(\\w+)", code)).containsExactly("theme");
        }
    }

    private static void assertObeysPolicy(String html) {
        assertThat(all("(\\sstyle\\s*=)", html)).isEmpty();
        assertThat(all("<(style)\\b", html)).isEmpty();
        assertThat(all("<(script)(?![^>]*\\ssrc=)", html)).isEmpty();
        assertThat(all("<[^>\"]*(?:\"[^\"]*\"[^>\"]*)*(\\son[a-z]+\\s*=)", html)).isEmpty();
        assertThat(all("(?:href|src|action|formaction)=\"([^\"]*)\"", html))
                .allMatch(link -> link.matches("(|#.*|/(?!/).*|mailto:.*)"));
    }

    private static void assertReferencesResolve(String html) {
        List<String> ids = all("\\sid=\"([^\"]*)\"", html);
        List<String> wanted = new ArrayList<>(all("href=\"#([^\"]*)\"", html));
        for (String attribute : List.of("for", "form")) {
            wanted.addAll(all("\\s" + attribute + "=\"([^\"]*)\"", html));
        }
        for (String attribute : List.of("aria-labelledby", "aria-describedby", "aria-controls")) {
            all("\\s" + attribute + "=\"([^\"]*)\"", html).forEach(list -> wanted.addAll(List.of(list.split(" "))));
        }
        wanted.remove("filters");
        assertThat(ids).containsAll(wanted);
    }

    private static List<String> all(String pattern, String html) {
        return Pattern.compile(pattern).matcher(html).results().map(result -> result.group(1)).toList();
    }

    @Test
    void hostileMailStaysText() {
        Activity activity = new Activity("h1", true,
                new Activity.Heading("in", HOSTILE, HOSTILE, HOSTILE, new Activity.When(HOSTILE, "2026-11-17T10:12")),
                new Activity.Body(HOSTILE,
                        Evidence.of(HOSTILE, List.of(new EvidenceSpan(3, 30, -0.5, HOSTILE, HOSTILE)), -0.5, "h"),
                        new Activity.Folded(HOSTILE, HOSTILE), List.of(HOSTILE)),
                Score.of(-0.5), new Activity.Clock(false, HOSTILE),
                List.of(Activity.Why.seenBy(List.of(HOSTILE)), Activity.Why.of(HOSTILE, HOSTILE)));
        Activity line = SampleDeal.line("h2", "out", HOSTILE, HOSTILE, HOSTILE, HOSTILE, "2026", HOSTILE);
        Timeline timeline = new Timeline(HOSTILE, List.of(activity, line, new TimelineGap(HOSTILE, HOSTILE)), null);
        DealView sample = SampleDeal.deal();
        DealView.Head head = new DealView.Head(new DealRow.Deal("1", HOSTILE, HOSTILE), sample.head().silence(),
                List.of(), HOSTILE,
                new DealView.WriteTo(HOSTILE, HOSTILE));
        DealView deal = new DealView(head, new StageTrack(List.of(HOSTILE), 0, HOSTILE), sample.chart(), timeline,
                List.of(DealView.Fact.of(HOSTILE, HOSTILE)),
                new Team(List.of(new Team.Person(HOSTILE, HOSTILE, "0", HOSTILE, HOSTILE)), HOSTILE), HOSTILE,
                List.of(new DealView.ShowLink(HOSTILE, "/deals/1#time", true)));

        String html = pages.render("deal", Map.of("deal", deal));

        assertObeysPolicy(html);
        assertThat(html).doesNotContain("<script>", "<img", "alert(1)</script>", "href=\"javascript:")
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;");
    }

    @Test
    void hostileMailStaysTextWhereItIsRatedAndLearnedFrom() {
        DealRow.Deal deal = new DealRow.Deal("1", HOSTILE, HOSTILE);
        LearningView.Behind behind = new LearningView.Behind("minus", HOSTILE, List.of(new Segment(HOSTILE, null),
                new Segment(HOSTILE, new Segment.Mark("", "bad", "", ""))), HOSTILE, "/deals/1#act-2",
                "/learning/withdraw?rater=1&activity=2");
        LearningView.Step step = new LearningView.Step(deal, HOSTILE, "/deals/1#act-2", Score.of(-0.5), Score.of(0.5),
                HOSTILE);
        ChosenPhrases chosen = new ChosenPhrases(HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE);
        PhraseList phrases = new PhraseList(HOSTILE, true,
                List.of(new LearningView.Phrase("p-0", HOSTILE, "ko", HOSTILE, HOSTILE,
                        LearningView.Arrow.of(0.1, -0.4), List.of("plus", "minus"), HOSTILE, HOSTILE, List.of(behind),
                        HOSTILE, "/learning/phrases/withdraw?language=en&phrase=x", "/learning/phrases/effect?x=1")),
                new More(chosen.query("25"), HOSTILE));
        Filters.Choice choice = new Filters.Choice(HOSTILE, HOSTILE);
        LearningView learning = new LearningView(HOSTILE, null,
                new PhraseFilters(chosen, List.of(choice), List.of(choice, choice), List.of(choice),
                        PhraseFilters.export(chosen)),
                phrases,
                List.of(new LearningView.Rater(Face.of(HOSTILE), HOSTILE, HOSTILE, 50, true, HOSTILE,
                        "/learning/withdraw?rater=1")),
                List.of(step), HOSTILE,
                new LearningView.TakenBack(HOSTILE,
                        List.of(new LearningView.WithdrawnPhrase(HOSTILE, "ko", HOSTILE, HOSTILE, HOSTILE, HOSTILE,
                                true)),
                        List.of(new LearningView.Together(HOSTILE, HOSTILE, HOSTILE, true)),
                        List.of(new LearningView.Withdrawn("plus", HOSTILE, "2", "1", true)), HOSTILE));
        LearningView.Verdict verdict = new LearningView.Verdict(HOSTILE,
                List.of(new LearningView.Agreement(HOSTILE, true, 50, HOSTILE, HOSTILE)), HOSTILE, null, true);
        Rate rate = new Rate("1", "/deals/1/activities/1/rating", "bad", HOSTILE, HOSTILE,
                List.of(new Rate.Other(Face.of(HOSTILE), "bad", HOSTILE, HOSTILE)), HOSTILE);
        WithdrawalDesk.Preview preview = new WithdrawalDesk.Preview(HOSTILE, HOSTILE, List.of(step), HOSTILE,
                "/learning/phrases/withdraw", Map.of("phrase", HOSTILE), true);
        Undo undo = new Undo(HOSTILE, HOSTILE, "/learning/restore", Map.of("rater", HOSTILE));

        DealView sample = SampleDeal.deal();
        Activity rated = SampleDeal.line("h3", "in", "a", "b", "c", "d", "2026", "e").rated(rate)
                .about(List.of(new Activity.Signal(HOSTILE, "bad")));
        DealView withRating = new DealView(sample.head(), sample.stages(), sample.chart(),
                new Timeline("", List.of(rated), null), List.of(), sample.team(), "", List.of());

        String page = pages.render("learning", Map.of("learning", learning, "verdict", verdict, "undo", undo));
        assertObeysPolicy(page);
        for (String html : List.of(page, pages.render("learning :: phrases", Map.of("list", phrases, "export", "/x")),
                pages.render("withdraw", Map.of("preview", preview)),
                pages.render("deal", Map.of("deal", withRating)))) {
            assertThat(html).doesNotContain("<script>", "<img", "alert(1)</script>", "href=\"javascript:")
                    .contains("&lt;script&gt;alert(1)&lt;/script&gt;");
        }
    }

    @Test
    void hostileNamesStayTextOnTheOtherPages() {
        ReviewView review = new ReviewView(HOSTILE,
                List.of(new ReviewView.Item("1", new Activity.Heading("in", HOSTILE, HOSTILE, HOSTILE,
                        new Activity.When(HOSTILE, "2026")), HOSTILE, HOSTILE,
                        List.of(new ReviewView.Candidate(new DealRow.Deal("1", HOSTILE, HOSTILE), HOSTILE, HOSTILE,
                                "0.53", 53)))),
                null);
        ConnectForm form = new ConnectForm(new ConnectForm.Fields(HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE),
                List.of(new Filters.Choice(HOSTILE, HOSTILE)),
                Map.of("host", HOSTILE), new ConnectForm.Test(false, HOSTILE, HOSTILE));
        MailboxesView mailboxes = new MailboxesView(HOSTILE, SampleViews.mailboxList(),
                new Quarantine(HOSTILE, List.of(new Quarantine.Held("1", HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE)),
                        null),
                form, List.of(new MailboxesView.Way("/connect/google", HOSTILE)));
        Shell shell = new Shell(HOSTILE, new Shell.Viewer(Face.of(HOSTILE), HOSTILE, true, true), 1, HOSTILE, HOSTILE);

        for (String html : List.of(pages.render("review", Map.of("review", review, "shell", shell)),
                pages.render("mailboxes", Map.of("mailboxes", mailboxes, "shell", shell)),
                pages.render("reading", Map.of("reading", SampleViews.reading(HOSTILE), "shell", shell)),
                pages.render("password", Map.of("password", OwnViews.password(HOSTILE))),
                pages.render("password", Map.of("password", OwnViews.secret(HOSTILE))),
                pages.render("again", Map.of("again", OwnViews.againByPassword(HOSTILE))),
                pages.render("mailbox", Map.of("box", OwnViews.box("/mailboxes"), "link", OwnViews.link(HOSTILE))),
                pages.render("error", Map.of("status", 404, "path", HOSTILE)))) {
            assertObeysPolicy(html);
            assertThat(html).doesNotContain("<script>", "<img", "href=\"javascript:");
        }
    }

    @Test
    void everyFormThatChangesSomethingCarriesTheToken() {
        for (RenderPages.Sample sample : RenderPages.all().values()) {
            String html = pages.render(sample.template(), sample.model());
            List<String> posts = all("(?s)(<form[^>]*method=\"post\".*?</form>)", html);

            assertThat(posts).allMatch(form -> form.contains("name=\"_csrf\" value=\"token-1\""));
            assertThat(html).contains("hx-headers=\"{&quot;X-CSRF-TOKEN&quot;:&quot;token-1&quot;}\"");
        }
    }

    @Test
    void piecesForHtmxComeWithoutThePageAroundThem() {
        List<String> pieces = List.of(
                pages.render("board :: list", Map.of("list", SampleBoard.list(true))),
                pages.render("board :: rows", Map.of("list", SampleBoard.nextPage())),
                pages.render("board :: import", Map.of("progress", SampleBoard.progress())),
                pages.render("deal :: entries", Map.of("timeline", SampleDeal.timeline())),
                pages.render("mailboxes :: list", Map.of("list", SampleViews.mailboxList())),
                pages.render("mailboxes :: held", Map.of("quarantine", SampleViews.quarantine())),
                pages.render("mailboxes :: test",
                        Map.of("test",
                                new ConnectForm.Test(true, "mail.fernbeck.example answered",
                                        "3 folders can be read."))),
                pages.render("review :: items", Map.of("review", SampleViews.review())));

        assertThat(pieces).allSatisfy(piece -> {
            assertThat(piece).isNotBlank().doesNotContain("<html", "<body", "<header class=\"top\"", "th:");
            assertObeysPolicy(piece);
        });
        assertThat(pieces.get(1)).contains("HACCP logging").doesNotContain("class=\"group\"", "<table", "id=\"more\"");
    }

    @Test
    void theImportIsAskedForOnlyWhileItRuns() {
        assertThat(pages.render("board :: import", Map.of("progress", SampleBoard.progress())))
                .contains("hx-get=\"/board/import\"", "12,480 of 19,500");
        assertThat(pages.render("board :: import", Map.of())).contains("id=\"import\"").doesNotContain("hx-get",
                "<section");
    }

    @Test
    void theBoardShowsTheColumnOfMeetingsOnlyWhereACalendarIsRead() {
        assertThat(pages.render("board", Map.of("board", SampleBoard.board()))).contains("Next meeting",
                "colspan=\"7\"");
        assertThat(pages.render("board", Map.of("board", SampleBoard.importing()))).doesNotContain("Next meeting")
                .contains("colspan=\"6\"");
    }

    @Test
    void theChosenThemeIsThereBeforeAnyScriptRuns() {
        assertThat(pages.render("login", Map.of("shell", Shell.signedOut("dark"))))
                .contains("<html lang=\"en\" data-theme=\"dark\"");
        assertThat(pages.render("login", Map.of("shell", Shell.signedOut("")))).doesNotContain("data-theme");
    }

    @Test
    void otherLanguagesAreMarked() {
        assertThat(pages.render("board", Map.of("board", SampleBoard.board()))).contains("lang=\"ko\">냉장 차량 센서 120대",
                "lang=\"zh\">冷库监测一期");
    }

    @Test
    void anErrorSaysWhatToDoAndNothingAboutOurInsides() {
        String html = pages.render("error", Map.of("status", 500, "path", "/board", "message", "NullPointerException",
                "trace", "at io.lamplighter"));

        assertThat(html).contains("the fault is ours", "Go to the board").doesNotContain("NullPointerException",
                "at io.lamplighter");
    }
}
