// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

class EvidenceTest {

    private static final String TEXT = "The readings were spot on, but we cannot commit.";

    private static EvidenceSpan span(int start, int end, double contribution) {
        return new EvidenceSpan(start, end, contribution, "phrase " + start, "Lexicon");
    }

    private static List<Segment> marked(Evidence evidence) {
        return evidence.paragraphs().stream().flatMap(List::stream).filter(segment -> segment.mark() != null).toList();
    }

    private static String text(Evidence evidence) {
        return evidence.paragraphs().stream()
                .map(paragraph -> paragraph.stream().map(Segment::text).collect(Collectors.joining()))
                .collect(Collectors.joining("\n\n"));
    }

    private static BigDecimal sum(Evidence evidence) {
        return evidence.sum().stream()
                .map(part -> new BigDecimal(part.number().replace('−', '-')))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    @Test
    void marksThePhraseWhereItStandsAndLosesNoLetter() {
        Evidence evidence = Evidence.of(TEXT, List.of(SampleViews.span(TEXT, "spot on", 0.23, "Lexicon")), 0.23, "e");

        assertThat(text(evidence)).isEqualTo(TEXT);
        assertThat(marked(evidence))
                .containsExactly(new Segment("spot on", new Segment.Mark("e-1", "good", "+0.23", "Lexicon")));
    }

    @Test
    void ofTwoThatOverlapTheWeightierIsMarkedAndBothAreListed() {
        Evidence evidence = Evidence.of(TEXT, List.of(span(0, 20, 0.10), span(10, 30, -0.40)), -0.30, "e");

        assertThat(text(evidence)).isEqualTo(TEXT);
        assertThat(marked(evidence)).singleElement()
                .satisfies(segment -> assertThat(segment.text()).isEqualTo(TEXT.substring(10, 30)));
        assertThat(evidence.sum()).hasSize(2);
    }

    @Test
    void spansThatReachOutOfTheTextAreCut() {
        Evidence evidence = Evidence.of("short",
                List.of(span(-5, 2, 0.1), span(4, 900, 0.1), span(70, 80, 0.1), span(3, 3, 0.1), span(4, 2, 0.1)), 0.5,
                "e");

        assertThat(text(evidence)).isEqualTo("short");
        assertThat(marked(evidence)).extracting(Segment::text).containsExactly("sh", "t");
        assertThat(evidence.sum()).hasSize(5);
    }

    @Test
    void doesNotTearACharacterApart() {
        Evidence evidence = Evidence.of("a😀b", List.of(span(0, 2, 0.3)), 0.3, "e");

        assertThat(marked(evidence)).extracting(Segment::text).containsExactly("a😀");
    }

    @Test
    void aPhraseAcrossParagraphsIsMarkedInBothUnderDifferentIds() {
        Evidence evidence = Evidence.of("one two\r\n\r\nthree four", List.of(span(4, 16, -0.3)), -0.3, "e");

        assertThat(text(evidence)).isEqualTo("one two\n\nthree four");
        assertThat(marked(evidence)).extracting(Segment::text).containsExactly("two", "three");
        assertThat(marked(evidence)).extracting("mark.id").containsExactly("e-1", "e-2");
    }

    @Test
    void whatIsShownAddsUpToWhatIsShown() {
        Evidence thirds = Evidence.of(TEXT, List.of(span(0, 1, 0.1149), span(2, 3, 0.1149), span(4, 5, -0.4449)),
                -0.2151, "e");
        Evidence tiny = Evidence.of(TEXT, List.of(span(0, 1, 0.004), span(2, 3, 0.004), span(4, 5, 0.004)), 0.012, "e");

        assertThat(sum(thirds)).isEqualByComparingTo("-0.22");
        assertThat(sum(tiny)).isEqualByComparingTo("0.01");
    }

    @Test
    void whatTheSpansDoNotExplainIsAPartOfItsOwn() {
        Evidence evidence = Evidence.of(TEXT, List.of(span(0, 3, 0.30)), 0.18, "e");

        assertThat(evidence.sum().getLast()).isEqualTo(new Evidence.Part("−0.12", "minus", "everything else"));
        assertThat(sum(evidence)).isEqualByComparingTo("0.18");
    }

    @Test
    void aScoreWithoutAnySpanIsExplainedByTheWholeText() {
        assertThat(Evidence.of(TEXT, List.of(), 0.31, "e").sum())
                .containsExactly(new Evidence.Part("+0.31", "plus", "the whole text"));
        assertThat(Evidence.of(TEXT, List.of(), 0, "e").sum()).isEmpty();
    }

    @Test
    void anEmptyTextHasNoParagraph() {
        assertThat(Evidence.plain("").paragraphs()).isEmpty();
        assertThat(Evidence.plain("\n\n \n").paragraphs()).isEmpty();
    }
}
