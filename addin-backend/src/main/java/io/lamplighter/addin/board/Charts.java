// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import io.lamplighter.crm.activity.Timelines;
import io.lamplighter.crm.warning.OpenDeal;
import io.lamplighter.crm.warning.Silence.Pause;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Lays the last twelve weeks of a deal out as days. */
final class Charts {

    private final Words words;
    private final Instant now;

    Charts(Words words, Instant now) {
        this.words = words;
        this.now = now;
    }

    LocalDate first() {
        return words.day(now).minusDays(ChartDays.SHOWN - 1);
    }

    /**
     * @param traffic the days since {@link #first} on which something went in or out
     * @param silentSince from when silence is counted at the beginning of these days
     */
    ChartDays days(OpenDeal deal, List<Timelines.Day> traffic, List<Pause> pauses, Instant silentSince) {
        Map<LocalDate, Timelines.Day> byDate = traffic.stream()
                .collect(Collectors.toMap(Timelines.Day::day, Function.identity(), (one, other) -> one));
        Optional<LocalDate> blindFrom = blindFrom(deal);
        List<ChartDays.Day> days = new ArrayList<>();
        for (LocalDate date = first(); !date.isAfter(words.day(now)); date = date.plusDays(1)) {
            LocalDate day = date;
            Timelines.Day went = byDate.getOrDefault(day, new Timelines.Day(day, 0, 0));
            ChartDays.Day drawn = ChartDays.Day.quiet(day).with(went.inbound(), went.outbound());
            drawn = pauses.stream().anyMatch(pause -> covers(pause, day)) ? drawn.standingStill() : drawn;
            days.add(blindFrom.filter(from -> !day.isBefore(from)).isPresent() ? drawn.unread() : drawn);
        }
        return new ChartDays(words.day(silentSince), deal.silence().threshold(), days);
    }

    /** The same days the clock leaves out: those that begin inside the pause. */
    private boolean covers(Pause pause, LocalDate day) {
        Instant begins = day.atStartOfDay(words.zone()).toInstant();
        return begins.isAfter(pause.from()) && !begins.isAfter(pause.until());
    }

    private Optional<LocalDate> blindFrom(OpenDeal deal) {
        if (Clocks.state(deal) != ClockState.BLIND) {
            return Optional.empty();
        }
        return deal.blindness().flatMap(OpenDeal.Blindness::since).map(words::day);
    }
}
