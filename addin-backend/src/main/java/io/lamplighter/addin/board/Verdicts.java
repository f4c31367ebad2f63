// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import io.lamplighter.crm.learning.Accuracy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Says whether scores are better for what was learned, as far as the ratings can tell. */
final class Verdicts {

    private static final int FEW = 10;
    private static final double LEFT = 34;
    private static final double RIGHT = 348;
    private static final double TOP = 18;
    private static final double BOTTOM = 142;
    private static final double LABEL = 16;

    private static final Map<String, String> LANGUAGES = Map.of("en", "English", "ko", "Korean", "zh", "Chinese");

    private final Words words;
    private final Instant now;

    Verdicts(Words words, Instant now) {
        this.words = words;
        this.now = now;
    }

    static LearningView.Verdict working() {
        return new LearningView.Verdict("", List.of(), "Each rating is being compared with what the others taught.",
                null,
                true);
    }

    LearningView.Verdict of(Accuracy accuracy) {
        String aside = accuracy.setAside() == 0
                ? ""
                : " " + words.count(accuracy.setAside(), "rating", "ratings")
                        + " by people who rate nearly everything alike are left out of the comparison.";
        if (!accuracy.isEnough()) {
            int tested = accuracy.all().tested();
            return new LearningView.Verdict("", List.of(), "Too few ratings to tell: there are " + Spelled.of(tested)
                    + ", and with fewer than " + Spelled.of(Accuracy.LEAST)
                    + " a percentage would be an accident. Learning works from the first ones all the same." + aside,
                    null, false);
        }
        return new LearningView.Verdict(
                "Each of " + words.number(accuracy.all().tested())
                        + " ratings is compared with the score that was learned from the ratings of other texts.",
                lines(accuracy), says(accuracy) + aside, chart(accuracy.weeks()), false);
    }

    private static String says(Accuracy accuracy) {
        int gained = accuracy.all().with() - accuracy.all().without();
        if (gained < 0) {
            return "Learning made it worse. Look at the phrases that changed most, and at who rated them.";
        }
        return gained == 0 ? "So far learning changes nothing for the better or the worse." : "";
    }

    private List<LearningView.Agreement> lines(Accuracy accuracy) {
        List<LearningView.Agreement> lines = new ArrayList<>();
        lines.add(line("With learning", true, accuracy.all(), Accuracy.Agreement::with));
        lines.add(line("Without it", false, accuracy.all(), Accuracy.Agreement::without));
        if (accuracy.languages().size() > 1) {
            Stream.of("en", "ko", "zh").filter(accuracy.languages()::containsKey).forEach(language -> {
                Accuracy.Agreement one = accuracy.languages().getOrDefault(language, accuracy.all());
                lines.add(line(LANGUAGES.getOrDefault(language, language) + ", with", true, one,
                        Accuracy.Agreement::with));
            });
        }
        return lines;
    }

    private static LearningView.Agreement line(String label, boolean with, Accuracy.Agreement of,
            ToIntFunction<Accuracy.Agreement> which) {
        int percent = percent(which.applyAsInt(of), of.tested());
        return new LearningView.Agreement(label, with, percent, which.applyAsInt(of) + " of " + of.tested(),
                of.tested() < FEW ? "too few yet" : percent + " %");
    }

    private static int percent(int part, int all) {
        return (int) Math.round(100.0 * part / Math.max(1, all));
    }

    private LearningView.@Nullable Course chart(List<Accuracy.Week> weeks) {
        if (weeks.size() < 2) {
            return null;
        }
        int[] with = weeks.stream().mapToInt(w -> percent(w.agreement().with(), w.agreement().tested())).toArray();
        int[] without = weeks.stream().mapToInt(w -> percent(w.agreement().without(), w.agreement().tested()))
                .toArray();
        int least = Math.max(0,
                IntStream.concat(IntStream.of(with), IntStream.of(without)).min().orElse(0) / 10 * 10);
        int most = Math.min(100,
                (IntStream.concat(IntStream.of(with), IntStream.of(without)).max().orElse(100) + 9) / 10 * 10);
        int top = Math.max(most, least + 10);
        double y = y(with[with.length - 1], least, top);
        double other = y(without[without.length - 1], least, top);
        // Two labels that would lie on each other stand above and below.
        double apart = Math.abs(y - other) < LABEL ? (LABEL - Math.abs(y - other)) / 2 : 0;
        boolean above = y <= other;
        String from = words.date(words.day(weeks.getFirst().until()), words.day(now));
        String to = words.date(words.day(weeks.getLast().until()), words.day(now));
        return new LearningView.Course("Agreement with ratings that were not learned from, " + from + " to " + to
                + ": with learning from " + with[0] + " to " + with[with.length - 1] + " percent, without it "
                + without[without.length - 1] + " percent.", line(with, least, top), line(without, least, top), y,
                other,
                y + 4 + (above ? -apart : apart), other + 4 + (above ? apart : -apart),
                with[with.length - 1] + " % with", without[without.length - 1] + " % without", from, to,
                IntStream.rangeClosed(least / 10, top / 10)
                        .filter(ten -> top - least <= 50 || (ten * 10 - least) % 20 == 0)
                        .mapToObj(ten -> new LearningView.Grid(y(ten * 10, least, top), Integer.toString(ten * 10)))
                        .toList());
    }

    private static double y(int percent, int least, int most) {
        return BOTTOM - (BOTTOM - TOP) * (percent - least) / (most - least);
    }

    private static String line(int[] percents, int least, int most) {
        StringBuilder path = new StringBuilder("M");
        for (int i = 0; i < percents.length; i++) {
            path.append(String.format(Locale.ROOT, "%.1f %.1f ", LEFT + (RIGHT - LEFT) * i / (percents.length - 1),
                    y(percents[i], least, most)));
        }
        return path.toString().strip();
    }
}
