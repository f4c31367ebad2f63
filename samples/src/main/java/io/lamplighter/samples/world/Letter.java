// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.samples.world;

import java.util.List;
import java.util.Optional;

/**
 * One hand-written message as its file has it.
 *
 * @param at as written: {@code -16d 16:20} or {@code -5h}
 * @param in the users whose mailboxes saw it
 * @param replyTo the id of the message it answers
 * @param headers further raw header lines
 */
record Letter(String id, String at, Person from, List<Person> to, List<Person> cc, List<String> in, String subject,
        Optional<String> replyTo, Client quotes, Form form, List<Attached> attachments, List<String> headers,
        Optional<Invitation> invitation, String body) {

    /** What its body consists of. */
    enum Form {
        PLAIN, HTML, ALTERNATIVE
    }

    /** A file of so many octets; what is in it does not matter. */
    record Attached(String name, String type, int size) {}

    Letter {
        to = List.copyOf(to);
        cc = List.copyOf(cc);
        in = List.copyOf(in);
        attachments = List.copyOf(attachments);
        headers = List.copyOf(headers);
        if (quotes != Client.NONE && replyTo.isEmpty()) {
            throw new IllegalArgumentException(id + " quotes, but answers nothing");
        }
    }

    String messageId() {
        return "<" + id + "@world.example>";
    }
}
