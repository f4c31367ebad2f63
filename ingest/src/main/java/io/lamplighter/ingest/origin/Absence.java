// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.origin;

import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;

/**
 * What an absence note tells, as far as it is written there. A suggestion: people forget to change their notes.
 *
 * @param returnsOn the first day back
 * @param left whether the author does not work there any more
 * @param substitute whom to write to meanwhile, or for good: an address
 */
public record Absence(Optional<LocalDate> returnsOn, boolean left, Optional<String> substitute) {

    public Absence {
        Objects.requireNonNull(returnsOn, "returnsOn");
        Objects.requireNonNull(substitute, "substitute");
    }
}
