// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.mailbox;

import io.lamplighter.ingest.MailboxId;
import java.util.Objects;

/**
 * The right to read one mailbox, for as long as no other turn of it has begun.
 *
 * @param number greater than that of every turn before
 */
public record Turn(MailboxId mailbox, long number) {

    public Turn {
        Objects.requireNonNull(mailbox, "mailbox");
    }
}
