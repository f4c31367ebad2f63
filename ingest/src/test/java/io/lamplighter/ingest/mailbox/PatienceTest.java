// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.ingest.SetClock;
import io.lamplighter.ingest.mailbox.Patience.Others;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PatienceTest {

    private static final String ONE = "one";

    private final SetClock clock = new SetClock(Instant.parse("2026-11-02T09:00:00Z"));
    private final Patience patience = new Patience(3, clock);

    private boolean isOverAfter(int times, Others others) {
        boolean over = false;
        for (int i = 0; i < times; i++) {
            over = patience.isOver(ONE, others);
            clock.passes(Duration.ofHours(1));
        }
        return over;
    }

    @Test
    void endsWhenOneWasRefusedOftenEnoughWhileOthersWereGiven() {
        assertThat(isOverAfter(2, Others.GIVEN)).isFalse();
        assertThat(patience.isOver("another", Others.GIVEN)).isFalse();
        assertThat(isOverAfter(1, Others.GIVEN)).isTrue();
    }

    @Test
    void isNotSpentByAnOutageHoweverLong() {
        assertThat(isOverAfter(1000, Others.REFUSED)).isFalse();
        assertThat(isOverAfter(2, Others.GIVEN)).isFalse();
        assertThat(isOverAfter(1000, Others.REFUSED)).isFalse();
        assertThat(isOverAfter(1, Others.GIVEN)).isTrue();
    }

    @Test
    void lastsADayWhereThereIsNothingElse() {
        assertThat(isOverAfter(24, Others.NONE)).isFalse();
        assertThat(isOverAfter(1, Others.NONE)).isTrue();
    }

    @Test
    void lastsForAllAttemptsWhereOneIsSeldomAskedFor() {
        assertThat(isOverAfter(1, Others.NONE)).isFalse();
        clock.passes(Duration.ofDays(3));
        assertThat(isOverAfter(1, Others.NONE)).isFalse();
        assertThat(isOverAfter(1, Others.NONE)).isTrue();
    }

    @Test
    void beginsAnewWhenAnOutageShowsOrItWasGiven() {
        assertThat(isOverAfter(24, Others.NONE)).isFalse();
        patience.isOver(ONE, Others.REFUSED);
        assertThat(isOverAfter(24, Others.NONE)).isFalse();
        assertThat(patience.isSuspect(ONE)).isTrue();

        patience.forget(ONE);

        assertThat(patience.isSuspect(ONE)).isFalse();
        assertThat(isOverAfter(24, Others.NONE)).isFalse();
    }
}
