// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was learned from ratings.
 *
 * @param says "213 ratings by six people moved 38 phrases since 14 September."
 * @param empty in place of everything where nobody has rated; null otherwise
 * @param list the phrases that were asked for
 * @param moved recent activities whose score is another one by learning
 */
public record LearningView(String says, @Nullable Empty empty, PhraseFilters filters, PhraseList list,
        List<Rater> raters, List<Step> moved, String movedSays, TakenBack withdrawn) {

    public LearningView {
        raters = List.copyOf(raters);
        moved = List.copyOf(moved);
    }

    /**
     * @param id unique on the page
     * @param also "also “spoons” and “two spoons”"; may be empty
     * @param signals what everybody's lexicon takes it for: "competitor"; may be empty
     * @param arrow how the weight moved
     * @param marks a dot for each rating, good ones first, at most so many as fit
     * @param counts "7 good, 0 bad"
     * @param behind the latest of them, {@code more} says how many are not shown
     * @param withdraw where to go to have it not learned, {@code effect} where it is said what that changes; empty for who may not
     */
    public record Phrase(String id, String words, @Nullable String lang, String also, String signals, Arrow arrow,
            List<String> marks, String counts, String changed, List<Behind> behind, String more, String withdraw,
            String effect) {

        public Phrase {
            marks = List.copyOf(marks);
            behind = List.copyOf(behind);
        }
    }

    /**
     * @param was "−0.05", {@code is} "−0.38"
     * @param from where the line begins on a rail from 8 to 232, {@code to} where its point is
     * @param up whether towards good news
     */
    public record Arrow(String was, String is, double from, double to, boolean up) {

        /** The words alone, on a scale from -1 to 1. */
        static Arrow of(double before, double after) {
            return new Arrow(Score.of(before).number(), Score.of(after).number(), 120 + 112 * before,
                    120 + 112 * after, after >= before);
        }

        /** The line ends where the point begins. */
        public double end() {
            return up ? to - 11 : to + 11;
        }

        public String point() {
            double back = up ? to - 12 : to + 12;
            return "M" + to + " 13 " + back + " 6.5V19.5Z";
        }

        public boolean isLong() {
            return Math.abs(to - from) > 12;
        }

        public String kind() {
            return is.startsWith("−") ? "minus" : is.equals("0.00") ? "" : "plus";
        }
    }

    /**
     * A rating behind a phrase.
     *
     * @param kind {@code plus} or {@code minus}
     * @param quote empty where the reader may not see the deal
     * @param href where it stands; empty likewise
     * @param withdraw where to go to take it back; empty for who may not
     */
    public record Behind(String kind, String by, List<Segment> quote, String note, String href, String withdraw) {

        public Behind {
            quote = List.copyOf(quote);
        }
    }

    /**
     * @param ratings "61 ratings"
     * @param share "28 %", {@code width} for the meter
     * @param withdraw where to go to take all of them back; empty for who may not
     */
    public record Rater(Face face, String ratings, String share, int width, boolean discounted, String says,
            String withdraw) {}

    /** A recent activity with another score. */
    public record Step(DealRow.Deal deal, String byline, String href, Score before, Score after, String words) {}

    /**
     * What does not count any more.
     *
     * @param says "3 phrases and 41 ratings"; empty for nothing
     * @param together ratings of one person that were taken back in one go
     * @param ratings those that were taken back one by one, {@code older} says how many are not shown
     */
    public record TakenBack(String says, List<WithdrawnPhrase> phrases, List<Together> together,
            List<Withdrawn> ratings, String older) {

        public TakenBack {
            phrases = List.copyOf(phrases);
            together = List.copyOf(together);
            ratings = List.copyOf(ratings);
        }
    }

    /** @param mine whether the reader may let it count again */
    public record Withdrawn(String kind, String says, String activity, String rater, boolean mine) {}

    /** @param at names them, with the rater */
    public record Together(String says, String rater, String at, boolean mine) {}

    /** @param mine whether the reader may let it be learned again */
    public record WithdrawnPhrase(String words, @Nullable String lang, String says, String note, String language,
            String phrase, boolean mine) {}

    /**
     * Whether it is better for it.
     *
     * @param says in words, where there are too few ratings to tell
     * @param chart null where there is no course to draw
     */
    public record Verdict(String head, List<Agreement> lines, String says, @Nullable Course chart, boolean working) {

        public Verdict {
            lines = List.copyOf(lines);
        }
    }

    /** @param remark "85 %", or "too few yet" */
    public record Agreement(String label, boolean with, int percent, String count, String remark) {}

    /**
     * @param with points of the line, {@code without} likewise
     * @param grid the lines of the scale
     */
    public record Course(String sentence, String with, String without, double withY, double withoutY,
            double withLabelY, double withoutLabelY, String withSays, String withoutSays, String from, String to,
            List<Grid> grid) {

        public Course {
            grid = List.copyOf(grid);
        }
    }

    public record Grid(double y, String label) {}
}
