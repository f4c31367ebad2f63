// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import io.lamplighter.crm.sql.Json;
import io.lamplighter.sentiment.Passage;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.type.TypeReference;

/** Reads the stored evidence of a score, as places in the body that a page shows. */
final class Proof {

    private static final TypeReference<List<io.lamplighter.sentiment.Evidence>> STORED = new TypeReference<>() {};
    private static final int LONGEST_PHRASE = 80;

    private Proof() {}

    /** A phrase of the subject lies before the body: it is part of the sum and marked nowhere. */
    static List<EvidenceSpan> inBody(String subject, String body, String evidence) {
        Passage passage = Passage.of(subject, body);
        return Json.read(evidence, STORED).stream().map(found -> span(passage, found)).toList();
    }

    private static EvidenceSpan span(Passage passage, io.lamplighter.sentiment.Evidence found) {
        int length = passage.text().length();
        int start = wholeWord(passage.text(), Math.clamp(found.start(), 0, length));
        String phrase = passage.text().substring(start, Math.clamp(found.end(), start, length));
        return new EvidenceSpan(start - passage.bodyStart(), found.end() - passage.bodyStart(),
                found.contribution(), Clip.line(phrase, LONGEST_PHRASE), source(found));
    }

    /** The scorer's words are those of a treebank, where "can't" is "ca" and "n't": a reader wants to see the whole. */
    private static int wholeWord(String text, int start) {
        int at = start;
        if (text.startsWith("n't", at) || text.startsWith("n’t", at)) {
            while (at > 0 && Character.isLetter(text.charAt(at - 1))) {
                at--;
            }
        }
        return at;
    }

    /** The reason begins with the phrase in quotes, which stands beside it already. */
    private static String source(io.lamplighter.sentiment.Evidence found) {
        int quoted = found.reason().lastIndexOf('"');
        String turns = found.reason().substring(quoted + 1).replaceFirst("^,?\\s*", "");
        if (found.signal().equals(Signals.LEARNED) && !turns.isEmpty()) {
            return turns.substring(0, 1).toUpperCase(Locale.ROOT) + turns.substring(1);
        }
        String what = found.signal().isEmpty() || turns.isEmpty()
                ? found.signal() + turns
                : found.signal() + ", " + turns;
        return what.isEmpty() ? "Lexicon" : "Lexicon: " + what;
    }
}
