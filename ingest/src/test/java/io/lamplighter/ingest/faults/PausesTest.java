// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PausesTest {

    private static final Instant NOON = Instant.parse("2026-11-02T12:00:00Z");

    private final Pauses pauses = new Pauses(4);

    @Test
    void whoWasAloneAndComesBackTooEarlyIsCounted() {
        pauses.wished(Duration.ofSeconds(30), NOON, 1);

        pauses.asked(NOON.plusSeconds(29));
        pauses.asked(NOON.plusSeconds(30));

        assertThat(pauses.impatient()).isOne();
    }

    @Test
    void whatWasOnItsWayIsForgivenAndWhoGoesOnAskingIsNot() {
        pauses.wished(Duration.ofSeconds(30), NOON, 4);

        for (int i = 0; i < 8; i++) {
            pauses.asked(NOON);
        }
        assertThat(pauses.impatient()).isZero();
        pauses.asked(NOON.plusSeconds(1));

        assertThat(pauses.impatient()).isOne();
    }

    @Test
    void refusalsDuringAPauseForgiveNothingMore() {
        pauses.wished(Duration.ofSeconds(30), NOON, 4);
        for (int i = 0; i < 20; i++) {
            pauses.asked(NOON.plusSeconds(i));
            pauses.wished(Duration.ofSeconds(30), NOON.plusSeconds(i), 4);
        }

        assertThat(pauses.impatient()).isEqualTo(12);
    }
}
