// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.samples;

import io.lamplighter.ingest.Interaction;
import io.lamplighter.ingest.calendar.CalendarContent;
import io.lamplighter.ingest.calendar.CalendarReader;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@link ReadMail} prints about a calendar file: one line, so that a series stays with its exceptions. */
final class CalendarLine {
    private static final CalendarReader READER = new CalendarReader(ZoneOffset.UTC);

    private CalendarLine() {}

    static Map<String, @Nullable Object> of(byte[] octets) {
        CalendarContent content = READER.read(octets);
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("kind", Interaction.Kind.MEETING.name());
        fields.put("method", content.method().name());
        fields.put("meetings", content.meetings().stream().map(MeetingFields::of).toList());
        fields.put("warnings", content.warnings());
        return fields;
    }
}
