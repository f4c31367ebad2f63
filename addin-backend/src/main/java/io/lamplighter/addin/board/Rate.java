// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import io.lamplighter.crm.scoring.Rating;
import java.util.List;

/**
 * What people say an activity means for its deal, and the form for one's own word.
 *
 * @param id of the activity
 * @param action where the form goes
 * @param mine {@code good}, {@code bad}, or empty where the reader has not rated it
 * @param note the reader's; may be empty
 * @param says "Rated bad by you, today 14:02."; may be empty
 * @param others the same for each of the others
 * @param done what was just done, to be read aloud; may be empty
 */
public record Rate(String id, String action, String mine, String note, String says, List<Other> others, String done) {

    /** What else the button of a rating that stands can mean. */
    static final String NONE = "none";
    static final String GOOD = "good";
    static final String BAD = "bad";

    public Rate {
        others = List.copyOf(others);
    }

    /** @param kind {@code good} or {@code bad} */
    public record Other(Face face, String kind, String says, String note) {}

    public boolean isGood() {
        return mine.equals(GOOD);
    }

    public boolean isBad() {
        return mine.equals(BAD);
    }

    public int longestNote() {
        return Rating.LONGEST_NOTE;
    }

    Rate after(String what) {
        return new Rate(id, action, mine, note, says, others, what);
    }
}
