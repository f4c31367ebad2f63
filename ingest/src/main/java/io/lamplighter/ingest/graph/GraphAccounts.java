// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.graph;

import io.lamplighter.ingest.MailboxId;

/** Knows how each Microsoft 365 mailbox is reached. Settings live above this module, hence the port. */
@FunctionalInterface
public interface GraphAccounts {

    /** Asked at the start of every run, so that a changed setting is used at once. */
    GraphAccount account(MailboxId mailbox);
}
