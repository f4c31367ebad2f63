// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.calendar;

import java.util.Locale;
import java.util.Objects;

/**
 * Whose meeting it is.
 *
 * @param address as written, without {@code mailto:}; may be empty
 * @param name the display name; may be empty
 */
public record Organiser(String address, String name) {

    public Organiser {
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(name, "name");
    }

    /** The address to compare with: lower case. */
    public String key() {
        return address.toLowerCase(Locale.ROOT);
    }
}
