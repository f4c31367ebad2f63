// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.connect;

import io.lamplighter.ingest.MailboxId;

/** Takes leave of the provider of a mailbox that is removed: it shall not call any more, and have its permission back. */
public interface Farewell {

    /** Keeps what that takes. To be called in the transaction that removes the mailbox, before it does. */
    void keep(MailboxId mailbox);

    /** Begins to take leave of all that were kept. Returns at once; what fails is tried again. */
    void begin();
}
