// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The mailboxes, those that need somebody first.
 *
 * @param reading whether one of them is being imported: then the list is asked for again every few seconds
 * @param compared what their servers listed and what became of it, all of them together; null before any was compared
 * @param when "30 days, the earliest comparison 2 hours ago"; empty before
 */
public record MailboxList(boolean reading, List<MailboxView> mailboxes, @Nullable Count compared, String when) {

    public MailboxList {
        mailboxes = List.copyOf(mailboxes);
    }
}
