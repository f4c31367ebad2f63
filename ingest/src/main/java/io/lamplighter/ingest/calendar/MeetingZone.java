// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.calendar;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.Objects;

/**
 * The zone a meeting was planned in. Not a {@code ZoneId}, because a calendar may bring the rules of its own.
 *
 * @param id IANA's name, or the calendar's own for a zone it defines; empty for floating time
 */
public record MeetingZone(String id, ZoneRules rules) {
    static final MeetingZone UTC = new MeetingZone("UTC", ZoneOffset.UTC.getRules());

    public MeetingZone {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(rules, "rules");
    }

    public static MeetingZone of(ZoneId zone) {
        return new MeetingZone(zone.getId(), zone.getRules());
    }

    /** Clock time that means each reader's own; {@code zone} is the reader's. */
    public static MeetingZone floating(ZoneId zone) {
        return new MeetingZone("", zone.getRules());
    }

    public boolean isFloating() {
        return id.isEmpty();
    }

    public LocalDateTime local(Instant instant) {
        return LocalDateTime.ofInstant(instant, rules.getOffset(instant));
    }

    /** RFC 5545 §3.3.5: of a repeated time the first, of a skipped time what the offset before the gap makes of it. */
    public Instant instant(LocalDateTime local) {
        List<ZoneOffset> valid = rules.getValidOffsets(local);
        if (!valid.isEmpty()) {
            return local.toInstant(valid.getFirst());
        }
        ZoneOffsetTransition gap = rules.getTransition(local);
        return local.toInstant(gap == null ? rules.getStandardOffset(Instant.EPOCH) : gap.getOffsetBefore());
    }

    boolean skips(LocalDateTime local) {
        return rules.getValidOffsets(local).isEmpty();
    }

    /** The instant that names an occurrence in a {@link MeetingKey}. */
    Instant keyOf(LocalDateTime local) {
        return isFloating() ? local.toInstant(ZoneOffset.UTC) : instant(local);
    }
}
