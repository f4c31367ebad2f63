// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.sentiment;

import java.util.Objects;

/**
 * A phrase and what it contributed.
 *
 * @param start index of its first character in the scored text
 * @param end index after its last character
 * @param contribution what it adds to the score
 * @param signal the deal signal it stands for, lower case ({@code budget}, {@code ready to sign}); empty for none
 * @param reason one sentence for people ("budget is frozen", negated, after "but")
 */
public record Evidence(int start, int end, double contribution, String signal, String reason) {

    public Evidence {
        Objects.requireNonNull(signal, "signal");
        Objects.requireNonNull(reason, "reason");
    }
}
