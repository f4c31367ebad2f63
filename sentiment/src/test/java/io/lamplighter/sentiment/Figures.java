// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.sentiment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** How well a scorer does on labelled items. Run {@code main} with JSON lines files to get the table of the README. */
public record Figures(int items, double accuracy, double macroF1, double correlation) {

    private static final List<String> LANGUAGES = List.of("en", "ko", "zh");

    public static void main(String[] files) throws IOException {
        SentimentScorer scorer = Scorers.standard();
        List<Labelled> all = Labelled.readAll(Arrays.stream(files).map(Path::of).toList());
        System.out.println(scorer.version());
        for (String language : LANGUAGES) {
            List<Labelled> items = all.stream().filter(item -> item.language().startsWith(language)).toList();
            System.out.println(language + " written from "
                    + of(items.stream().filter(item -> !item.isHeldOut()).toList(), scorer));
            System.out.println(
                    language + " held out     " + of(items.stream().filter(Labelled::isHeldOut).toList(), scorer));
        }
        speed(all, scorer);
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

    private static void speed(List<Labelled> items, SentimentScorer scorer) {
        for (String language : LANGUAGES) {
            List<Labelled> some = items.stream().filter(item -> item.language().startsWith(language)).toList();
            double best = 0;
            for (int round = 0; round < 12 && !some.isEmpty(); round++) {
                long start = System.nanoTime();
                int scored = 0;
                double sum = 0;
                while (System.nanoTime() - start < 1_000_000_000L) {
                    for (Labelled item : some) {
                        sum += score(item, scorer);
                    }
                    scored += some.size();
                }
                best = Double.isNaN(sum) ? 0 : Math.max(best, scored * 1e9 / (System.nanoTime() - start));
            }
            System.out.printf("%s %,.0f texts/s, one thread, best second of twelve%n", language, best);
        }
    }
}
