// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import io.lamplighter.addin.upload.OutcomeWord;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The form that puts a transcript or notes on a deal, empty or as it was sent; a file has to be chosen again.
 *
 * @param action where it is sent to
 * @param problems field name to what is wrong with it
 */
public record UploadForm(String action, Fields fields, Map<String, String> problems) {

    static final List<Filters.Choice> OUTCOMES = Arrays.stream(OutcomeWord.values())
            .map(word -> new Filters.Choice(word.key(), word.label())).toList();

    public UploadForm {
        problems = Map.copyOf(problems);
    }

    /** What came with the form. */
    public record Fields(String text, String title, String at, String outcome, String outcomeText) {}

    public static UploadForm empty(String deal) {
        return of(deal, new Fields("", "", "", "", ""), Map.of());
    }

    static UploadForm of(String deal, Fields fields, Map<String, String> problems) {
        return new UploadForm(Paths.deal(deal) + "/transcripts", fields, problems);
    }

    public List<Filters.Choice> outcomes() {
        return OUTCOMES;
    }

    public boolean isOpen() {
        return !problems.isEmpty();
    }

    public @Nullable String problem(String field) {
        return problems.get(field);
    }
}
