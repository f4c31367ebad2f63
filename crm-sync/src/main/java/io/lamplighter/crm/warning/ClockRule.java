// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.warning;

import io.lamplighter.ingest.Direction;
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

    public static Verdict judge(Interaction interaction) {
        if (interaction.direction() == Direction.OUTBOUND) {
            return new Verdict(false, "our own mail");
        }
        if (interaction.direction() == Direction.INTERNAL) {
            return new Verdict(false, "among ourselves");
        }
        return switch (interaction.origin().kind()) {
            case PERSON -> new Verdict(true, "a person at the buyer wrote to us");
            case AUTO_REPLY -> new Verdict(false, "an automatic reply");
            case BOUNCE -> new Verdict(false, "written by a mail server");
            case BULK -> new Verdict(false, "sent to many");
            case RECEIPT -> new Verdict(false, "a receipt, which a machine sends");
            case INVITATION -> new Verdict(true, "a person at the buyer invited us");
        };
    }

    /**
     * The same for a meeting in words, if it was held: a transcript shows who was there; notes are our own words about it.
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
     * The same for a meeting in calendars, once it is over: that it was not called off and the buyer did not decline is as much
     * as a calendar can tell.
     *
     * @param expected how many people of the buyer were invited, or invited us, and did not decline
     * @param declined how many did
     */
    public static Verdict judge(boolean cancelled, boolean allDay, int expected, int declined) {
        if (cancelled) {
            return new Verdict(false, "the meeting was called off");
        }
        if (expected == 0) {
            return new Verdict(false,
                    declined > 0 ? "the buyer declined the meeting" : "nobody of the buyer is invited");
        }
        if (allDay) {
            return new Verdict(false, "an all-day entry shows no meeting");
        }
        return new Verdict(true, expected == 1
                ? "a meeting with a person at the buyer"
                : "a meeting with " + expected + " people at the buyer");
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
