// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.sentiment.model;

import io.lamplighter.sentiment.Score;
import io.lamplighter.sentiment.model.Sentences.Span;
import io.lamplighter.sentiment.opinion.Opinion;
import io.lamplighter.sentiment.opinion.Opinions;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Tells business correspondence from everything else that people write, and reads the latter as what it is: opinions about
 * things. A tweet has nothing to say about a deal, and a mail about a lovely lunch is no tweet.
 */
final class Register {

    /** Odds at which a text counts half as correspondence: correspondence is the rule, so the doubt is on its side. */
    private static final double EVEN = -3;
    private static final double STEEPNESS = 1.5;
    /** A share below this is none. */
    private static final double LEAST = 0.05;
    /** What a point of valence is worth in odds, and how much an opinion needs to be one. */
    private static final double WORTH = 0.6;
    static final Odds UNMOVED = new Odds(-0.5, -0.5);

    /** Paragraphs, or a greeting: only letters have them. */
    private static final Pattern LETTER = Pattern
            .compile(
                    "(?is)\\s*(?:dear|hi|hello|good (?:morning|afternoon|evening))\\b[^\\n.!?]{0,40}[,\\n].*|.*\\S[ \\t\\r]*\\n[ \\t\\r]*\\n\\s*+\\S.*");

    private final Weights weights;
    private final Grams grams;
    private final Opinions opinions;

    Register(Weights weights, Grams grams, Opinions opinions) {
        this.weights = weights;
        this.grams = grams;
        this.opinions = opinions;
    }

    /** How much a text is something else than business correspondence, from 0 to 1. */
    double share(String own, List<Span> sentences, Score verdict) {
        if (LETTER.matcher(own).matches()) {
            return 0;
        }
        GramReader reader = new GramReader(own, sentences, true, grams, weights);
        double odds = weights.before(verdict).good() + weights.ofPoint(verdict).good() * Math.abs(verdict.value())
                + reader.odds().good();
        double share = 1 / (1 + StrictMath.exp(-STEEPNESS * (odds - EVEN)));
        return share < LEAST ? 0 : share;
    }

    List<Unit> opinions(String own) {
        return opinions.in(own).stream().map(Register::unit).toList();
    }

    private static Unit unit(Opinion opinion) {
        double worth = WORTH * opinion.valence();
        String turns = opinion.turns().isEmpty() ? "" : ", " + opinion.turns();
        return new Unit(opinion.start(), opinion.end(), new Odds(worth, -worth), "",
                (worth > 0 ? "a kind word" : "an unkind word") + turns + "; the text is not about a deal");
    }
}
