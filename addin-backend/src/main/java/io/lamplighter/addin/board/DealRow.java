// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import org.jspecify.annotations.Nullable;

/**
 * One deal on the board.
 *
 * @param chip the first word of the reason; null where the group says it already
 * @param reason why it stands here, in one or two sentences
 * @param next null where no calendar is read
 */
public record DealRow(
        Deal deal, Silence silence, @Nullable Chip chip, String reason, InOutBars bars, Stage stage, Worth worth,
        @Nullable Face owner, @Nullable Meeting next) {

    public record Deal(String id, String name, String account) {

        public String href() {
            return Paths.deal(id);
        }

        public @Nullable String nameLang() {
            return Words.language(name);
        }

        public @Nullable String accountLang() {
            return Words.language(account);
        }
    }

    /**
     * @param at 1 for the first
     * @param of how many stages the pipeline has
     */
    public record Stage(String name, int at, int of) {}

    /** Both as shown, both may be empty: "€84,000", "closes 30 Nov". */
    public record Worth(String amount, String closes) {}

    /**
     * @param when "Thu 26 Nov, 11:00"; empty if none is planned
     * @param what its subject; with no {@code when}: "None planned"
     */
    public record Meeting(String when, String what) {

        public static Meeting none() {
            return new Meeting("", "None planned");
        }

        public static Meeting notKnown() {
            return new Meeting("Not known", "calendar not readable");
        }
    }
}
