// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.mailbox;

import io.lamplighter.ingest.MailboxId;

/**
 * Reads one provider's mail and calendars as a stream of changes.
 *
 * <p>Implementations hold no position of their own: the same mailbox and cursor may be asked for twice and must then
 * return at least the changes returned before. Reading never changes a mailbox: no flag, category or folder is touched.
 * Thread-safe; one mailbox is read by one thread at a time. Every implementation passes {@code MailboxConnectorContract}.
 */
public interface MailboxConnector {

    /** Short, stable and lower-case ({@code imap}, {@code graph}); stored in every cursor. */
    String name();

    /**
     * Connects to one mailbox for one run.
     *
     * @throws MailboxFailure if it cannot be reached or refuses us
     */
    MailboxSession open(MailboxId mailbox);
}
