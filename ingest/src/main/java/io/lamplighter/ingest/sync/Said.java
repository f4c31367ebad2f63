// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.sync;

import io.lamplighter.ingest.calendar.Attendee;
import io.lamplighter.ingest.calendar.Attendee.Answer;
import io.lamplighter.ingest.calendar.Meeting;
import io.lamplighter.ingest.calendar.Method;

/** What somebody does with a meeting by a mail that tells of it (RFC 5546 §1.4). */
public enum Said {
    /** Nothing about a meeting. */
    NOTHING, INVITES,
    /** Invites anew, to another time or place, or with other words. */
    CHANGES, CALLS_OFF, ACCEPTS, MAY_COME, DECLINES,
    /** Sends somebody else. */
    DELEGATES,
    /** Asks for another time. */
    PROPOSES,
    /** Will not have the other time that was asked for. */
    INSISTS,
    /** Asks how things stand. */
    ASKS;

    static Said of(Meeting meeting) {
        Method method = meeting.revision().method();
        return switch (method) {
            case REQUEST, ADD -> meeting.revision().sequence() > 0 ? CHANGES : INVITES;
            case CANCEL -> CALLS_OFF;
            case COUNTER -> PROPOSES;
            case DECLINECOUNTER -> INSISTS;
            case REFRESH -> ASKS;
            case REPLY -> meeting.attendees().stream().map(Attendee::answer).filter(a -> a != Answer.NONE).findFirst()
                    .map(Said::of).orElse(NOTHING);
            case STORED, PUBLISH -> NOTHING;
        };
    }

    private static Said of(Answer answer) {
        return switch (answer) {
            case ACCEPTED -> ACCEPTS;
            case TENTATIVE -> MAY_COME;
            case DECLINED -> DECLINES;
            case DELEGATED -> DELEGATES;
            case NONE -> NOTHING;
        };
    }

    /** Whether a comment on it is its sender's own word, and not part of what everybody is sent. */
    public boolean maySayMore() {
        return isAnswer() || this == CALLS_OFF || this == PROPOSES;
    }

    /** Whether it is one click in a calendar, with which nobody needs to write a word. */
    public boolean isAnswer() {
        return switch (this) {
            case ACCEPTS, MAY_COME, DECLINES, DELEGATES, ASKS, INSISTS -> true;
            case NOTHING, INVITES, CHANGES, CALLS_OFF, PROPOSES -> false;
        };
    }
}
