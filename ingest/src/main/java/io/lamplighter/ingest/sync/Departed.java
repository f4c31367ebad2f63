// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.sync;

import io.lamplighter.ingest.Interaction;
import io.lamplighter.ingest.mime.Message;
import io.lamplighter.ingest.mime.ReducedMessage;
import io.lamplighter.ingest.origin.Absence;
import io.lamplighter.ingest.origin.AbsenceReader;
import io.lamplighter.ingest.origin.Failure;
import io.lamplighter.ingest.origin.Failures;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds who has left in what machines write. */
final class Departed {

    private Departed() {}

    static List<Departure> in(Interaction interaction, Message message) {
        return switch (interaction.origin().kind()) {
            case AUTO_REPLY -> inNote(AbsenceReader.read(interaction)).stream().toList();
            case BOUNCE -> Failures.in(Message.read(ReducedMessage.of(message))).stream().flatMap(Departed::inFailure)
                    .distinct().toList();
            default -> List.of();
        };
    }

    private static Optional<Departure> inNote(Absence note) {
        Optional<Absence.Person> substitute = note.substitute();
        return note.departed().filter(person -> !person.address().isEmpty())
                .map(person -> new Departure(person.name(), person.address(),
                        substitute.map(Absence.Person::name).orElse(""),
                        substitute.map(Absence.Person::address).orElse(""), true));
    }

    /** A domain that is gone says nothing about a person. */
    private static Stream<Departure> inFailure(Failure failure) {
        boolean gone = failure.reason() == Failure.Reason.USER_UNKNOWN
                || failure.reason() == Failure.Reason.HAS_MOVED;
        return gone && !failure.recipient().isEmpty()
                ? Stream.of(new Departure("", failure.recipient(), "", "", false))
                : Stream.empty();
    }
}
