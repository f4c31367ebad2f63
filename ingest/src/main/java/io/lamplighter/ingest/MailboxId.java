// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest;

/** Names one mailbox for as long as Lamplighter knows it; given out by whoever stores mailboxes. */
public record MailboxId(long value) {

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
