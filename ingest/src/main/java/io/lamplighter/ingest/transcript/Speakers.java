// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.transcript;

import io.lamplighter.ingest.Participant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who the speakers of a transcript are, as far as their names allow. Whoever could be two people is nobody: a word put
 * into the wrong mouth is worse than one that nobody said.
 *
 * @param all one answer for each name in the transcript, in the order of {@link Transcript#speakers}
 */
public record Speakers(List<Speaker> all) {
    private static final int MOST = 500;

    /** How a name led to a person, the surest first; or why it did not. */
    public enum Why {
        /** The label is the address, or its part before the @. */
        ADDRESS,
        /** The same name, whatever its order, titles, diacritics and spaces. */
        FULL_NAME,
        /** Given and family name, with middle names or initials on one side only. */
        SHORTENED_NAME,
        /** An initial for one of the names, or a common short form: {@code Bob Smith}. */
        INITIAL,
        /** The full name as the part before the @ has it: {@code asmith}, {@code smith.anna}. */
        NAME_IN_ADDRESS,
        /** The only one of that given name. */
        GIVEN_NAME,
        /** The only one of that family name. */
        FAMILY_NAME,
        /** The only one with these initials. */
        INITIALS,
        /** Nobody: the recorder knew no name. */
        UNNAMED,
        /** Nobody: it could be several. */
        AMBIGUOUS,
        /** Nobody of that name took part. */
        UNKNOWN
    }

    /**
     * @param label as the transcript has it
     * @param who null for nobody
     */
    public record Speaker(String label, @Nullable Participant who, Why why) {
        public Optional<Participant> participant() {
            return Optional.ofNullable(who);
        }
    }

    public Speakers {
        all = List.copyOf(all);
    }

    /** Empty for a label that is nobody, or not in the transcript. */
    public Optional<Participant> who(String label) {
        return all.stream().filter(speaker -> speaker.label().equals(label)).findFirst()
                .flatMap(Speaker::participant);
    }

    /** The first 500 names and people are looked at. */
    public static Speakers resolve(Transcript transcript, List<Participant> participants) {
        return resolve(transcript.speakers(), participants);
    }

    static Speakers resolve(List<String> labels, List<Participant> participants) {
        List<Person> people = people(participants);
        List<Speaker> speakers = new ArrayList<>();
        for (String label : labels.subList(0, Math.min(labels.size(), MOST))) {
            speakers.add(Voices.isNobody(label) || Voices.isNobody(Labels.bare(label))
                    ? new Speaker(label, null, Why.UNNAMED)
                    : speaker(label, people));
        }
        return new Speakers(speakers.stream().map(speaker -> withoutNamesakes(speaker, speakers)).toList());
    }

    /** Where only "Anna" is known of a participant, Anna Smith and Anna Lee cannot both be her. */
    private static Speaker withoutNamesakes(Speaker speaker, List<Speaker> all) {
        PersonName name = PersonName.of(speaker.label());
        boolean shared = speaker.why() == Why.GIVEN_NAME && name.words().size() > 1
                && all.stream().anyMatch(other -> speaker.who() != null && speaker.who().equals(other.who())
                        && PersonName.of(other.label()).words().size() > 1
                        && !PersonName.of(other.label()).sorted().equals(name.sorted()));
        return shared ? new Speaker(speaker.label(), null, Why.AMBIGUOUS) : speaker;
    }

    /** One person may be named twice, as sender and attendee. */
    private static List<Person> people(List<Participant> participants) {
        Map<String, Participant> once = new LinkedHashMap<>();
        for (Participant participant : participants) {
            String key = participant.address().isEmpty()
                    ? "name " + PersonName.of(participant.name()).sorted()
                    : participant.key();
            Participant known = once.get(key);
            if (once.size() < MOST && (known == null || known.name().isEmpty())) {
                once.put(key, participant);
            }
        }
        return once.values().stream().map(Person::new).toList();
    }

    /** The surest reason that holds for anybody decides; if it holds for two, their companies may tell them apart. */
    private static Speaker speaker(String label, List<Person> people) {
        PersonName name = PersonName.of(label);
        Why best = Why.UNKNOWN;
        List<Person> found = new ArrayList<>();
        for (Person person : people) {
            Why why = person.why(label, name);
            if (why.compareTo(best) < 0) {
                best = why;
                found.clear();
            }
            if (why == best && why != Why.UNKNOWN) {
                found.add(person);
            }
        }
        List<Person> same = found.stream().filter(person -> person.isOf(name.affiliation())).toList();
        List<Person> left = found.size() > 1 && same.size() == 1 ? same : found;
        return switch (left.size()) {
            case 0 -> new Speaker(label, null, Why.UNKNOWN);
            case 1 -> new Speaker(label, left.getFirst().participant(), best);
            default -> new Speaker(label, null, Why.AMBIGUOUS);
        };
    }
}
