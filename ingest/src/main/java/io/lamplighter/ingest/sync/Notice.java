// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.sync;

import io.lamplighter.ingest.calendar.Meeting;
import java.util.List;
import java.util.Objects;

/**
 * What a mail or an entry of a calendar says about meetings.
 *
 * @param calendar iCalendar as it came, so that reading can be repeated; empty where nothing is said
 * @param meetings one, or a series with its exceptions
 */
public record Notice(String calendar, List<Meeting> meetings) {

    public static final Notice NONE = new Notice("", List.of());

    public Notice {
        Objects.requireNonNull(calendar, "calendar");
        meetings = List.copyOf(meetings);
    }

    public boolean isEmpty() {
        return meetings.isEmpty();
    }
}
