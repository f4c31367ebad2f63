// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.sentiment.opinion;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the kind and unkind words of an English text, after the rules of Hutto and Gilbert (ICWSM 2014): what denies, strengthens
 * or weakens a word stands up to three words before it, what follows the last "but" counts more, capitals and exclamation marks
 * shout. Thread-safe; the time is proportional to the length of the text.
 */
public final class Opinions {

    private static final int REACH = 3;
    private static final double DENIED = -0.74;
    private static final double STRONGER = 0.293;
    private static final double LOUD = 0.733;
    private static final double BEFORE_BUT = 0.5;
    private static final double AFTER_BUT = 1.5;
    private static final double MARK = 0.292;
    private static final int MOST_MARKS = 4;

    private static final Set<String> DENIALS = Set.of("not", "no", "never", "none", "nobody", "nor", "neither",
            "nothing",
            "nowhere", "cannot", "cant", "dont", "doesnt", "didnt", "isnt", "wasnt", "arent", "werent", "wont",
            "wouldnt", "couldnt", "shouldnt", "hasnt", "havent", "hadnt", "aint", "without", "rarely", "seldom",
            "hardly", "despite");
    private static final Set<String> STRONG = Set.of("absolutely", "amazingly", "awfully", "completely", "considerably",
            "decidedly", "deeply", "enormously", "entirely", "especially", "exceptionally", "extremely",
            "fabulously", "fully", "greatly", "highly", "hugely", "incredibly", "intensely", "majorly", "more",
            "most", "particularly", "purely", "quite", "really", "remarkably", "so", "substantially", "thoroughly",
            "totally", "tremendously", "uber", "unbelievably", "unusually", "utterly", "very");
    private static final Set<String> WEAK = Set.of("almost", "barely", "kinda", "less", "little", "marginally",
            "occasionally", "partly", "scarcely", "slightly", "somewhat", "sorta");

    private final Map<String, Double> valences;

    private Opinions(Map<String, Double> valences) {
        this.valences = valences;
    }

    /** Reads what comes with this module. */
    public static Opinions load() {
        Map<String, Double> valences = new HashMap<>();
        content().lines().skip(1).map(line -> line.split("\t"))
                .forEach(row -> valences.put(row[0], Double.parseDouble(row[1])));
        return new Opinions(valences);
    }

    /** In the order of the text. */
    public List<Opinion> in(String text) {
        List<Token> tokens = Token.of(text, valences::containsKey);
        int but = lastBut(tokens);
        boolean shouting = tokens.stream().allMatch(Token::loud);
        List<Opinion> opinions = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            double valence = valences.getOrDefault(tokens.get(i).word(), 0.0);
            if (valence != 0 && !isStrength(tokens.get(i).word())) {
                Opinion opinion = turned(tokens, i, valence, shouting);
                opinions.add(but < 0 ? opinion : opinion.times(i < but ? BEFORE_BUT : AFTER_BUT));
            }
        }
        return emphasised(opinions, text);
    }

    private Opinion turned(List<Token> tokens, int place, double valence, boolean shouting) {
        Token token = tokens.get(place);
        double sign = Math.signum(valence);
        double turned = valence + (token.loud() && !shouting ? sign * LOUD : 0);
        boolean denied = false;
        for (int back = 1; back <= REACH && back <= place; back++) {
            Token before = tokens.get(place - back);
            turned += sign * strength(before, shouting) * (1.05 - 0.05 * back);
            denied |= DENIALS.contains(before.word()) || before.word().endsWith("n't");
        }
        return new Opinion(token.start(), token.end(), denied ? turned * DENIED : turned, denied ? "negated" : "");
    }

    private static double strength(Token token, boolean shouting) {
        double by = STRONG.contains(token.word()) ? STRONGER : WEAK.contains(token.word()) ? -STRONGER : 0;
        return by != 0 && token.loud() && !shouting ? by + Math.signum(by) * LOUD : by;
    }

    private static boolean isStrength(String word) {
        return STRONG.contains(word) || WEAK.contains(word);
    }

    private static int lastBut(List<Token> tokens) {
        for (int i = tokens.size() - 1; i >= 0; i--) {
            if (tokens.get(i).word().equals("but")) {
                return i;
            }
        }
        return -1;
    }

    /** Exclamation marks strengthen what the words say together. */
    private static List<Opinion> emphasised(List<Opinion> opinions, String text) {
        double sum = opinions.stream().mapToDouble(Opinion::valence).sum();
        long marks = Math.min(MOST_MARKS, text.chars().filter(c -> c == '!').count());
        if (marks == 0 || Math.abs(sum) < 0.1) {
            return opinions;
        }
        double factor = 1 + marks * MARK / Math.abs(sum);
        return opinions.stream().map(opinion -> opinion.times(factor)).toList();
    }

    private static String content() {
        try (InputStream in = Opinions.class.getResourceAsStream("valence-en.tsv")) {
            if (in == null) {
                throw new IllegalStateException("missing from the jar: valence-en.tsv");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("valence-en.tsv", e);
        }
    }
}
