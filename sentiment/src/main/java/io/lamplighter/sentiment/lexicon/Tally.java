// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.sentiment.lexicon;

import io.lamplighter.sentiment.Evidence;
import io.lamplighter.sentiment.Score;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Adds the phrases of a text up to a score. The sum of the weights is squashed into (-1, 1) and every contribution is scaled by
 * the same factor, so that the contributions still add up to the score.
 */
final class Tally {

    private static final int SHOWN = 60;

    private Tally() {}

    static Score of(List<Hit> hits, String text, String version) {
        // An entry of weight 0 only keeps others from finding its words.
        List<Hit> telling = hits.stream().filter(hit -> hit.weight() != 0).limit(SHOWN).toList();
        List<Hit> weighed = repeated(framed(telling));
        double sum = weighed.stream().mapToDouble(Hit::weight).sum();
        double amount = weighed.stream().mapToDouble(hit -> Math.abs(hit.weight())).sum();
        double scale = Math.abs(sum) < 1e-6 ? 1 : Math.tanh(sum) / sum;
        List<Evidence> evidence = weighed.stream().map(hit -> evidence(hit, scale, text)).toList();
        // Added up in this order, so that whoever adds the shown contributions gets the very same number.
        double value = 0;
        for (Evidence shown : evidence) {
            value += shown.contribution();
        }
        double confidence = amount == 0 ? 0 : Math.abs(sum) / amount * Math.tanh(amount);
        return new Score(Math.clamp(value, -1, 1), confidence, 0, evidence, version);
    }

    /** What settles the matter turns kind or unkind words of the other side into a frame around it. */
    private static List<Hit> framed(List<Hit> hits) {
        double good = 0;
        double bad = 0;
        for (Hit hit : hits) {
            good = hit.entry().settles() ? Math.max(good, hit.weight()) : good;
            bad = hit.entry().settles() ? Math.min(bad, hit.weight()) : bad;
        }
        boolean settledWell = good >= 0.7 && good > -bad * 1.2;
        boolean settledBadly = bad <= -0.7 && -bad > good * 1.2;
        List<Hit> framed = new ArrayList<>();
        for (Hit hit : hits) {
            boolean soft = !hit.entry().settles();
            boolean frame = soft && (settledBadly && hit.weight() > 0 || settledWell && hit.weight() < 0);
            framed.add(frame
                    ? hit.turned(0.4, settledBadly ? "a polite frame around bad news" : "grumbling around good news")
                    : hit);
        }
        return framed;
    }

    /** Saying the same thing again adds less and less. */
    private static List<Hit> repeated(List<Hit> hits) {
        Map<String, Integer> seen = new HashMap<>();
        List<Hit> result = new ArrayList<>();
        for (Hit hit : hits) {
            int before = seen.merge(hit.entry().signal() + Math.signum(hit.weight()), 1, Integer::sum) - 1;
            result.add(before == 0
                    ? hit
                    : new Hit(hit.entry(), hit.start(), hit.end(), hit.weight() / (1 + 0.7 * before), hit.turns()));
        }
        return result;
    }

    private static Evidence evidence(Hit hit, double scale, String text) {
        String phrase = text.substring(hit.start(), hit.end()).replaceAll("\\s+", " ");
        String quoted = "\"" + (phrase.length() > 80 ? phrase.substring(0, 79) + "…" : phrase).toLowerCase(Locale.ROOT)
                + "\"";
        String reason = hit.turns().isEmpty() ? quoted : quoted + ", " + hit.turns();
        return new Evidence(hit.start(), hit.end(), hit.weight() * scale, hit.entry().signal(), reason);
    }
}
