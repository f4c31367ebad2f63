// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.calendar;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Every meeting once, whichever way it came: an invitation mail, each attendee's calendar, a provider's API. Immutable;
 * keeps the promises of {@link MeetingHistory}.
 */
public final class MeetingBook {
    public static final MeetingBook EMPTY = new MeetingBook(Map.of());

    private final Map<String, MeetingHistory> histories;

    private MeetingBook(Map<String, MeetingHistory> histories) {
        this.histories = histories;
    }

    public MeetingBook with(CalendarContent content) {
        return with(content.meetings());
    }

    public MeetingBook with(Collection<Meeting> notices) {
        Map<String, List<Meeting>> byUid = new LinkedHashMap<>();
        notices.forEach(n -> byUid.computeIfAbsent(n.key().uid(), uid -> new ArrayList<>()).add(n));
        Map<String, MeetingHistory> all = new HashMap<>(histories);
        byUid.forEach((uid, some) -> all.put(uid, all.getOrDefault(uid, MeetingHistory.NONE).with(some)));
        return new MeetingBook(all);
    }

    /** What is known of a meeting; {@link MeetingHistory#NONE} where nothing is. */
    public MeetingHistory history(MeetingKey key) {
        return histories.getOrDefault(key.uid(), MeetingHistory.NONE);
    }

    /** All meetings and series with their exceptions, by key. */
    public List<Meeting> meetings() {
        return histories.values().stream().flatMap(h -> h.meetings().stream())
                .sorted((one, other) -> one.key().compareTo(other.key())).toList();
    }
}
