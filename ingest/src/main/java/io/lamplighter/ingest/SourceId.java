// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest;

import java.util.Objects;

/**
 * Where one copy of an interaction lies inside its mailbox, in the provider's own words.
 *
 * <p>Stable for as long as the copy stays where it is and unique within the mailbox. Connectors build it so that copies
 * which can vanish together share a prefix (IMAP: {@code INBOX/1700000000/42} is folder, UIDVALIDITY, UID).
 */
public record SourceId(String value) {

    public SourceId {
        Objects.requireNonNull(value, "value");
    }

    @Override
    public String toString() {
        return value;
    }
}
