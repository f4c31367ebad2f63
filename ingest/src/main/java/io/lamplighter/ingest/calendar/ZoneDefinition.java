// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.calendar;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The rules a calendar defines for a zone of its own (VTIMEZONE, RFC 5545 §3.6.5), written out until 2100.
 *
 * <p>ical4j's own making of rules depends on the day it runs and stops where none applies today.
 */
final class ZoneDefinition {
    private static final LocalDateTime WRITTEN_OUT_FROM = LocalDateTime.of(1965, 1, 1, 0, 0);
    private static final LocalDateTime WRITTEN_OUT_TO = LocalDateTime.of(2100, 1, 1, 0, 0);
    private static final int MOST_OBSERVANCES = 200;
    private static final int MOST_ONSETS = 1_000;

    private record Onset(LocalDateTime time, ZoneOffset before, ZoneOffset after) {}

    private final List<Onset> onsets = new ArrayList<>();
    private final Steps steps = new Steps();

    private ZoneDefinition() {}

    /** Empty where nothing in it says an offset. */
    static Optional<ZoneRules> rules(Component timeZone) {
        ZoneDefinition definition = new ZoneDefinition();
        timeZone.components().stream().limit(MOST_OBSERVANCES).forEach(definition::add);
        return definition.rules();
    }

    private void add(Component observance) {
        OptionalInt after = Offsets.seconds(observance.value("TZOFFSETTO"));
        Optional<DateValue> start = DateValue.parse(observance.value("DTSTART"));
        if (after.isEmpty() || start.isEmpty()) {
            return;
        }
        OptionalInt before = Offsets.seconds(observance.value("TZOFFSETFROM"));
        ZoneOffset to = ZoneOffset.ofTotalSeconds(after.getAsInt());
        ZoneOffset from = before.isPresent() ? ZoneOffset.ofTotalSeconds(before.getAsInt()) : to;
        List<LocalDateTime> times = new ArrayList<>();
        times.add(start.get().local());
        for (Property rule : observance.all("RRULE")) {
            RecurrenceRule.parse(rule.value())
                    .ifPresent(parsed -> times.addAll(times(parsed, start.get().local(), from)));
        }
        for (Property dates : observance.all("RDATE")) {
            for (String date : dates.value().split(",")) {
                int slash = date.indexOf('/');
                DateValue.parse(slash < 0 ? date : date.substring(0, slash))
                        .ifPresent(value -> times.add(value.local()));
            }
        }
        times.forEach(time -> onsets.add(new Onset(time, from, to)));
    }

    private List<LocalDateTime> times(RecurrenceRule rule, LocalDateTime start, ZoneOffset offset) {
        // UNTIL is in UTC here (RFC 5545 §3.3.10), the times are in what was valid before.
        RuleWalk walk = new RuleWalk(rule, start, false, MeetingZone.of(offset), steps)
                .skipTo(WRITTEN_OUT_FROM).startCounts();
        List<LocalDateTime> times = new ArrayList<>();
        @Nullable
        LocalDateTime time = walk.next();
        while (time != null && time.isBefore(WRITTEN_OUT_TO) && times.size() < MOST_ONSETS) {
            times.add(time);
            time = walk.next();
        }
        return times;
    }

    private Optional<ZoneRules> rules() {
        if (onsets.isEmpty()) {
            return Optional.empty();
        }
        onsets.sort(Comparator.comparing((Onset o) -> o.time().toEpochSecond(o.before())).thenComparing(Onset::time)
                .thenComparing(Onset::after));
        ZoneOffset now = onsets.getFirst().before();
        ZoneOffset base = now;
        List<ZoneOffsetTransition> transitions = new ArrayList<>();
        for (Onset onset : onsets) {
            LocalDateTime time = onset.time().minusSeconds(onset.before().getTotalSeconds())
                    .plusSeconds(now.getTotalSeconds());
            boolean later = transitions.isEmpty()
                    || time.toEpochSecond(now) > transitions.getLast().toEpochSecond();
            if (!onset.after().equals(now) && later) {
                transitions.add(ZoneOffsetTransition.of(time, now, onset.after()));
                now = onset.after();
            }
        }
        return Optional.of(transitions.isEmpty()
                ? ZoneRules.of(base)
                : ZoneRules.of(base, base, List.of(), transitions, List.of()));
    }
}
