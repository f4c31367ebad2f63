// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.google;

import io.lamplighter.ingest.MailboxId;

/** Knows what is to be read of each Google mailbox. Settings live above this module, hence the port. */
@FunctionalInterface
public interface GoogleAccounts {

    /** Asked at the start of every run, so that changed settings are used at once. */
    GoogleAccount account(MailboxId mailbox);
}
