// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The times of one series that begin inside a window, as its rules and dates make them. */
final class Occurrences {
    /** Beyond these no calendar is meant, and no arithmetic safe. */
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9998-12-31T00:00:00Z");
    /** No change of a clock is longer, but for the day Samoa left out in 2011. */
    private static final Duration CLOCK_CHANGE = Duration.ofHours(3);

    private final Instant from;
    private final Instant to;
    private final Steps steps = new Steps();
    private final Set<LocalDateTime> seen = new HashSet<>();
    private boolean complete = true;

    Occurrences(Instant from, Instant to) {
        this.from = from.isBefore(FIRST) ? FIRST : from;
        this.to = to.isAfter(LAST) ? LAST : to;
    }

    /** Is told every occurrence once. */
    interface Found {
        void occurrence(LocalDateTime local, Instant start, Duration length);
    }

    boolean contains(Meeting meeting) {
        return meeting.schedule().isPresent() && contains(meeting.schedule().get());
    }

    boolean contains(Schedule schedule) {
        return schedule.overlaps(from, to);
    }

    /** Whether that were all. */
    boolean expand(Schedule schedule, Found found) {
        Recurrence recurrence = schedule.recurrence();
        MeetingZone zone = schedule.zone();
        Set<LocalDateTime> except = new HashSet<>();
        for (RecurrenceRule rule : recurrence.exceptRules()) {
            except.addAll(times(schedule, rule, false));
        }
        for (Recurrence.Added added : recurrence.added()) {
            if (isInside(added.start())) {
                tell(schedule, zone.local(added.start()), added.start(), added.length().orElse(schedule.length()),
                        except, found);
            }
        }
        if (isInside(schedule.start())) {
            tell(schedule, schedule.localStart(), schedule.start(), schedule.length(), except, found);
        }
        for (RecurrenceRule rule : recurrence.rules()) {
            for (LocalDateTime local : times(schedule, rule, true)) {
                tell(schedule, local, zone.instant(local), schedule.length(), except, found);
            }
        }
        return complete;
    }

    private boolean isInside(Instant start) {
        return start.isBefore(to) && !start.isBefore(from);
    }

    private void tell(Schedule schedule, LocalDateTime local, Instant start, Duration length,
            Set<LocalDateTime> except, Found found) {
        Recurrence recurrence = schedule.recurrence();
        boolean out = recurrence.excluded().contains(start)
                || recurrence.excludedDays().contains(local.toLocalDate()) || except.contains(local);
        if (!out && seen.add(local)) {
            found.occurrence(local, start, length);
        }
    }

    private TreeSet<LocalDateTime> times(Schedule schedule, RecurrenceRule rule, boolean startCounts) {
        MeetingZone zone = schedule.zone();
        boolean days = schedule.allDay() && zone.isFloating();
        RuleWalk walk = new RuleWalk(rule, schedule.localStart(), days, zone, steps)
                .skipTo(zone.local(from.minus(CLOCK_CHANGE)));
        if (startCounts) {
            walk.startCounts();
        }
        TreeSet<LocalDateTime> times = new TreeSet<>();
        LocalDateTime end = zone.local(to.plus(CLOCK_CHANGE));
        @Nullable
        LocalDateTime time = walk.next();
        while (time != null && time.isBefore(end)) {
            if (isInside(zone.instant(time))) {
                times.add(time);
                if (times.size() >= Series.MOST_OCCURRENCES) {
                    complete = false;
                    break;
                }
            }
            time = walk.next();
        }
        complete &= !steps.exhausted();
        return times;
    }
}
