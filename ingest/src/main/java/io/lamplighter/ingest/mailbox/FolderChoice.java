// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.mailbox;

import java.util.Set;

/**
 * What somebody chose to have read of a mailbox, by the ids that {@link MailboxFolder} names. A folder that neither names
 * goes with the folder it lies in, and at the top with the default: new folders are read, unless they lie in one that is left out.
 *
 * @param leftOut folders whose mail is not read
 * @param read folders whose mail is read although the default, or the folder they lie in, leaves them out
 */
public record FolderChoice(Set<String> leftOut, Set<String> read) {

    /** Nobody chose: the defaults. */
    public static final FolderChoice NONE = new FolderChoice(Set.of(), Set.of());

    public FolderChoice {
        leftOut = Set.copyOf(leftOut);
        read = Set.copyOf(read);
    }
}
