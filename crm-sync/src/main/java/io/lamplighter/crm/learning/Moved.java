// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.learning;

import java.util.List;

/**
 * A recent activity whose score is another one by learning.
 *
 * @param words the learned phrases that stand in it
 */
public record Moved(Recent recent, double before, double after, List<String> words) {

    /** Smaller steps are nothing that anybody would see. */
    static final double LEAST = 0.01;

    public Moved {
        words = List.copyOf(words);
    }

    double step() {
        return Math.abs(after - before);
    }

    /** Whether a warning would be taken back. */
    public boolean liftsItsWarning() {
        return recent.warnedBelow().filter(threshold -> after >= threshold).isPresent();
    }
}
