// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest;

import java.util.Objects;

/**
 * Who composed an interaction, and how we know.
 *
 * @param reason one short sentence for people, naming the evidence ({@code "Auto-Submitted: auto-replied"}); never
 *     content of the message
 */
public record Origin(Kind kind, String reason) {

    /** Only {@link #PERSON} is worth scoring, and only it moves the going-dark clock. */
    public enum Kind {
        PERSON, BULK, AUTO_REPLY, BOUNCE, RECEIPT, INVITATION
    }

    public Origin {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(reason, "reason");
    }

    public static Origin person() {
        return new Origin(Kind.PERSON, "nothing says that a machine wrote it");
    }

    public boolean isPerson() {
        return kind == Kind.PERSON;
    }
}
