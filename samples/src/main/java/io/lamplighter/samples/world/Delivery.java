// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.samples.world;

import java.time.Instant;

/**
 * A message that lies in somebody's mailbox.
 *
 * @param mailbox the name of the mailbox
 * @param at when the server received it
 */
public record Delivery(String mailbox, Folder folder, Instant at, byte[] message) {

    /** The folders that are read. */
    public enum Folder {
        INBOX("INBOX"), SENT("Sent");

        private final String title;

        Folder(String title) {
            this.title = title;
        }

        /** As the server names it. */
        public String title() {
            return title;
        }
    }
}
