// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of the list of mailboxes.
 *
 * @param reading whether one of them is being imported: then these rows are asked for again every few seconds
 * @param query what to ask for these rows with, beginning with a question mark where there is anything
 * @param more the page after it; null on the last one
 */
public record MailboxRows(boolean reading, String query, List<MailboxView> mailboxes, @Nullable More more) {

    public MailboxRows {
        mailboxes = List.copyOf(mailboxes);
    }
}
