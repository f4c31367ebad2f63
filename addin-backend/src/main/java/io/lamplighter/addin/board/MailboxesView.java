// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The page of the mailboxes.
 *
 * @param says "11 of 12 are being read. One needs its owner to sign in."
 * @param ways how else a mailbox can be connected
 * @param form null for somebody who may not connect a mailbox
 */
public record MailboxesView(String says, MailboxList list, Quarantine quarantine, @Nullable ConnectForm form,
        List<Way> ways) {

    /** A provider at which its owner consents: "Microsoft 365". */
    public record Way(String href, String label) {}
}
