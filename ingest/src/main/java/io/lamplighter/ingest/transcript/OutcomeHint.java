// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.transcript;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What came of a meeting, as notes or the end of a transcript say in so many words. A hint for whoever fills the outcome
 * in: it is given only where the phrase says it outright, and missed rather than guessed.
 *
 * @param phrase the sentence that says so
 */
public record OutcomeHint(Kind kind, String phrase) {
    /** Speech decides at its end. */
    private static final int LAST_CHARACTERS = 3_000;
    private static final int LONGEST_NOTES = 20_000;
    private static final int LONGEST_SENTENCE = 400;

    /** What may come of a meeting. */
    public enum Kind {
        NEXT_STEP, NO_SHOW, RESCHEDULED, CANCELLED
    }

    public OutcomeHint {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(phrase, "phrase");
    }

    /**
     * At most one of each kind, the last that was said. Whether nobody came, or the meeting was called off, only notes
     * can tell: who speaks has come.
     */
    public static List<OutcomeHint> in(Transcript transcript) {
        boolean notes = transcript.format() == Transcript.Format.NOTES;
        String text = transcript.text();
        String part = notes
                ? text.substring(0, Math.min(text.length(), LONGEST_NOTES))
                : text.substring(Math.max(0, text.length() - LAST_CHARACTERS));
        Map<Kind, String> found = new EnumMap<>(Kind.class);
        for (String sentence : sentences(part)) {
            for (Kind kind : OutcomePhrases.in(sentence)) {
                if (notes || kind == Kind.NEXT_STEP || kind == Kind.RESCHEDULED) {
                    found.put(kind, sentence);
                }
            }
        }
        return found.entrySet().stream().map(hint -> new OutcomeHint(hint.getKey(), hint.getValue())).toList();
    }

    private static List<String> sentences(String text) {
        List<String> sentences = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean wide = "。？！".indexOf(c) >= 0;
            boolean stop = ".?!".indexOf(c) >= 0 && (i + 1 == text.length() || text.charAt(i + 1) <= ' ');
            if (c == '\n' || wide || stop || i + 1 == text.length()) {
                String sentence = text.substring(from, i + 1).strip();
                if (!sentence.isEmpty() && sentence.length() <= LONGEST_SENTENCE) {
                    sentences.add(sentence);
                }
                from = i + 1;
            }
        }
        return sentences;
    }
}
