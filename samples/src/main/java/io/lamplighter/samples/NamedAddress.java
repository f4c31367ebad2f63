// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.samples;

import io.lamplighter.ingest.Participant;
import io.lamplighter.ingest.origin.Absence;

/** Somebody, as {@link ReadMail} prints it; both may be empty. */
record NamedAddress(String name, String address) {

    static NamedAddress of(Absence.Person person) {
        return new NamedAddress(person.name(), person.address());
    }

    static NamedAddress of(Participant participant) {
        return new NamedAddress(participant.name(), participant.address());
    }
}
