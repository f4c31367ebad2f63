// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.warning;

import io.lamplighter.ingest.Interaction;
import io.lamplighter.ingest.MeetingOutcome;
import java.util.Optional;

/**
 * Says whether an interaction shows that the buyer is still talking to us. Only a person on the buyer's side can: what a
 * machine sent, and what we sent, says nothing about the buyer.
 */
public final class ClockRule {

    private ClockRule() {}

    /**
     * Whether it sets the going-dark clock back to zero.
     *
     * @param reason for people, complete after "Counted:" or "Not for the clock:"
     */
    public record Verdict(boolean moves, String reason) {}

    /**
     * For a meeting in words, if it was held: a transcript shows who was there; notes are our own words about it.
     *
     * @param buyers how many people of the buyer spoke
     * @param named whether the words say who spoke
     */
    public static Verdict judge(Interaction.Kind kind, int buyers, boolean named) {
        if (kind == Interaction.Kind.NOTES) {
            return new Verdict(false, "our own notes");
        }
        if (buyers == 0) {
            return new Verdict(false,
                    named ? "nobody of the buyer spoke" : "the transcript does not say who spoke");
        }
        return new Verdict(true,
                buyers == 1 ? "a person at the buyer spoke with us" : buyers + " people at the buyer spoke with us");
    }

    /**
     * The same of who joined online.
     *
     * @param buyers how many people of the buyer did
     */
    public static Verdict judge(int buyers) {
        return buyers == 0
                ? new Verdict(false, "nobody of the buyer came")
                : new Verdict(true, buyers == 1
                        ? "a person at the buyer was there"
                        : buyers + " people at the buyer were there");
    }

    /**
     * Who is expected at a meeting.
     *
     * @param buyers how many people of the buyer were invited, or invited us, and did not decline
     * @param declined how many of them did
     * @param ours whether anybody of us comes
     * @param byBuyer whether it is the buyer's meeting; empty where nobody knows
     */
    public record Expected(int buyers, int declined, boolean ours, Optional<Boolean> byBuyer) {}

    /**
     * The same for a meeting in calendars, once it is over: that it was not called off and that neither side declined is as much
     * as a calendar can tell.
     */
    public static Verdict judge(boolean cancelled, boolean allDay, Expected expected) {
        if (cancelled) {
            String who = expected.byBuyer().map(theirs -> theirs ? "the buyer called" : "we called").orElse("");
            return new Verdict(false, who.isEmpty() ? "the meeting was called off" : who + " the meeting off");
        }
        if (expected.buyers() == 0) {
            return new Verdict(false,
                    expected.declined() > 0 ? "the buyer declined the meeting" : "nobody of the buyer is invited");
        }
        if (!expected.ours()) {
            return new Verdict(false, "we declined the meeting");
        }
        if (allDay) {
            return new Verdict(false, "an all-day entry shows no meeting");
        }
        return new Verdict(true, expected.buyers() == 1
                ? "a meeting with a person at the buyer"
                : "a meeting with " + expected.buyers() + " people at the buyer");
    }

    /** What an outcome makes of it: a meeting that nobody came to shows no interest, whatever was planned. */
    public static Verdict after(Verdict ifHeld, Optional<MeetingOutcome> outcome) {
        if (outcome.isEmpty() || outcome.get().wasHeld()) {
            return ifHeld;
        }
        return new Verdict(false,
                outcome.get().kind() == MeetingOutcome.Kind.NO_SHOW ? "nobody came" : "the meeting was called off");
    }
}
