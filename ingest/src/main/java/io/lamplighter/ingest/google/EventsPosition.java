// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.google;

/**
 * How far the calendar is read.
 *
 * @param stage what is still to be done
 * @param token where to go on: a page while {@link Stage#READING}, else Google's syncToken
 * @param day the day, since 1970, the token was taken: it ages, but a newer one that says the same is not worth storing
 */
record EventsPosition(Stage stage, String token, long day) {

    enum Stage {
        /** All of it is being read. */
        READING,
        /** All is read; what was stored before and is no more has to be found. */
        SWEEPING,
        /** Only what changes is left. */
        DONE
    }

    static final EventsPosition START = new EventsPosition(Stage.READING, "", 0);
}
