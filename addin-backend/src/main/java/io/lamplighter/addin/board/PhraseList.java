// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of the learned phrases that were asked for.
 *
 * @param says "12 of 38, largest change first"
 * @param filtered whether some are left out
 * @param more null on the last page
 */
public record PhraseList(String says, boolean filtered, List<LearningView.Phrase> phrases, @Nullable More more) {

    public PhraseList {
        phrases = List.copyOf(phrases);
    }
}
