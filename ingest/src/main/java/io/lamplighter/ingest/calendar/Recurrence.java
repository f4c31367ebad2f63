// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * How a meeting repeats, kept as it was written; {@link Series} expands it.
 *
 * @param rules all of them together make the series (RRULE; more than one is old, but exists)
 * @param exceptRules times that are taken out again (EXRULE, from RFC 2445)
 * @param added single occurrences (RDATE)
 * @param excluded occurrences that were taken out (EXDATE)
 * @param excludedDays the same by day, as some write it for timed series
 */
public record Recurrence(List<RecurrenceRule> rules, List<RecurrenceRule> exceptRules, List<Added> added,
        Set<Instant> excluded, Set<LocalDate> excludedDays) {

    public static final Recurrence NONE = new Recurrence(List.of(), List.of(), List.of(), Set.of(), Set.of());

    /** @param length where it differs from the first occurrence's */
    public record Added(Instant start, Optional<Duration> length) {}

    public Recurrence {
        rules = List.copyOf(rules);
        exceptRules = List.copyOf(exceptRules);
        added = List.copyOf(added);
        // In order, so that equal recurrences are written alike everywhere.
        excluded = Collections.unmodifiableSet(new TreeSet<>(excluded));
        excludedDays = Collections.unmodifiableSet(new TreeSet<>(excludedDays));
    }

    public boolean isEmpty() {
        return rules.isEmpty() && added.isEmpty();
    }
}
