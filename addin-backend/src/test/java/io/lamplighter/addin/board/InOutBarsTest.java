// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

class InOutBarsTest {

    @Test
    void standsInboundOnTheLineAndHangsOutboundBelowIt() {
        List<InOutBars.Bar> bars = InOutBars.of(List.of(InOutBars.Week.of(3, 2))).bars();

        assertThat(bars).containsExactly(new InOutBars.Bar("in", 0, 11.8, 13.2), new InOutBars.Bar("out", 0, 27, 6.8));
    }

    @Test
    void aWeekWithoutMailIsAHairlineNotAHole() {
        assertThat(InOutBars.of(List.of(InOutBars.Week.of(0, 0))).bars()).extracting(InOutBars.Bar::kind)
                .containsExactly("zero", "zero");
    }

    @Test
    void aBlindWeekIsAGapNotAZero() {
        InOutBars bars = InOutBars.of(List.of(InOutBars.Week.of(1, 0), InOutBars.Week.unread()));

        assertThat(bars.bars()).extracting(InOutBars.Bar::kind).containsExactly("in", "zero", "gap");
        assertThat(bars.sentence()).isEqualTo("Last 2 weeks, oldest first. In: 1, not known. Out: 0, not known.");
    }

    @Test
    void aBusyWeekShrinksTheOthersInsteadOfLeavingThePicture() {
        List<InOutBars.Bar> bars = InOutBars.of(List.of(InOutBars.Week.of(1, 1), InOutBars.Week.of(400, 90))).bars();

        assertThat(bars).allSatisfy(bar -> {
            assertThat(bar.y()).isBetween(0.0, 46.0);
            assertThat(bar.y() + bar.height()).isLessThanOrEqualTo(46);
        });
    }

    @Test
    void drawsNothingForNoWeeks() {
        assertThat(InOutBars.of(List.of()).bars()).isEmpty();
    }
}
