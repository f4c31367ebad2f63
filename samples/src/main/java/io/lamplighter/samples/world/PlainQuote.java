// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.samples.world;

import java.util.stream.Collectors;

/** A quoted message in plain text, as each mail program appends it. */
final class PlainQuote {

    private PlainQuote() {}

    static String of(Letter reply, Composed parent) {
        Client client = reply.quotes();
        return switch (client) {
            case NONE -> "";
            case GMAIL, GMAIL_FR -> "\n\n" + gmailLine(client, parent) + "\n\n"
                    + Lines.quoted(Lines.wrapped(parent.plain()));
            case APPLE -> "\n\n> " + line(client, parent, " ") + "\n> \n" + Lines.quoted(parent.plain());
            case OUTLOOK -> "\n\n" + above(reply, "-----Original Message-----") + block(client, parent);
            case OUTLOOK_DE -> "\n\n" + above(reply, "-----Ursprüngliche Nachricht-----") + block(client, parent);
        };
    }

    /** Gmail breaks the line before the verb when it gets too long. */
    private static String gmailLine(Client client, Composed parent) {
        String line = line(client, parent, " ");
        return line.length() > 76 ? line(client, parent, "\n") : line;
    }

    private static String line(Client client, Composed parent, String gap) {
        Attributed.Line line = Attributed.line(client, parent.at());
        return line.before() + parent.letter().from().shown() + gap + line.after().strip();
    }

    /** Only a reply that is plain from the start gets this line; the text Outlook makes of markup does not. */
    private static String above(Letter reply, String line) {
        return reply.form() == Letter.Form.PLAIN ? line + "\n" : "";
    }

    private static String block(Client client, Composed parent) {
        return Attributed.block(client, parent).entrySet().stream().map(e -> e.getKey() + ": " + e.getValue())
                .collect(Collectors.joining("\n")) + "\n\n" + parent.plain();
    }
}
