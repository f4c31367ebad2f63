// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.SetClock;
import io.lamplighter.ingest.mailbox.Forecast;
import io.lamplighter.ingest.mailbox.MailboxSession;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GoogleForecastTest {

    private static final Instant NOW = Instant.parse("2026-11-02T09:00:00Z");

    private final SetClock clock = new SetClock(NOW);
    private final GoogleSimulator google = new GoogleSimulator(clock);
    private final GoogleUser anna = google.user("anna@seller.example");
    private final GoogleConnector connector = new GoogleConnector(id -> google.mailOf(anna), google.consentOf(anna),
            clock);

    @AfterEach
    void stop() {
        google.close();
    }

    @Test
    void countsWhatCanBeCountedCheaplyAndSaysWhatGoogleAllowsInAMinute() {
        arrive(60, Duration.ofDays(7));

        Forecast forecast = forecast(30, 365);

        assertThat(forecast.volumes()).extracting(Forecast.Volume::messages, Forecast.Volume::exact).containsExactly(
                tuple(4L, true), tuple(52L, true),
                tuple(60L, false));
        assertThat(forecast.perMinute()).isBetween(280L, 300L);
    }

    @Test
    void worksOutFromAPartWhatIsTooMuchToCount() {
        arrive(3_600, Duration.ofHours(2));

        Forecast forecast = forecast(30, 365);

        assertThat(forecast.volumes()).extracting(Forecast.Volume::exact).containsExactly(true, false, false);
        assertThat(forecast.volumes().get(0).messages()).isEqualTo(360);
        assertThat(forecast.volumes().get(1).messages()).isEqualTo(3_600);
    }

    private void arrive(int count, Duration apart) {
        for (int i = 1; i <= count; i++) {
            anna.receives("message " + i, NOW.minus(apart.multipliedBy(i)));
        }
    }

    private Forecast forecast(int... days) {
        List<Instant> since = new ArrayList<>();
        for (int day : days) {
            since.add(NOW.minus(Duration.ofDays(day)));
        }
        since.add(Instant.EPOCH);
        try (MailboxSession session = connector.open(new MailboxId(1))) {
            return session.forecast(since);
        }
    }
}
