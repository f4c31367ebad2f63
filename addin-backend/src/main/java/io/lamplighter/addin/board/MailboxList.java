// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import java.util.List;

/**
 * The mailboxes, those that need somebody first.
 *
 * @param reading whether one of them is being imported: then the list is asked for again every few seconds
 * @param today the sum over all of them
 */
public record MailboxList(boolean reading, List<MailboxView> mailboxes, Count today) {

    public MailboxList {
        mailboxes = List.copyOf(mailboxes);
    }
}
