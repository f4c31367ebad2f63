// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.own;

import io.lamplighter.addin.board.ConnectForm;
import io.lamplighter.addin.board.MailboxView;
import io.lamplighter.addin.board.MailboxesView;
import io.lamplighter.addin.board.WayBack;
import java.util.List;

/**
 * The page of somebody's own mailboxes.
 *
 * @param says "It is being read."
 * @param ways how a mailbox can be connected, beside IMAP
 */
public record OwnMailboxView(String says, List<Item> mailboxes, ConnectForm form, List<MailboxesView.Way> ways) {

    public OwnMailboxView {
        mailboxes = List.copyOf(mailboxes);
        ways = List.copyOf(ways);
    }

    /** @param again where it is signed in again */
    public record Item(MailboxView mailbox, WayBack again) {}
}
