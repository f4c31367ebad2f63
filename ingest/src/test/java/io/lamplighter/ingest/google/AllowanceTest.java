// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lamplighter.ingest.SetClock;
import io.lamplighter.ingest.mailbox.MailboxFailure.TryLater;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AllowanceTest {

    private static final Instant MORNING = Instant.parse("2026-11-02T09:00:00Z");

    private final SetClock clock = new SetClock(MORNING);
    private final Allowance allowance = new Allowance(6_000, Duration.ofMinutes(1), clock);

    @Test
    void whatIsThereCanBeTakenAtOnce() {
        allowance.take(6_000);

        assertThat(allowance.left()).isZero();
    }

    @Test
    void saysWhenThereIsEnoughAgain() {
        allowance.take(5_000);
        clock.passes(Duration.ofSeconds(20));
        allowance.take(900);

        TryLater later = catchThrowableOfType(TryLater.class, () -> allowance.take(200));

        assertThat(later.after()).isEqualTo(Duration.ofSeconds(41));
        clock.passes(later.after());
        allowance.take(5_100);
    }

    @Test
    void takesNothingWhereThereIsNotEnough() {
        allowance.take(5_990);

        assertThatExceptionOfType(TryLater.class).isThrownBy(() -> allowance.take(20));

        assertThat(allowance.left()).isEqualTo(10);
    }

    @Test
    void leavesWhatIsMoreUrgent() {
        allowance.take(5_000);

        assertThatExceptionOfType(TryLater.class).isThrownBy(() -> allowance.take(600, 500));
        allowance.take(600);
    }

    @Test
    void neverLetsThroughMoreThanTheQuotaInAnyMinute() {
        Random random = new Random(7);
        UnitMeter strict = new UnitMeter(6_000, Duration.ofMinutes(1), clock);

        for (int i = 0; i < 20_000; i++) {
            int units = 1 + random.nextInt(200);
            try {
                allowance.take(units);
                assertThat(strict.charge(units)).isTrue();
            } catch (TryLater later) {
                clock.passes(later.after());
            }
            clock.passes(Duration.ofMillis(random.nextInt(300)));
        }

        // And it is used: the average over all that time is close to what is allowed.
        double minutes = Duration.between(MORNING, clock.instant()).toMillis() / 60_000.0;
        assertThat(strict.total() / minutes).isGreaterThan(5_500);
    }
}
