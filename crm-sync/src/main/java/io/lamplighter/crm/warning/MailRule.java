// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.warning;

import io.lamplighter.crm.warning.ClockRule.Verdict;
import io.lamplighter.ingest.Direction;
import io.lamplighter.ingest.Interaction;
import io.lamplighter.ingest.Origin;
import io.lamplighter.ingest.sync.Notice;
import io.lamplighter.ingest.sync.Said;

/**
 * Says whether a mail shows that the buyer is still talking to us. Who invites us, or asks for another time, wants to meet. Who
 * answers an invitation has clicked: whether there is anything to it shows the meeting. Who calls a meeting off takes a step away.
 * What somebody writes with any of these is a word to us like any other.
 */
public final class MailRule {

    private MailRule() {}

    /** @param notice what the mail says about a meeting; {@link Notice#NONE} for most mail */
    public static Verdict judge(Interaction interaction, Notice notice) {
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
            case RECEIPT, INVITATION -> ofAMeeting(interaction, notice);
        };
    }

    private static Verdict ofAMeeting(Interaction interaction, Notice notice) {
        Said said = notice.said();
        if (said.maySayMore() && !notice.comment().isBlank()) {
            return new Verdict(true, "a person at the buyer wrote to us with it");
        }
        return switch (said) {
            case ACCEPTS -> new Verdict(false, "to accept is one click: the meeting counts once it is held");
            case MAY_COME -> new Verdict(false, "“maybe” is one click: the meeting counts once it is held");
            case DECLINES -> new Verdict(false, "the buyer declined the meeting");
            case DELEGATES -> new Verdict(false, "the buyer sends somebody else: the meeting counts once it is held");
            case ASKS -> new Verdict(false, "a calendar asked for news of the meeting");
            case INSISTS -> new Verdict(false, "the buyer keeps to the time: the meeting counts once it is held");
            case CALLS_OFF -> new Verdict(false, "the buyer called the meeting off");
            case PROPOSES -> new Verdict(true, "a person at the buyer asked for another time");
            case CHANGES -> new Verdict(true, "a person at the buyer changed the meeting");
            case INVITES -> new Verdict(true, "a person at the buyer invited us");
            case NOTHING -> interaction.origin().kind() == Origin.Kind.RECEIPT
                    ? new Verdict(false, "a receipt, which a machine sends")
                    : new Verdict(true, "a person at the buyer invited us");
        };
    }
}
