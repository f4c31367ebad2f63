// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.mailbox;

/** The turn ended and somebody else may be reading the mailbox: nothing was stored. */
public final class TurnOver extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public TurnOver(Turn turn) {
        super("turn " + turn.number() + " of mailbox " + turn.mailbox() + " is over");
    }
}
