// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.calendar;

import java.util.List;
import java.util.Objects;

/**
 * What a calendar file or a text/calendar part says.
 *
 * @param method of the first calendar in it
 * @param meetings in the order of the file; exceptions of a series follow as meetings of their own
 * @param warnings what was odd while reading; never content
 */
public record CalendarContent(Method method, List<Meeting> meetings, List<String> warnings) {

    public CalendarContent {
        Objects.requireNonNull(method, "method");
        meetings = List.copyOf(meetings);
        warnings = List.copyOf(warnings);
    }
}
