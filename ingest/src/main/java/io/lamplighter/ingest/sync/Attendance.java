// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.sync;

import io.lamplighter.ingest.Participant;
import io.lamplighter.ingest.mailbox.Change.Presence;
import io.lamplighter.ingest.sync.Conversation.Side;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Who was in a meeting, told apart.
 *
 * @param people in the order of the report
 */
public record Attendance(Instant began, Instant ended, List<Attendance.Person> people) {

    private static final Duration WAITED = Duration.ofMinutes(5);

    /**
     * @param name as they are known, else as the report has it
     * @param address lower-case; empty where it is not known
     * @param side {@link Side#NOBODY} for machines that take notes and for telephones without a name
     */
    public record Person(String name, String address, Side side, long seconds) {

        public Person {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(address, "address");
            Objects.requireNonNull(side, "side");
        }

        /** The same person in another report. */
        boolean is(Person other) {
            return address.isEmpty() || other.address().isEmpty()
                    ? name.equalsIgnoreCase(other.name())
                    : address.equals(other.address());
        }

        Person plus(Person other) {
            return new Person(name, address.isEmpty() ? other.address() : address,
                    side == Side.NOBODY ? other.side() : side, seconds + other.seconds());
        }
    }

    public Attendance {
        Objects.requireNonNull(began, "began");
        Objects.requireNonNull(ended, "ended");
        people = List.copyOf(people);
    }

    public boolean has(Side side) {
        return people.stream().anyMatch(person -> person.side() == side);
    }

    /** Whether whoever came was on this side; nobody is on none. */
    public boolean isOnly(Side side) {
        return !people.isEmpty() && people.stream().allMatch(person -> person.side() == side);
    }

    /** Whether somebody was there for so long after the beginning that the others were waited for. */
    public boolean waitedFrom(Instant start) {
        return ended.isAfter(start.plus(WAITED)) && people.stream().anyMatch(p -> p.seconds() >= WAITED.toSeconds());
    }

    /** One person as the provider has them, looked for among those who may have come. */
    static Person person(Presence presence, Side side, Participant who) {
        String name = who.name().isBlank() ? presence.name() : who.name();
        String address = who.address().isEmpty() ? presence.address() : who.address();
        return new Person(name.isBlank() ? address : name, address.toLowerCase(Locale.ROOT), side,
                presence.stayed().toSeconds());
    }
}
