// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.calendar;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;

/** The moments of one period of a rule, in order: every time on every day. Not multiplied out, it can be millions. */
record Candidates(List<LocalDate> days, List<LocalTime> times) {

    int size() {
        return days.size() * times.size();
    }

    LocalDateTime get(int index) {
        return days.get(index / times.size()).atTime(times.get(index % times.size()));
    }
}
