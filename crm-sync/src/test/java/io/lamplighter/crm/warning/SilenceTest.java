// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.warning;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SilenceTest {

    private static final ZoneId ZONE = ZoneId.of("Europe/London");
    private static final Instant NOW = Instant.parse("2026-11-19T09:42:00Z");

    @Test
    void isBrightAfterARecentWord() {
        assertThat(since("2026-11-18T23:59:00Z").state()).isEqualTo(Silence.State.BRIGHT);
    }

    @Test
    void countsMidnightsNotHours() {
        assertThat(since("2026-11-18T23:59:00Z").days()).isEqualTo(1);
        assertThat(since("2026-11-19T00:01:00Z").days()).isZero();
    }

    @Test
    void headsDarkAfterTwoThirdsOfTheThreshold() {
        assertThat(since("2026-11-06T12:00:00Z").state()).isEqualTo(Silence.State.BRIGHT);
        assertThat(since("2026-11-05T12:00:00Z").state()).isEqualTo(Silence.State.HEADING_DARK);
    }

    @Test
    void isDarkFromTheDayOfTheThreshold() {
        assertThat(since("2026-10-30T12:00:00Z").state()).isEqualTo(Silence.State.HEADING_DARK);
        assertThat(since("2026-10-29T12:00:00Z").state()).isEqualTo(Silence.State.DARK);
        assertThat(since("2026-10-29T12:00:00Z").goesDarkOn()).isEqualTo(LocalDate.of(2026, 11, 19));
    }

    @Test
    void isBlindInsteadOfDarkWhileWeMayBeDeaf() {
        Silence silence = Silence.of(Instant.parse("2026-09-01T12:00:00Z"), List.of(),
                Optional.of(Instant.parse("2026-11-17T22:10:00Z")), 21, NOW, ZONE);

        assertThat(silence.state()).isEqualTo(Silence.State.BLIND);
    }

    @Test
    void doesNotCountTheDaysOfAnAnnouncedAbsence() {
        Silence silence = Silence.of(Instant.parse("2026-11-01T12:00:00Z"),
                List.of(pause("2026-11-03T08:00:00Z", "2026-11-13T08:00:00Z")), Optional.empty(), 21, NOW, ZONE);

        assertThat(silence.days()).isEqualTo(8);
        assertThat(silence.goesDarkOn()).isEqualTo(LocalDate.of(2026, 12, 2));
    }

    @Test
    void countsADayOnceThatTwoAbsencesCover() {
        Silence silence = Silence.of(Instant.parse("2026-11-01T12:00:00Z"),
                List.of(pause("2026-11-03T08:00:00Z", "2026-11-13T08:00:00Z"),
                        pause("2026-11-10T08:00:00Z", "2026-11-13T12:00:00Z")),
                Optional.empty(), 21, NOW, ZONE);

        assertThat(silence.days()).isEqualTo(8);
    }

    @Test
    void isPausedWhileTheAbsenceLasts() {
        Silence silence = Silence.of(Instant.parse("2026-11-10T12:00:00Z"),
                List.of(pause("2026-11-17T08:00:00Z", "2026-11-24T08:00:00Z")), Optional.empty(), 21, NOW, ZONE);

        assertThat(silence.state()).isEqualTo(Silence.State.PAUSED);
    }

    @Test
    void staysDarkWhenTheAbsenceIsAnnouncedTooLate() {
        Silence silence = Silence.of(Instant.parse("2026-10-01T12:00:00Z"),
                List.of(pause("2026-11-17T08:00:00Z", "2026-11-24T08:00:00Z")), Optional.empty(), 21, NOW, ZONE);

        assertThat(silence.state()).isEqualTo(Silence.State.DARK);
    }

    @Test
    void countsNothingForAWordFromTheFuture() {
        assertThat(since("2027-01-01T00:00:00Z").days()).isZero();
    }

    private static Silence.Pause pause(String from, String until) {
        return new Silence.Pause(Instant.parse(from), Instant.parse(until));
    }

    private static Silence since(String instant) {
        return Silence.of(Instant.parse(instant), List.of(), Optional.empty(), 21, NOW, ZONE);
    }
}
