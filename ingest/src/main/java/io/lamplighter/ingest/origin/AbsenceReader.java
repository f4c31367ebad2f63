// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.origin;

import io.lamplighter.ingest.Interaction;
import io.lamplighter.ingest.Participant;
import io.lamplighter.ingest.origin.Absence.Person;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads absence notes, once it is known that one is. */
public final class AbsenceReader {
    private static final int LONGEST = 4_000;
    private static final Pattern ADDRESS = Pattern.compile("[\\w.+'-]{1,64}@[\\w-]{1,63}(?:\\.[\\w-]{1,63}){1,6}");

    private AbsenceReader() {}

    /** @param note an interaction judged {@code AUTO_REPLY}; for others the answer means nothing */
    public static Absence read(Interaction note) {
        String fresh = note.text().fresh();
        String text = fresh.substring(0, Math.min(fresh.length(), LONGEST)).replace('\n', ' ').replace('\u00A0', ' ');
        LocalDate sent = note.occurredAt().atZone(ZoneOffset.UTC).toLocalDate();
        Optional<Person> departed = departed(text, note);
        return new Absence(departed.isPresent() ? Optional.empty() : AbsenceDates.returnsOn(lower(text), sent),
                departed,
                substitute(text, note));
    }

    /** Lower case without changing the length, so that places found in it hold for the text. */
    private static String lower(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return lower.length() == text.length() ? lower : text;
    }

    private static Optional<Person> departed(String text, Interaction note) {
        int at = Departures.at(lower(text));
        if (at < 0) {
            return Optional.empty();
        }
        String own = note.author().map(Participant::name).orElse("");
        String address = note.author().map(Participant::address).orElse("");
        String named = Names.before(text, at);
        if (named.isEmpty() || Names.alike(named, own)) {
            return Optional.of(new Person(own.isEmpty() ? named : own, address));
        }
        // A shared mailbox speaks of a colleague; a mailbox without a name speaks of its owner.
        boolean owner = own.isEmpty() || Names.alike(named, address.replaceAll("[^\\p{L}@]", " "));
        return Optional.of(new Person(named, owner ? address : ""));
    }

    /** The first address that is not the author's own, and the name before it. */
    private static Optional<Person> substitute(String text, Interaction note) {
        String own = note.author().map(Participant::key).orElse("");
        Matcher addresses = ADDRESS.matcher(text);
        while (addresses.find()) {
            String address = addresses.group().replaceAll("\\.$", "");
            if (!address.toLowerCase(Locale.ROOT).equals(own)) {
                return Optional.of(new Person(Names.before(text, addresses.start()), address));
            }
        }
        return Optional.empty();
    }
}
