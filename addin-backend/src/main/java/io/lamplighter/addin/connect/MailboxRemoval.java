// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.connect;

import io.lamplighter.crm.mailbox.Mailboxes;
import io.lamplighter.crm.sql.LongWork;
import io.lamplighter.ingest.MailboxId;

/** Removes mailboxes, and takes leave of their providers. */
public final class MailboxRemoval {

    private final Mailboxes mailboxes;
    private final LongWork longWork;
    private final Farewell farewell;

    public MailboxRemoval(Mailboxes mailboxes, LongWork longWork, Farewell farewell) {
        this.mailboxes = mailboxes;
        this.longWork = longWork;
        this.farewell = farewell;
    }

    /**
     * Its provider is told afterwards, as long as that takes; nobody waits for it.
     *
     * @param erase whether what no other mailbox saw goes away with it
     */
    void remove(MailboxId mailbox, boolean erase) {
        mailboxes.breakOff(mailbox);
        // Years of mail: longer than any other statement may take.
        longWork.run(() -> {
            farewell.keep(mailbox);
            if (erase) {
                mailboxes.erase(mailbox);
            }
            mailboxes.remove(mailbox);
        });
        farewell.begin();
    }
}
