// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A meeting with its exceptions, which can be expanded. Pure and bounded, whatever the rules are. */
public final class Series {
    static final int MOST_OCCURRENCES = 5_000;
    private static final Comparator<Meeting> BY_TIME = Comparator
            .comparing((Meeting m) -> m.schedule().map(Schedule::start).orElse(Instant.MAX))
            .thenComparing(Meeting::key);

    private final @Nullable Meeting master;
    private final TreeMap<Instant, Meeting> exceptions = new TreeMap<>();

    private Series(@Nullable Meeting master) {
        this.master = master;
    }

    /**
     * @param meetings all of one UID, the series itself and its exceptions in any order; of two with one key the newer
     *        one counts
     */
    public static Series of(Collection<Meeting> meetings) {
        Comparator<Meeting> age = Comparator.comparing(Meeting::revision);
        Series series = new Series(meetings.stream().filter(m -> m.key().occurrence().isEmpty()).max(age).orElse(null));
        meetings.stream().sorted(age).forEach(
                m -> m.key().occurrence().ifPresent(instant -> series.exceptions.put(instant, m)));
        return series;
    }

    /** Whatever overlaps {@code [from, to)}; a single meeting, too. */
    public Expansion between(Instant from, Instant to) {
        Occurrences occurrences = new Occurrences(from, to);
        Map<Instant, Meeting> found = new TreeMap<>();
        boolean complete = true;
        if (master != null && master.schedule().isPresent()) {
            Schedule schedule = master.schedule().get();
            if (!schedule.recurrence().isEmpty()) {
                Instant reach = from.minus(longestReach(schedule));
                complete = new Occurrences(reach, to.plus(longestShift())).expand(schedule,
                        (local, start, length) -> place(found, schedule, local, start, length));
            } else if (occurrences.contains(schedule) && !exceptions.containsKey(key(schedule))) {
                return new Expansion(withExceptions(List.of(master), occurrences), true);
            }
        }
        List<Meeting> regular = found.values().stream().filter(occurrences::contains).toList();
        return new Expansion(withExceptions(regular, occurrences), complete);
    }

    private static Instant key(Schedule schedule) {
        return schedule.zone().keyOf(schedule.localStart());
    }

    private List<Meeting> withExceptions(List<Meeting> regular, Occurrences window) {
        return Stream
                .concat(regular.stream(), exceptions.values().stream().filter(window::contains))
                .sorted(BY_TIME).toList();
    }

    private void place(Map<Instant, Meeting> found, Schedule schedule, LocalDateTime local, Instant start,
            Duration length) {
        Instant key = schedule.zone().isFloating() ? schedule.zone().keyOf(local) : start;
        if (exceptions.containsKey(key) || master == null) {
            return;
        }
        Optional<Meeting> changed = lasting(key);
        if (changed.isEmpty() || changed.get().schedule().isEmpty()) {
            Meeting like = changed.orElse(master);
            found.put(key, like.named(master.key().at(key)).with(schedule.once(start, start.plus(length))));
            return;
        }
        Meeting like = changed.get();
        Schedule moved = changed.get().schedule().get();
        Instant planned = like.key().occurrence().orElse(moved.start());
        Duration shift = Duration.between(schedule.zone().isFloating()
                ? planned.atZone(ZoneOffset.UTC).toLocalDateTime()
                : schedule.zone().local(planned), schedule.zone().local(moved.start()));
        Instant newStart = schedule.zone().instant(local.plus(shift));
        found.put(key,
                like.named(master.key().at(key)).with(moved.once(newStart, newStart.plus(moved.length()))));
    }

    /** The latest exception before this occurrence that holds for all later ones (RFC 5545 §3.2.13). */
    private Optional<Meeting> lasting(Instant key) {
        return exceptions.headMap(key, false).descendingMap().values().stream().filter(Meeting::thisAndFuture)
                .findFirst();
    }

    /** How much earlier than the window a rule must be asked, because an occurrence lasts or was moved into it. */
    private Duration longestReach(Schedule schedule) {
        Duration longest = schedule.length();
        for (Recurrence.Added added : schedule.recurrence().added()) {
            longest = max(longest, added.length().orElse(Duration.ZERO));
        }
        for (Meeting exception : exceptions.values()) {
            if (exception.thisAndFuture() && exception.schedule().isPresent()) {
                longest = max(longest, exception.schedule().get().length());
            }
        }
        return longest.plus(longestShift());
    }

    private Duration longestShift() {
        Duration longest = Duration.ZERO;
        for (Meeting exception : exceptions.values()) {
            if (exception.thisAndFuture() && exception.schedule().isPresent()) {
                longest = max(longest, Duration.between(exception.key().occurrence().orElse(Instant.EPOCH),
                        exception.schedule().get().start()).abs().plusDays(1));
            }
        }
        return longest;
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
