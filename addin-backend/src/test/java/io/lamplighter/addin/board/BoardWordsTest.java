// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.addin.security.Viewer;
import io.lamplighter.crm.UserId;
import io.lamplighter.crm.directory.User;
import io.lamplighter.crm.mailbox.MailboxState;
import io.lamplighter.crm.warning.OpenDeal.Blindness.Cause;
import io.lamplighter.crm.warning.OpenDeal;
import io.lamplighter.ingest.MailboxId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BoardWordsTest {

    private static final Optional<Instant> SINCE = Optional.of(Instant.parse("2026-11-17T21:10:00Z"));

    @Test
    void theStripAddsUpEachCurrencyForItself() {
        List<OpenDeal> deals = List.of(ADeal.silent(1, 22).worth("84000.50", "EUR").deal(),
                ADeal.silent(2, 30).worth("12000", "USD").deal(), ADeal.silent(3, 19).worth("16000", "EUR").deal(),
                ADeal.silent(4, 1).worth("2000000", "EUR").deal(),
                ADeal.silent(5, 9).blind(Cause.MAILBOX_FAILING, SINCE).worth("7000", "EUR").deal());

        Summary summary = summary(deals);

        assertThat(summary.atRisk()).isEqualTo("€100,001");
        assertThat(summary.sentence()).isEqualTo("at risk, of €2.11 million open in 5 deals."
                + " In other currencies $12,000 more is at risk. Another €7,000 we cannot see at the moment.");
        assertThat(summary.cells()).extracting(Summary.Cell::amount).containsExactly("€84,001 and $12,000", "€16,000",
                "€7,000", "€2,000,000", "");
        assertThat(summary.cells()).extracting(Summary.Cell::remark).containsExactly("one since Monday",
                "one dark by Saturday", "one mailbox", "", "");
    }

    @Test
    void aCurrencyNobodyKnowsDoesNotHideTheDeal() {
        assertThat(summary(List.of(ADeal.silent(1, 22).worth("5", "QQQ").deal())).atRisk()).endsWith("5");
    }

    @Test
    void badNewsIsQuotedWithItsPhrasesMarked() {
        String body = "Dear Priya,\n\nThe board has frozen all spend. I am sorry. Ines";
        int start = body.indexOf("frozen");
        int inSubject = "Bad day".indexOf("Bad");
        // The subject is scored in front of the body, so the stored spans are longer by it.
        String evidence = "[{\"start\":" + inSubject
                + ",\"end\":3,\"contribution\":-0.1,\"signal\":\"\",\"reason\":\"bad\"},"
                + "{\"start\":" + (start + 9) + ",\"end\":" + (start + 15)
                + ",\"contribution\":-0.4,\"signal\":\"budget\",\"reason\":\"\\\"frozen\\\", negated\"}]";
        OpenDeal deal = ADeal.silent(1, 0).badNews(body, evidence, -0.5).deal();
        News news = new News(Map.of(100L, "Bad day"), SampleViews.WORDS, SampleViews.NOW);

        BadNews card = news
                .cards(List.of(deal), new NewsStatus(Map.of(), Map.of(), new Viewer(new User(new UserId(1), "anna",
                        "Anna Reyes", "anna@fernbeck.example", User.Role.REP), Optional.empty()), SampleViews.WORDS,
                        SampleViews.NOW))
                .getFirst();

        assertThat(card.quote()).extracting(Segment::text).containsExactly("The board has ", "frozen", " all spend.");
        assertThat(card.quote().get(1).mark()).isNotNull().satisfies(mark -> {
            assertThat(mark.number()).isEqualTo("−0.40");
            assertThat(mark.source()).isEqualTo("Lexicon: budget, negated");
        });
        assertThat(news.inARow(deal.badNews().orElseThrow()))
                .isEqualTo("“The board has frozen all spend.” Ines Calder, today 09:42.");
    }

    @Test
    void aLongSentenceIsCutBetweenWordsAroundThePhrase() {
        String body = "one two ".repeat(40) + "the spend is frozen now " + "three four ".repeat(40) + "end.";
        int start = body.indexOf("frozen");
        String evidence = "[{\"start\":" + start + ",\"end\":" + (start + 6)
                + ",\"contribution\":-0.5,\"signal\":\"\",\"reason\":\"\\\"frozen\\\"\"}]";
        OpenDeal deal = ADeal.silent(1, 0).badNews(body, evidence, -0.5).deal();

        String row = new News(Map.of(), SampleViews.WORDS, SampleViews.NOW).inARow(deal.badNews().orElseThrow());

        assertThat(row).matches("“…(one|two) .* the spend is frozen now .*(three|four)…” Ines Calder, today 09:42\\.")
                .hasSizeLessThan(150);
    }

    @Test
    void twoNoticesAtMostSpeakOfMailboxes() {
        List<OpenDeal> deals = List.of(blind(1, "Idris Vale"), blind(2, "Idris Vale"), blind(3, "Tom Okafor"),
                blind(4, "Anna Reyes"));

        List<Notice> notices = new Notices(SampleViews.WORDS, SampleViews.NOW).of(deals);

        assertThat(notices).extracting(Notice::title).containsExactly(
                "Anna Reyes’s mailbox has not been readable since 17 Nov, 22:10",
                "Two more mailboxes are not being read");
        assertThat(notices.get(1).text()).startsWith("The silence on another three deals may be ours.");
    }

    @Test
    void anImportSaysHowManyOfHowManyAndHowLongStill() {
        Imports imports = new Imports(SampleViews.WORDS, SampleViews.NOW);

        ImportProgress progress = Objects.requireNonNull(imports.progress(List.of(
                reading("Priya Nair", 12_000, 8_000), reading("Tom Okafor", 0, 0), done("Anna Reyes"))));

        assertThat(progress.left()).isEqualTo("40 seconds left");
        assertThat(progress.mailboxes()).extracting(ImportProgress.Line::name).containsExactly("Priya Nair",
                "Tom Okafor");
        assertThat(progress.mailboxes().getFirst().figures()).isEqualTo("12,000 of 20,000");
        assertThat(progress.mailboxes().getFirst().pace()).isEqualTo("200 a second, 40 seconds left");
        assertThat(progress.mailboxes().get(1).figures()).isEqualTo("waits its turn");
        assertThat(imports.progress(List.of(done("Anna Reyes")))).isNull();
    }

    @Test
    void ofAWholeOrganisationTheMailboxesThatHaveBegunAreNamedAndTheRestCounted() {
        List<MailboxState> organisation = new ArrayList<>(Collections.nCopies(30, reading("Tom Okafor", 0, 0)));
        organisation.addAll(Collections.nCopies(12, reading("Priya Nair", 12_000, 8_000)));

        ImportProgress progress = Objects.requireNonNull(
                new Imports(SampleViews.WORDS, SampleViews.NOW).progress(organisation));

        assertThat(progress.mailboxes()).hasSize(9);
        assertThat(progress.mailboxes().subList(0, 8)).extracting(ImportProgress.Line::name).containsOnly("Priya Nair");
        assertThat(progress.mailboxes().getLast()).isEqualTo(
                new ImportProgress.Line("34 more", 60, "48,000 read", "30 of them wait their turn"));
    }

    private static Summary summary(List<OpenDeal> deals) {
        return new Summaries(deals, SampleViews.WORDS, SampleViews.NOW).summary("");
    }

    private static OpenDeal blind(long id, String owner) {
        return ADeal.silent(id, 9).of(owner).blind(Cause.MAILBOX_FAILING, SINCE).deal();
    }

    /** Begun a minute ago. */
    private static MailboxState reading(String owner, long read, long remaining) {
        return mailbox(owner, Optional.of(SampleViews.NOW.minusSeconds(60)), Optional.empty(), read, remaining);
    }

    private static MailboxState done(String owner) {
        return mailbox(owner, Optional.of(SampleViews.NOW.minusSeconds(60)), Optional.of(SampleViews.NOW), 500, 0);
    }

    private static MailboxState mailbox(String owner, Optional<Instant> started, Optional<Instant> complete, long read,
            long remaining) {
        return new MailboxState(new MailboxId(1), new UserId(1), owner, "imap", "a@b.example", false, Optional.empty(),
                Optional.empty(), Optional.empty(), "", false, Optional.empty(), List.of(), started, complete, read,
                remaining);
    }
}
