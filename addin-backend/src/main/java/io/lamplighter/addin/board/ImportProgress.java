// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import java.time.Duration;
import java.util.List;

/**
 * An import that is running: how many of how many, how fast, how long still.
 *
 * @param left "about 6 minutes left"; empty while it cannot be said
 * @param promise what is right already: "The last 12 weeks are complete, so the warnings on this board are already right."
 */
public record ImportProgress(String left, String promise, List<Line> mailboxes) {

    public ImportProgress {
        mailboxes = List.copyOf(mailboxes);
    }

    /**
     * One mailbox.
     *
     * @param figures "12,480 of 19,500", "all 18,204 read", "waits its turn"
     * @param pace "210 a second, about 2 minutes left"; empty when it is done or has not begun
     */
    public record Line(String name, int percent, String figures, String pace) {

        /** A mailbox being read; {@code seen} is what the server says it holds. */
        public static Line reading(String name, long done, long seen, double perSecond, Words words) {
            if (done >= seen) {
                return new Line(name, 100, "all " + words.number(seen) + " read", "");
            }
            // Not 100 before it is: the last percent would look finished for minutes.
            int percent = (int) Math.min(99, 100 * done / Math.max(1, seen));
            String figures = words.number(done) + " of " + words.number(seen);
            return new Line(name, percent, figures, pace(seen - done, perSecond, words));
        }

        public static Line waiting(String name) {
            return new Line(name, 0, "waits its turn", "");
        }

        private static String pace(long still, double perSecond, Words words) {
            if (perSecond < 0.1) {
                return "";
            }
            String rate = perSecond < 10
                    ? Double.toString(Round.tenths(perSecond))
                    : words.number(Math.round(perSecond));
            return rate + " a second, " + words.left(Duration.ofSeconds((long) (still / perSecond))) + " left";
        }
    }
}
