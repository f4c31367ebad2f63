// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest;

import java.util.Locale;
import java.util.Objects;

/**
 * Somebody named on an interaction.
 *
 * @param name the display name, decoded; empty where none was given
 * @param address as it was written, without angle brackets; empty for a speaker known by name only
 */
public record Participant(Role role, String name, String address) {

    /** The part somebody has in an interaction. */
    public enum Role {
        FROM, SENDER, REPLY_TO, TO, CC, BCC,
        /** Whom a mail server could not reach, in a bounce. */
        UNREACHED,
        /** Whoever is heard in a transcript. */
        SPEAKER
    }

    public Participant {
        Objects.requireNonNull(role, "role");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(address, "address");
    }

    /** The address to compare with: lower case. Providers treat local parts without regard to case, whatever RFC 5321 allows. */
    public String key() {
        return address.toLowerCase(Locale.ROOT);
    }

    /** What follows the last {@code @}, lower case; empty where there is none. */
    public String domain() {
        int at = address.lastIndexOf('@');
        return at < 0 ? "" : address.substring(at + 1).toLowerCase(Locale.ROOT);
    }
}
