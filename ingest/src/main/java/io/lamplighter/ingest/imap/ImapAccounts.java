// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.imap;

import io.lamplighter.ingest.MailboxId;

/** Knows how each IMAP mailbox is reached. The secrets live above this module, hence the port. */
@FunctionalInterface
public interface ImapAccounts {

    /** Asked at the start of every run, so that a changed password is used at once. */
    ImapAccount account(MailboxId mailbox);
}
