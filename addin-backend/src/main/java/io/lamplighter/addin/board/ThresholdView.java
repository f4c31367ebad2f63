// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import java.util.List;

/**
 * What a threshold of a pipeline would have warned of.
 *
 * @param value "-0.35", for the control
 * @param changed whether it is another one than the pipeline has
 * @param says "Below −0.35, 14 of 212 would have warned"
 * @param judged what people rated them; may be empty
 * @param course the scores of everything, in steps of 0.05
 * @param marker where the threshold stands on it
 * @param sentence the course in words
 * @param steps what would have warned, newest first
 * @param rest how many more, or why none are listed; may be empty
 */
public record ThresholdView(long id, String name, String value, boolean changed, String says, String judged,
        List<Bar> course, double marker, String sentence, List<Step> steps, String rest) {

    public ThresholdView {
        course = List.copyOf(course);
        steps = List.copyOf(steps);
    }

    /** @param bad whether what is in it would have warned */
    public record Bar(double x, double y, double width, double height, boolean bad) {}

    /** @param remark "warned", or "would be new" */
    public record Step(DealRow.Deal deal, String byline, String href, Score score, String remark) {}
}
