// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.calendar;

import io.lamplighter.ingest.mime.Warnings;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The zones one calendar speaks of.
 *
 * <p>A name that IANA or Windows knows means their zone, also where the calendar defines it: definitions are often cut to
 * this year's rule, and the JVM's tables are newer than the sender's.
 */
final class Zones {
    private static final int MOST_DEFINITIONS = 100;

    private final Map<String, Component> definitions = new HashMap<>();
    private final Map<String, MeetingZone> resolved = new HashMap<>();
    private final MeetingZone floating;
    private final Warnings warnings;

    Zones(Component calendar, ZoneId floating, Warnings warnings) {
        // Not in any standard, but Google and Apple write it, and mean it.
        this.floating = MeetingZone.floating(ZoneNames.exact(calendar.text("X-WR-TIMEZONE")).orElse(floating));
        this.warnings = warnings;
        List<Component> all = calendar.named("VTIMEZONE");
        for (Component definition : all.subList(0, Math.min(all.size(), MOST_DEFINITIONS))) {
            definitions.putIfAbsent(key(definition.text("TZID")), definition);
        }
    }

    MeetingZone floating() {
        return floating;
    }

    /** @param name a TZID; floating where it is empty */
    MeetingZone named(String name) {
        return name.isEmpty() ? floating : resolved.computeIfAbsent(key(name), key -> resolve(key, name));
    }

    private MeetingZone resolve(String key, String name) {
        return ZoneNames.exact(name).map(MeetingZone::of)
                .or(() -> defined(key, name))
                .or(() -> ZoneNames.loose(name).map(MeetingZone::of))
                .or(() -> onlyOne(name))
                .orElseGet(() -> unknown(name));
    }

    private Optional<MeetingZone> defined(String key, String name) {
        Component definition = definitions.get(key);
        return definition == null
                ? Optional.empty()
                : ZoneDefinition.rules(definition).map(rules -> new MeetingZone(name, rules));
    }

    /** Seen: a definition under another name than the one that is used. */
    private Optional<MeetingZone> onlyOne(String name) {
        if (definitions.size() != 1) {
            return Optional.empty();
        }
        warnings.add("a time zone is not the one defined");
        Component only = definitions.values().iterator().next();
        return ZoneNames.exact(only.text("TZID")).map(MeetingZone::of)
                .or(() -> ZoneDefinition.rules(only).map(rules -> new MeetingZone(name, rules)));
    }

    private MeetingZone unknown(String name) {
        warnings.add("a time zone is unknown");
        return new MeetingZone(name, floating.rules());
    }

    private static String key(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }
}
