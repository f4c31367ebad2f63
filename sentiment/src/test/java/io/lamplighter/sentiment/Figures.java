// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.sentiment;

import io.lamplighter.sentiment.model.RatedText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How well a scorer does on labelled items. {@code main} prints the table for any labelled files: {@code sentiment/evaluate}.
 *
 * @param macroF1 over the three labels, the bands being at ±{@link Score#THRESHOLD}
 * @param correlation with the labelled score
 */
public record Figures(int items, double accuracy, double macroF1, double correlation) {

    private static final List<String> LANGUAGES = List.of("en", "ko", "zh");

    public static void main(String[] files) throws IOException {
        SentimentScorer scorer = Scorers.standard();
        System.out.println("scorer " + scorer.version());
        if (files.length == 3 && files[0].equals("--learn")) {
            learning(Labelled.ratings(Path.of(files[1])), Labelled.readAll(List.of(Path.of(files[2]))));
            return;
        }
        for (String file : files) {
            List<Labelled> items = Labelled.readAll(List.of(Path.of(file)));
            for (String language : LANGUAGES) {
                print(Path.of(file).getFileName() + " " + language,
                        items.stream().filter(item -> item.language().startsWith(language)).toList(), scorer);
            }
        }
    }

    /** Unseen texts of a company before and after its reps rated others, and as if each of the reps had not. */
    private static void learning(List<RatedText> ratings, List<Labelled> items) {
        line("without learning", of(items, Scorers.standard()));
        line("with " + ratings.size() + " ratings", of(items, Scorers.taught(ratings)));
        ratings.stream().map(RatedText::rater).distinct().sorted()
                .forEach(rater -> line("  without those of " + rater, of(items, Scorers
                        .taught(ratings.stream().filter(rating -> !rating.rater().equals(rater)).toList()))));
    }

    private static void print(String name, List<Labelled> items, SentimentScorer scorer) {
        if (items.isEmpty()) {
            return;
        }
        System.out.println();
        line(name, of(items, scorer));
        List<Labelled> heldOut = items.stream().filter(Labelled::isHeldOut).toList();
        line("  held out of training and lexicon", of(heldOut, scorer));
        Map<String, List<Labelled>> kinds = items.stream()
                .collect(Collectors.groupingBy(Labelled::hard, TreeMap::new, Collectors.toList()));
        if (kinds.size() > 1) {
            kinds.forEach((kind, some) -> line("  " + kind, of(some, scorer)));
        }
        long exact = items.stream().filter(item -> addsUp(item, scorer)).count();
        System.out.printf("  evidence adds up to the score, to 1e-9: %d of %d; %,.0f texts/s, one thread%n", exact,
                items.size(), Speed.of(items, scorer));
    }

    private static void line(String name, Figures figures) {
        System.out.printf(Locale.ROOT, "%-40s %5d items  accuracy %.3f  macro-F1 %.3f  r %.3f%n", name, figures.items,
                figures.accuracy, figures.macroF1, figures.correlation);
    }

    private static boolean addsUp(Labelled item, SentimentScorer scorer) {
        Score score = scorer.score(item.passage().text(), item.language());
        double sum = score.base() + score.evidence().stream().mapToDouble(Evidence::contribution).sum();
        return Math.abs(sum - score.value()) <= 1e-9;
    }

    public static Figures of(List<Labelled> items, SentimentScorer scorer) {
        double[] scores = items.stream().mapToDouble(item -> score(item, scorer)).toArray();
        double[] truth = items.stream().mapToDouble(Labelled::score).toArray();
        int[] bands = Arrays.stream(scores).mapToInt(Figures::band).toArray();
        int[] labels = items.stream().mapToInt(Labelled::band).toArray();
        long right = IntStream.range(0, bands.length).filter(i -> bands[i] == labels[i]).count();
        double macroF1 = IntStream.range(0, 3).mapToDouble(band -> f1(bands, labels, band)).average().orElse(0);
        return new Figures(items.size(), (double) right / Math.max(1, items.size()), macroF1,
                correlation(scores, truth));
    }

    private static double score(Labelled item, SentimentScorer scorer) {
        return scorer.score(item.passage().text(), item.language()).value();
    }

    private static int band(double score) {
        return score > Score.THRESHOLD ? 2 : score < -Score.THRESHOLD ? 0 : 1;
    }

    private static double f1(int[] bands, int[] labels, int band) {
        long both = IntStream.range(0, bands.length).filter(i -> bands[i] == band && labels[i] == band).count();
        long either = Arrays.stream(bands).filter(b -> b == band).count()
                + Arrays.stream(labels).filter(b -> b == band).count();
        return either == 0 ? 0 : 2.0 * both / either;
    }

    private static double correlation(double[] a, double[] b) {
        double meanA = Arrays.stream(a).average().orElse(0);
        double meanB = Arrays.stream(b).average().orElse(0);
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < a.length; i++) {
            ab += (a[i] - meanA) * (b[i] - meanB);
            aa += (a[i] - meanA) * (a[i] - meanA);
            bb += (b[i] - meanB) * (b[i] - meanB);
        }
        return ab / Math.sqrt(Math.max(1e-12, aa * bb));
    }
}
