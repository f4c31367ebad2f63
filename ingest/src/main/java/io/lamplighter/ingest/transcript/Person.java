// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.transcript;

import io.lamplighter.ingest.Participant;
import io.lamplighter.ingest.transcript.Speakers.Why;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A participant, ready to be compared with names. */
final class Person {
    private final Participant participant;
    private final PersonName name;
    private final String local;
    private final List<String> localWords = new ArrayList<>();

    Person(Participant participant) {
        this.participant = participant;
        boolean addressed = participant.name().indexOf('@') > 0;
        this.name = PersonName.of(addressed ? "" : participant.name());
        String key = participant.key();
        this.local = PersonName.fold(key.indexOf('@') < 0 ? key : key.substring(0, key.indexOf('@')));
        for (String word : local.split("[._+-]+|\\d+")) {
            if (!word.isEmpty()) {
                localWords.add(PersonName.umlauts(word));
            }
        }
    }

    Participant participant() {
        return participant;
    }

    /** Whether the company in brackets is the one of the address. */
    boolean isOf(String affiliation) {
        String domain = participant.domain();
        if (affiliation.isEmpty() || domain.isEmpty()) {
            return false;
        }
        for (String word : affiliation.split("[^\\p{L}\\p{N}]+")) {
            if (word.length() > 2 && domain.contains(word)) {
                return true;
            }
        }
        return false;
    }

    Why why(String label, PersonName other) {
        String written = label.strip().toLowerCase(Locale.ROOT);
        if (!participant.address().isEmpty() && (written.equals(participant.key()) || written.equals(local))
                && !isGiven(written)) {
            return Why.ADDRESS;
        }
        if (other.words().isEmpty()) {
            return Why.UNKNOWN;
        }
        Why byName = name.words().isEmpty() ? Why.UNKNOWN : byName(other);
        Why byAddress = byAddress(other);
        return byName.compareTo(byAddress) <= 0 ? byName : byAddress;
    }

    /** A local part that is only somebody's given name says no more than that name does. */
    private boolean isGiven(String written) {
        String given = PersonName.umlauts(written);
        return localWords.size() < 2 && written.equals(local)
                && (name.words().isEmpty() || given.equals(name.first()) || NameTables.areForms(given, name.first()));
    }

    private Why byName(PersonName other) {
        if (other.sorted().equals(name.sorted())) {
            return name.words().size() > 1 || !name.isUncased() || name.words().getFirst().length() > 1
                    ? Why.FULL_NAME
                    : Why.FAMILY_NAME;
        }
        if (isAlias(name, other) || isAlias(other, name)) {
            return Why.FULL_NAME;
        }
        if (other.isUncased() || name.isUncased()) {
            return uncased(other);
        }
        if (other.words().size() == 1) {
            return oneWord(other);
        }
        if (name.words().size() == 1) {
            // Only "Anna" is known of the participant.
            boolean contradicted = localWords.size() > 1 && !localWords.contains(other.last());
            return name.first().equals(other.first()) && !contradicted ? Why.GIVEN_NAME : Why.UNKNOWN;
        }
        boolean first = name.first().equals(other.first());
        boolean last = name.last().equals(other.last());
        if (first && last && (onlyInitialsBetween(other) || name.words().size() == 2 || other.words().size() == 2)) {
            return Why.SHORTENED_NAME;
        }
        boolean firstLike = first || isInitial(name.first(), other.first()) || isShort(name.first(), other.first());
        boolean lastLike = last || isInitial(name.last(), other.last());
        return (first || last) && firstLike && lastLike ? Why.INITIAL : Why.UNKNOWN;
    }

    /** {@code 김민수 (Minsu Kim)} is both. */
    private static boolean isAlias(PersonName name, PersonName other) {
        if (name.affiliation().isEmpty()) {
            return false;
        }
        PersonName alias = PersonName.of(name.affiliation());
        return (alias.words().size() > 1 || alias.isUncased()) && alias.sorted().equals(other.sorted());
    }

    private boolean onlyInitialsBetween(PersonName other) {
        return other.words().stream().skip(1).limit(Math.max(0, other.words().size() - 2))
                .allMatch(w -> w.length() == 1);
    }

    /** Kim of 김민수, Minsu of 김민수: the family name stands first. */
    private Why uncased(PersonName other) {
        if (!other.isUncased() || !name.isUncased()) {
            return Why.UNKNOWN;
        }
        String mine = name.words().getFirst();
        String label = other.words().getFirst();
        int family = NameTables.familyLength(mine);
        if (mine.length() <= family) {
            return Why.UNKNOWN;
        }
        String given = mine.substring(family);
        if (label.equals(given + mine.substring(0, family))) {
            return Why.FULL_NAME;
        }
        if (label.equals(given) && given.length() > 1) {
            return Why.GIVEN_NAME;
        }
        boolean vocative = given.length() > 1
                && (label.equals(given + "이") || label.equals(given + "아") || label.equals(given + "야"));
        // Japanese family names are too many to list; a title behind two characters says as much.
        boolean called = Character.isIdeographic(mine.charAt(0)) && mine.length() > 2 && label.length() == 2
                && mine.startsWith(label) && other.titled();
        return called || label.equals(mine.substring(0, family)) && (other.titled() || family > 1)
                ? Why.FAMILY_NAME
                : vocative ? Why.GIVEN_NAME : Why.UNKNOWN;
    }

    private Why oneWord(PersonName other) {
        String word = other.first();
        if (!other.titled() && (word.equals(name.first()) || isShort(word, name.first()))) {
            return Why.GIVEN_NAME;
        }
        if (word.equals(name.last())) {
            return Why.FAMILY_NAME;
        }
        boolean initials = word.length() > 1 && word.length() < 4 && word.replace(".", "").equals(name.initials());
        return initials ? Why.INITIALS : Why.UNKNOWN;
    }

    private static boolean isInitial(String one, String other) {
        return (one.length() == 1 || other.length() == 1) && one.charAt(0) == other.charAt(0);
    }

    private static boolean isShort(String one, String other) {
        return NameTables.areForms(one, other);
    }

    private Why byAddress(PersonName other) {
        if (other.words().size() < 2 || localWords.isEmpty()) {
            return other.words().size() == 1 && name.words().isEmpty() ? oneOfAddress(other.first()) : Why.UNKNOWN;
        }
        String first = other.first();
        String last = other.last();
        String joined = String.join("", localWords);
        boolean both = localWords.size() > 1 && localWords.contains(first) && localWords.contains(last);
        boolean run = joined.equals(first + last) || joined.equals(last + first);
        boolean initial = joined.equals(first.charAt(0) + last) || joined.equals(first + last.charAt(0))
                || joined.equals(last + first.charAt(0));
        // A name that contradicts the address is somebody else's mailbox.
        boolean contradicted = name.words().size() > 1 && !name.last().equals(last) && !name.first().equals(first);
        return (both || run || initial && first.length() > 1 && last.length() > 2) && !contradicted
                ? Why.NAME_IN_ADDRESS
                : Why.UNKNOWN;
    }

    private Why oneOfAddress(String word) {
        return !localWords.isEmpty() && localWords.getFirst().equals(word)
                ? Why.GIVEN_NAME
                : localWords.size() > 1 && localWords.getLast().equals(word) ? Why.FAMILY_NAME : Why.UNKNOWN;
    }
}
