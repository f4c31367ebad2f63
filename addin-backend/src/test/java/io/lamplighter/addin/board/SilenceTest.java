// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SilenceTest {

    @Test
    void isDarkOnTheDayTheThresholdIsReached() {
        assertThat(Silence.running(20, 21).state()).isEqualTo(ClockState.HEADING);
        assertThat(Silence.running(21, 21).state()).isEqualTo(ClockState.DARK);
        assertThat(Silence.running(21, 21).light()).isEqualTo("0");
    }

    @Test
    void headsDarkFromTwoThirdsOn() {
        assertThat(Silence.running(13, 21).state()).isEqualTo(ClockState.BRIGHT);
        assertThat(Silence.running(14, 21).state()).isEqualTo(ClockState.HEADING);
    }

    @Test
    void theLampBurnsDownInSixSteps() {
        assertThat(Silence.running(0, 28).light()).isEqualTo("5");
        assertThat(Silence.running(7, 28).light()).isEqualTo("5");
        assertThat(Silence.running(14, 28).light()).isEqualTo("4");
        assertThat(Silence.running(18, 28).light()).isEqualTo("3");
        assertThat(Silence.running(22, 28).light()).isEqualTo("2");
        assertThat(Silence.running(27, 28).light()).isEqualTo("1");
        assertThat(Silence.running(28, 28).light()).isEqualTo("0");
    }

    @Test
    void blindIsNeverDarkHoweverLongTheSilence() {
        Silence blind = Silence.blind(60, 21);

        assertThat(blind.state()).isEqualTo(ClockState.BLIND);
        assertThat(blind.unit()).isEqualTo("or less");
        assertThat(blind.inWords()).isEqualTo("at most 60 of 21 days, not certain");
    }

    @Test
    void anAcceptedMeetingKeepsItBright() {
        assertThat(Silence.held(30, 28).state()).isEqualTo(ClockState.BRIGHT);
        assertThat(Silence.held(30, 28).light()).isEqualTo("3");
    }

    @Test
    void theWickNeverLeavesItsRail() {
        assertThat(Silence.running(19, 21).left()).isEqualTo("10%");
        assertThat(Silence.running(400, 21).left()).isEqualTo("0%");
    }

    @Test
    void saysThatTheBuyerNeverWrote() {
        assertThat(Silence.running(3, 21).neverWrote().inWords())
                .isEqualTo("3 of 21 days; the buyer has never written");
    }
}
