// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.crm.activity.SpokenTurn;
import io.lamplighter.ingest.sync.Conversation.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StatementsTest {

    private final StringBuilder body = new StringBuilder();
    private final List<SpokenTurn> turns = new ArrayList<>();

    @Test
    void whatCountsIsASentenceWithItsSpeaker() {
        says("Tomas Quill", Side.OURS, "Shall we begin?");
        says("Celia Drummond", Side.BUYER, "The dairy wall lost nothing. The budget is approved, I am delighted.");

        Statements.Heard heard = heard(0.5, span("approved", 0.3), span("delighted", 0.2));

        assertThat(heard.evidence().sum()).containsExactly(new Evidence.Part("+0.50", "plus",
                "Celia Drummond: “The budget is approved, I am delighted.”"));
        assertThat(heard.evidence().paragraphs().getLast()).extracting(Segment::text).contains("approved", "delighted");
    }

    @Test
    void everybodyWhoWasHeardHasAShare() {
        says("Celia Drummond", Side.BUYER, "I am delighted.");
        says("Ravi Sethi", Side.BUYER, "That is a serious problem. I am concerned.");

        Statements.Heard heard = heard(-0.25, span("delighted", 0.2), span("serious problem", -0.3),
                span("concerned", -0.15));

        assertThat(heard.bySpeaker()).isEqualTo("Celia Drummond +0.20, Ravi Sethi −0.45");
    }

    @Test
    void whatIsShownAddsUpToTheScore() {
        IntStream.range(0, 12)
                .forEach(i -> says("Celia Drummond", Side.BUYER, "Point " + (char) ('a' + i) + i + " is good."));
        EvidenceSpan[] spans = IntStream.range(0, 12).mapToObj(i -> span((char) ('a' + i) + "" + i, 0.011 * (i + 1)))
                .toArray(EvidenceSpan[]::new);

        Statements.Heard heard = heard(0.90, spans);

        assertThat(heard.evidence().sum()).hasSize(8);
        assertThat(heard.evidence().sum().getLast().phrase()).isEqualTo("everything else that was said");
        assertThat(heard.evidence().sum().stream().mapToInt(StatementsTest::hundredths).sum()).isEqualTo(90);
    }

    @Test
    void aScoreWithoutAnyPhraseIsTheWholeConversations() {
        says("Celia Drummond", Side.BUYER, "Well.");

        assertThat(heard(0.1).evidence().sum())
                .containsExactly(new Evidence.Part("+0.10", "plus", "the whole conversation"));
    }

    private static int hundredths(Evidence.Part part) {
        return Integer.parseInt(part.number().replace("−", "-").replace("+", "").replace(".", ""));
    }

    private Statements.Heard heard(double score, EvidenceSpan... spans) {
        return new Statements(body.toString(), turns).of(List.of(spans), score, "ev-1",
                turns.stream().map(turn -> new int[]{turn.start(), turn.end()}).toList());
    }

    private EvidenceSpan span(String phrase, double contribution) {
        int at = body.indexOf(phrase);
        return new EvidenceSpan(at, at + phrase.length(), contribution, phrase, "Lexicon");
    }

    private void says(String speaker, Side side, String words) {
        body.append(body.isEmpty() ? "" : "\n\n").append(speaker).append(": ");
        int start = body.length();
        body.append(words);
        turns.add(new SpokenTurn(speaker, side, -1, start, body.length()));
    }
}
