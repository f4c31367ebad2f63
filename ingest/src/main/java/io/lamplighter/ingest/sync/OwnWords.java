// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.sync;

import io.lamplighter.ingest.calendar.Meeting;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What somebody wrote into a mail that calls a meeting off or asks for another time. Programs say there what the calendar part says,
 * too: whatever may be theirs is nobody's. Of answers, which are programs' words nearly always, only the comment counts.
 */
final class OwnWords {

    private static final Pattern PROGRAM = Pattern
            .compile("(?im)calendar\\.google\\.com|google calendar|has been cancel"
                    + "|(?:accepted|declined|replied .{1,20} to) this (?:invitation|event|meeting)|^ *\\*?(?:when|where|who|joining info|wann"
                    + "|wo|quand|où|cuándo|dónde|时间|地点|일시|장소)\\*? ?[:：]|^_{8,}|^ ?\\(?no response text\\)?");

    private OwnWords() {}

    static String in(String written, List<Meeting> meetings) {
        String text = plain(written);
        boolean program = PROGRAM.matcher(written).find();
        boolean calendars = meetings.stream().map(Meeting::details)
                .anyMatch(details -> text.equals(plain(details.summary()))
                        || !details.description().isBlank() && (plain(details.description()).contains(text)
                                || text.contains(plain(details.description()))));
        return program || calendars ? "" : written.strip();
    }

    private static String plain(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}
