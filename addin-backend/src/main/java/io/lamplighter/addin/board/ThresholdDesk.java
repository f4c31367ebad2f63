// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import io.lamplighter.addin.security.Viewer;
import io.lamplighter.crm.directory.User;
import io.lamplighter.crm.opportunity.Pipelines;
import io.lamplighter.crm.warning.Thresholds;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** Shows what a threshold would have warned of before it is chosen. Being admin opens the figures, not the mail behind them. */
public final class ThresholdDesk {

    static final int STEPS = 12;
    private static final double WIDTH = 480;
    private static final double FLOOR = 76;
    private static final double TOP = 6;
    private static final double GAP = 1.5;
    private static final double LEAST = 2;

    private final Pipelines pipelines;
    private final Thresholds thresholds;
    private final Words words;
    private final Clock clock;

    public ThresholdDesk(Pipelines pipelines, Thresholds thresholds, Words words, Clock clock) {
        this.pipelines = pipelines;
        this.thresholds = thresholds;
        this.words = words;
        this.clock = clock;
    }

    /** @param asked the pipeline to be looked at with another threshold, and which; empty for what they have */
    List<ThresholdView> all(Optional<Asked> asked, Viewer viewer) {
        return pipelines.all().stream()
                .map(pipeline -> view(pipeline, asked.filter(one -> one.pipeline() == pipeline.id()), STEPS, viewer))
                .toList();
    }

    /** @param below from -1 to 0 */
    record Asked(long pipeline, double below) {

        /** @throws NotFound if it is no threshold */
        static Asked of(String pipeline, String below) {
            return new Asked(NotFound.id(pipeline), number(below));
        }

        private static double number(String below) {
            if (!below.matches("-?[01](\\.\\d{1,4})?") || Math.abs(Double.parseDouble(below) + 0.5) > 0.5) {
                throw new NotFound();
            }
            return Double.parseDouble(below);
        }
    }

    /** @throws NotFound if there is no such pipeline */
    ThresholdView preview(Asked asked, boolean all, Viewer viewer) {
        return view(pipeline(asked), Optional.of(asked), all ? 10 * STEPS : STEPS, viewer);
    }

    private Pipelines.Pipeline pipeline(Asked asked) {
        return pipelines.all().stream().filter(one -> one.id() == asked.pipeline()).findFirst()
                .orElseThrow(NotFound::new);
    }

    /** @return what happened, for the reader */
    String save(Asked asked) {
        Pipelines.Pipeline now = pipelines.warnBelow(asked.pipeline(), asked.below()).orElseThrow(NotFound::new);
        return "On deals of " + now.name() + " people are now warned below " + Score.of(now.badNewsBelow()).number()
                + ". What was written in the last seven days follows within a minute.";
    }

    private ThresholdView view(Pipelines.Pipeline pipeline, Optional<Asked> asked, int most, Viewer viewer) {
        double below = asked.map(Asked::below).orElse(pipeline.badNewsBelow());
        Thresholds.Figures figures = thresholds.figures(pipeline.id(), below);
        boolean reads = viewer.user().role() != User.Role.ADMIN;
        List<ThresholdView.Step> steps = reads
                ? thresholds.below(pipeline.id(), below, most).stream().map(this::step).toList()
                : List.of();
        List<Integer> course = thresholds.course(pipeline.id());
        String rest = !reads
                ? "Which ones they are is for those who read mail: managers and the reps of the deals."
                : figures.below() > steps.size()
                        ? "and " + words.number(figures.below() - steps.size()) + " older"
                        : "";
        return new ThresholdView(pipeline.id(), pipeline.name(), String.format(Locale.ROOT, "%.2f", below),
                Math.abs(below - pipeline.badNewsBelow()) > 0.001, says(figures, below), judged(figures),
                bars(course, below), WIDTH * (below + 1) / 2, sentence(course, figures, below), steps,
                figures.below() == 0 ? "" : rest);
    }

    private String says(Thresholds.Figures figures, double below) {
        String number = Score.of(below).number();
        if (figures.written() == 0) {
            return "Below " + number
                    + ". Nothing was written by buyers in the last 90 days, so there is nothing to try it on.";
        }
        if (figures.below() == 0) {
            return "Below " + number + ", none of the " + words.count(figures.written(), "message", "messages")
                    + " of the last 90 days would have warned.";
        }
        return "Below " + number + ", " + words.number(figures.below()) + " of the "
                + words.count(figures.written(), "message", "messages") + " of the last 90 days would have warned, on "
                + words.count(figures.deals(), "deal", "deals") + ": " + pace(figures.below()) + ".";
    }

    private static String pace(int below) {
        double weekly = below / (Thresholds.PAST.toDays() / 7.0);
        return weekly < 0.75
                ? "about one in " + Spelled.of(Math.round(1 / weekly)) + " weeks"
                : "about " + Spelled.of(Math.round(weekly)) + " a week";
    }

    private static String judged(Thresholds.Figures figures) {
        List<String> parts = new ArrayList<>();
        int rated = figures.ratedBad() + figures.ratedGood();
        if (rated > 0) {
            parts.add(Spelled.first(rated) + " of these " + (rated == 1 ? "was" : "were") + " rated: "
                    + Spelled.of(figures.ratedBad()) + " bad, " + Spelled.of(figures.ratedGood()) + " good.");
        }
        if (figures.missed() > 0) {
            parts.add(Spelled.first(figures.missed()) + " that somebody rated bad would not have warned.");
        }
        return String.join(" ", parts);
    }

    private ThresholdView.Step step(Thresholds.Below one) {
        String deal = one.deal().toString();
        return new ThresholdView.Step(new DealRow.Deal(deal, one.dealName(), ""),
                one.from() + ", " + words.lately(one.at(), clock.instant()),
                Paths.deal(deal) + "#act-" + one.activity(),
                Score.of(one.score()), one.warned() ? "warned" : "would be new");
    }

    private static List<ThresholdView.Bar> bars(List<Integer> course, double below) {
        double most = Math.max(1, Collections.max(course));
        double width = WIDTH / course.size();
        return IntStream.range(0, course.size()).filter(i -> course.get(i) > 0).mapToObj(i -> {
            double height = Math.max(LEAST, (FLOOR - TOP) * course.get(i) / most);
            return new ThresholdView.Bar(i * width + GAP / 2, FLOOR - height, width - GAP, height,
                    -1 + (i + 1) * 2.0 / course.size() <= below + 0.001);
        }).toList();
    }

    private String sentence(List<Integer> course, Thresholds.Figures figures, double below) {
        int bad = course.subList(0, course.size() / 2).stream().mapToInt(i -> i).sum();
        return "The scores of " + words.number(figures.written()) + " messages from bad to good: " + words.number(bad)
                + " are below zero, " + words.number(figures.below()) + " below " + Score.of(below).number() + ".";
    }
}
