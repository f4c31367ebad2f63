// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.connect;

import io.lamplighter.crm.ledger.LedgerBook;
import java.util.Optional;

/** What a person does about messages that could not be read. */
public final class QuarantineDesk {

    private final LedgerBook ledger;
    private final MailboxRunner runner;

    public QuarantineDesk(LedgerBook ledger, MailboxRunner runner) {
        this.ledger = ledger;
        this.runner = runner;
    }

    /**
     * Reads the message again.
     *
     * @return whether it left quarantine; empty when it is not there
     * @throws io.lamplighter.ingest.mailbox.MailboxFailure if the mailbox cannot be reached
     */
    public Optional<Boolean> retry(long id) {
        return ledger.quarantined(id).map(held -> {
            runner.readAgain(held.mailbox(), held.source());
            return ledger.quarantined(id).isEmpty();
        });
    }

    /** Gives the message up. Returns whether it was there. */
    public boolean discard(long id) {
        return ledger.discard(id);
    }
}
