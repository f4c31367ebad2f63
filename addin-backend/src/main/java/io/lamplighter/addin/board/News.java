// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import io.lamplighter.crm.ActivityId;
import io.lamplighter.crm.warning.OpenDeal;
import java.text.BreakIterator;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Quotes what the buyer wrote that is bad for the deal. */
final class News {

    /** More would push the list of deals off the screen. */
    private static final int CARDS = 3;
    private static final int CARD_QUOTE = 260;
    private static final int ROW_QUOTE = 110;

    private final Map<Long, String> subjects;
    private final Words words;
    private final Instant now;

    News(Map<Long, String> subjects, Words words, Instant now) {
        this.subjects = subjects;
        this.words = words;
        this.now = now;
    }

    /** The latest of it. */
    List<BadNews> cards(List<OpenDeal> deals, NewsStatus status) {
        return deals.stream().filter(deal -> deal.badNews().isPresent())
                .sorted(Comparator.comparing((OpenDeal deal) -> deal.badNews().get().at()).reversed()).limit(CARDS)
                .map(deal -> status.on(card(deal, deal.badNews().get()),
                        new ActivityId(deal.badNews().get().activity())))
                .toList();
    }

    private BadNews card(OpenDeal deal, OpenDeal.BadNews news) {
        Quote quote = quote(news, CARD_QUOTE);
        Evidence evidence = Evidence.of(quote.text(), quote.spans(), news.score(), "news-" + news.activity());
        List<Segment> segments = evidence.paragraphs().stream().findFirst().orElse(List.of());
        return new BadNews(Rows.deal(deal), Score.of(news.score()), segments,
                news.from() + ", " + deal.accountName() + ", " + words.lately(news.at(), now), "", false);
    }

    /** "“We are reviewing whether we still need it.” Jory Trewin, yesterday." */
    String inARow(OpenDeal.BadNews news) {
        String from = news.from().isBlank() ? "The buyer" : news.from();
        return "“" + Clip.line(quote(news, ROW_QUOTE).text(), ROW_QUOTE) + "” " + from + ", "
                + words.lately(news.at(), now) + ".";
    }

    private record Quote(String text, List<EvidenceSpan> spans) {}

    /** The sentence of the worst phrase, as far as it fits; the beginning where only the subject was bad. */
    private Quote quote(OpenDeal.BadNews news, int most) {
        String body = news.body();
        List<EvidenceSpan> spans = Proof.inBody(subjects.getOrDefault(news.activity(), ""), body, news.evidence());
        Optional<EvidenceSpan> worst = spans.stream().filter(span -> span.start() >= 0 && span.end() <= body.length())
                .filter(span -> span.contribution() < 0)
                .min(Comparator.comparingDouble(EvidenceSpan::contribution));
        if (worst.isEmpty()) {
            String beginning = body.isBlank() ? subjects.getOrDefault(news.activity(), "") : body;
            return new Quote(Clip.line(beginning, most), List.of());
        }
        int[] bounds = sentence(body, worst.get());
        int from = from(body, bounds[0], worst.get(), most);
        int to = to(body, from + most, bounds[1], worst.get());
        String before = from > bounds[0] ? "…" : "";
        int moved = before.length() - from;
        return new Quote(before + body.substring(from, to) + (to < bounds[1] ? "…" : ""), spans.stream()
                .filter(span -> span.start() >= from && span.end() <= to)
                .map(span -> new EvidenceSpan(span.start() + moved, span.end() + moved, span.contribution(),
                        span.phrase(), span.source()))
                .toList());
    }

    /** The beginning of the sentence, or of a word shortly before the phrase where the sentence is long. */
    private static int from(String body, int sentence, EvidenceSpan worst, int most) {
        int least = worst.end() - most * 2 / 3;
        if (sentence >= least) {
            return sentence;
        }
        int space = body.indexOf(' ', least);
        return space < 0 || space >= worst.start() ? Math.min(least, worst.start()) : space + 1;
    }

    private static int to(String body, int most, int sentence, EvidenceSpan worst) {
        if (sentence <= most) {
            return Math.max(sentence, worst.end());
        }
        int space = body.lastIndexOf(' ', most);
        return Math.max(space, worst.end());
    }

    private static int[] sentence(String body, EvidenceSpan span) {
        BreakIterator sentences = BreakIterator.getSentenceInstance(Locale.ROOT);
        sentences.setText(body);
        int end = span.end() >= body.length() ? body.length() : sentences.following(Math.max(0, span.end() - 1));
        int start = span.start() <= 0 ? 0 : sentences.preceding(span.start() + 1);
        int paragraph = body.lastIndexOf("\n\n", span.start());
        int next = body.indexOf("\n\n", span.end());
        int to = next < 0 ? end : Math.min(end, next);
        while (to > span.end() && Character.isWhitespace(body.charAt(to - 1))) {
            to--;
        }
        return new int[]{Math.max(Math.max(0, start), paragraph < 0 ? 0 : paragraph + 2), to};
    }
}
