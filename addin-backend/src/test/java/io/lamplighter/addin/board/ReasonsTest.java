// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.crm.warning.OpenDeal.Blindness.Cause;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReasonsTest {

    private final Reasons reasons = new Reasons(SampleViews.WORDS, SampleViews.NOW);

    @Test
    void aDarkDealSaysHowLongAndWhoWasLast() {
        assertThat(reasons.row(ADeal.silent(1, 24).deal())).isEqualTo(
                "No word from the buyer for 24 days, threshold 21. Last was Helen Marsh on 26 Oct: “Re: Proposal”.");
        assertThat(reasons.lead(ADeal.silent(1, 24).deal())).isEqualTo(
                "No word from the buyer for 24 days, threshold 21. Dark since Monday 16 November.");
    }

    @Test
    void whatIsNewIsSaidInsteadOfWhoWasLast() {
        assertThat(reasons.row(ADeal.silent(1, 22).deal()))
                .isEqualTo("No word from the buyer for 22 days, threshold 21. Dark since yesterday.");
    }

    @Test
    void aBuyerWhoNeverWroteIsNotSaidToHaveFallenSilent() {
        assertThat(reasons.row(ADeal.silent(1, 30).neverWritten().deal()))
                .isEqualTo("The buyer has never written, and it has been 30 days, threshold 21.");
        assertThat(reasons.row(ADeal.silent(1, 0).neverWritten().deal()))
                .isEqualTo("The buyer has not written yet; the deal is new.");
    }

    @Test
    void aDealOnItsWaySaysOnWhichDay() {
        assertThat(reasons.row(ADeal.silent(1, 20).deal())).startsWith("Goes dark tomorrow unless the buyer writes.");
        assertThat(reasons.row(ADeal.silent(1, 19).deal())).startsWith("Goes dark on Saturday unless");
        assertThat(reasons.row(ADeal.silent(1, 14).deal())).startsWith("Goes dark on 26 Nov unless");
    }

    @Test
    void blindnessNamesWhoseMailboxItIs() {
        Optional<Instant> since = Optional.of(Instant.parse("2026-11-17T21:10:00Z"));

        assertThat(reasons.row(ADeal.silent(1, 9).blind(Cause.MAILBOX_FAILING, since).deal())).isEqualTo(
                "Anna Reyes’s mailbox has not been readable since 17 Nov, 22:10. The buyer may have written.");
        assertThat(reasons.row(ADeal.silent(1, 9).blind(Cause.MAILBOX_PAUSED, Optional.of(Instant.EPOCH)).deal()))
                .startsWith("Reading of Anna Reyes’s mailbox is paused. ");
        assertThat(reasons.row(ADeal.silent(1, 9).blind(Cause.NO_MAILBOX, Optional.empty()).deal()))
                .startsWith("No mailbox of Anna Reyes is connected.");
    }

    @Test
    void aPausedClockSaysUntilWhen() {
        assertThat(reasons.row(ADeal.silent(1, 11).paused().deal()))
                .isEqualTo("Away until 2 Dec, so the clock waits at 11 days of 21.");
    }
}
