// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The parameters of a list of phrases as they come; what is not chosen is not there. See {@link ChosenPhrases}. */
public record AskedPhrases(@Nullable String effect, @Nullable String rater, @Nullable String language,
        @Nullable String signal, @Nullable String days, @Nullable String sort, @Nullable String words) {

    public ChosenPhrases chosen() {
        return new ChosenPhrases(given(effect), given(rater), given(language), given(signal), given(days), given(sort),
                given(words));
    }

    private static String given(@Nullable String value) {
        return Optional.ofNullable(value).map(String::strip).orElse("");
    }
}
