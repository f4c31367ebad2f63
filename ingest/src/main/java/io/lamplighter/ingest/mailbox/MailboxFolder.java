// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.mailbox;

import java.util.Objects;

/**
 * A folder, label or calendar of a mailbox, for somebody who chooses what is read.
 *
 * @param id the provider's
 * @param name its path, in the mailbox's own language
 * @param messages how many are in it; {@link #UNKNOWN} where the provider does not say
 * @param isRead whether it is read as things stand
 * @param byDefault whether it would be read if nobody had chosen
 * @param mayChange whether that can be chosen
 * @param why why it is not read, or cannot be chosen; empty for nothing to say
 */
public record MailboxFolder(String id, String name, long messages, boolean isRead, boolean byDefault,
        boolean mayChange, String why) {

    public static final long UNKNOWN = -1;

    public MailboxFolder {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(why, "why");
    }
}
