// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.samples.world;

import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What mail programs write above a quoted message: who wrote it, and when. */
final class Attributed {

    private Attributed() {}

    /** The part before the author, and the part after: "On Tue, 3 Nov 2026 at 16:20, " and " wrote:". */
    record Line(String before, String after) {}

    static Line line(Client client, ZonedDateTime at) {
        return switch (client) {
            case GMAIL_FR -> new Line("Le " + time(at, "EEE d MMM yyyy 'à' HH:mm", Locale.FRENCH) + ", ", " a écrit :");
            case APPLE -> new Line("On " + time(at, "d MMM yyyy, 'at' HH:mm", Locale.ENGLISH) + ", ", " wrote:");
            case GMAIL, OUTLOOK, OUTLOOK_DE, NONE ->
                new Line("On " + time(at, "EEE, d MMM yyyy 'at' HH:mm", Locale.ENGLISH) + ", ", " wrote:");
        };
    }

    /** The header block of Outlook, label by label. */
    static Map<String, String> block(Client client, Composed parent) {
        boolean german = client == Client.OUTLOOK_DE;
        Letter letter = parent.letter();
        Map<String, String> block = new LinkedHashMap<>();
        block.put(german ? "Von" : "From", letter.from().shown());
        block.put(german ? "Gesendet" : "Sent", german
                ? time(parent.at(), "EEEE, d. MMMM yyyy HH:mm", Locale.GERMAN)
                : time(parent.at(), "dd MMMM yyyy HH:mm", Locale.ENGLISH));
        block.put(german ? "An" : "To", shown(letter.to()));
        if (!letter.cc().isEmpty()) {
            block.put("Cc", shown(letter.cc()));
        }
        block.put(german ? "Betreff" : "Subject", letter.subject());
        return block;
    }

    private static String shown(List<Person> people) {
        return people.stream().map(Person::shown).collect(Collectors.joining("; "));
    }

    private static String time(ZonedDateTime at, String pattern, Locale language) {
        return DateTimeFormatter.ofPattern(pattern, language).format(at);
    }
}
