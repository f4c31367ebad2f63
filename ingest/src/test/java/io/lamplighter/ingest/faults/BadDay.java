// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.faults;

/** The fault scripts: each is a row of the matrix of which every connector is a column. */
public enum BadDay {

    THROTTLING_STORM("a storm of 429s, each with the time to wait"),

    NOW_AND_THEN("every so-many-th request is refused, without a word about when to come back"),

    EXPIRED_CURSOR("the provider forgets where we had read to, in the middle of history and after it"),

    LOST_PUSHES("the provider no longer calls when something happens"),

    DOUBLED_PUSHES("the provider calls twice for everything"),

    REORDERED_PAGES("what is in a page comes in another order, some of it twice"),

    EMPTY_PAGES("pages with nothing in them but where to go on"),

    TRUNCATED_ANSWERS("answers that end in the middle"),

    ERRORS_THAT_ARE_NO_JSON("pages for people in place of answers and of errors"),

    SLOW_BODIES("answers that take longer than anybody waits"),

    CLOCK_AHEAD("the provider's clock is seven hours ahead of ours"),

    CLOCK_BEHIND("the provider's clock is seven hours behind ours"),

    IDS_CHANGE_ON_A_MOVE("what is moved is known by another id afterwards"),

    CONSENT_WITHDRAWN("consent is withdrawn, and given again"),

    THIRTY_DAYS_OUT("nothing can be read for thirty days, and the cursor is forgotten meanwhile");

    private final String words;

    BadDay(String words) {
        this.words = words;
    }

    /** Whether pushes are what goes wrong, so that somebody has to be called. */
    boolean isAboutPushes() {
        return this == LOST_PUSHES || this == DOUBLED_PUSHES;
    }

    @Override
    public String toString() {
        return words;
    }
}
