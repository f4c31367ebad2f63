// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.origin;

import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;

/**
 * What an absence note tells, as far as it is written there. A suggestion: people forget to change their notes.
 *
 * @param returnsOn the first day back
 * @param departed who does not work there any more
 * @param substitute whom to write to meanwhile, or for good
 */
public record Absence(Optional<LocalDate> returnsOn, Optional<Person> departed, Optional<Person> substitute) {

    /** Somebody the note names; either may be empty, not both. */
    public record Person(String name, String address) {

        public Person {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(address, "address");
        }
    }

    public Absence {
        Objects.requireNonNull(returnsOn, "returnsOn");
        Objects.requireNonNull(departed, "departed");
        Objects.requireNonNull(substitute, "substitute");
    }

    /** Whether it is for good. */
    public boolean left() {
        return departed.isPresent();
    }
}
