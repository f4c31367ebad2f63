// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.warning;

import io.lamplighter.ingest.Direction;
import io.lamplighter.ingest.Interaction;

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
}
