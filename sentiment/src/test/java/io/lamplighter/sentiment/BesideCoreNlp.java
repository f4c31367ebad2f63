// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.sentiment;

import edu.stanford.nlp.ling.CoreAnnotations;
import edu.stanford.nlp.pipeline.Annotation;
import edu.stanford.nlp.pipeline.StanfordCoreNLP;
import edu.stanford.nlp.sentiment.SentimentCoreAnnotations;
import edu.stanford.nlp.util.CoreMap;
import io.lamplighter.sentiment.lexicon.OwnWords;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * The scorer and CoreNLP's sentiment on the same English texts in one run, one thread each: how right, and how many texts a
 * second. By hand: {@code sentiment/benchmark}.
 */
public final class BesideCoreNlp {

    /** Two points of CoreNLP's five are good and bad news at their strongest. */
    private static final Map<String, Integer> POINTS = Map.of("Very negative", -2, "Negative", -1, "Neutral", 0,
            "Positive", 1, "Very positive", 2);

    private BesideCoreNlp() {}

    public static void main(String[] files) throws IOException {
        List<Labelled> items = Labelled.readAll(Arrays.stream(files).map(Path::of).toList()).stream()
                .filter(item -> item.language().startsWith("en")).toList();
        SentimentScorer treebank = treebank();
        for (int round = 0; round < 2; round++) {
            print("Lamplighter", items, Scorers.standard());
            print("CoreNLP", items, treebank);
        }
    }

    private static void print(String name, List<Labelled> items, SentimentScorer scorer) {
        System.out.printf("%-12s %s, %,.1f texts/s%n", name, Figures.of(items, scorer), Speed.of(items, scorer));
    }

    /** The mean of the sentences, each by the tree that the treebank model makes of it. */
    private static SentimentScorer treebank() {
        Properties properties = new Properties();
        properties.setProperty("annotators", "tokenize,pos,parse,sentiment");
        properties.setProperty("parse.binaryTrees", "true");
        // Longer ones take seconds and gigabytes.
        properties.setProperty("parse.maxlen", "70");
        StanfordCoreNLP pipeline = new StanfordCoreNLP(properties);
        return new SentimentScorer() {

            @Override
            public String version() {
                return "corenlp";
            }

            @Override
            public Score score(String text, String language) {
                Annotation annotation = new Annotation(OwnWords.of(text));
                pipeline.annotate(annotation);
                double mean = annotation.get(CoreAnnotations.SentencesAnnotation.class).stream()
                        .mapToInt(BesideCoreNlp::points).average().orElse(0);
                return new Score(mean / 2, 0, mean / 2, List.of(), version());
            }
        };
    }

    private static int points(CoreMap sentence) {
        String word = sentence.get(SentimentCoreAnnotations.SentimentClass.class);
        return word == null ? 0 : POINTS.getOrDefault(word, 0);
    }
}
