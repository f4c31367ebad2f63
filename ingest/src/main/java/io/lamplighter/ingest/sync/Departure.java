// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.sync;

import java.util.Objects;

/**
 * Somebody does not work there any more, as an automatic reply or a bounce says.
 *
 * @param name may be empty; {@code address} is not
 * @param successorName who follows; empty where nobody is named
 * @param successorAddress likewise
 * @param said whether it is said in words; a bounce only lets it be guessed
 */
public record Departure(String name, String address, String successorName, String successorAddress, boolean said) {

    public Departure {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(successorName, "successorName");
        Objects.requireNonNull(successorAddress, "successorAddress");
    }
}
