// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The mailboxes, those that need somebody first.
 *
 * @param none whether there are none at all, whatever was looked for
 * @param compared what the servers of all mailboxes listed and what became of it; null before any was compared
 * @param when "30 days, the earliest comparison 2 hours ago"; empty before
 */
public record MailboxList(Tools tools, MailboxRows rows, boolean none, @Nullable Count compared, String when) {

    /**
     * What is looked for.
     *
     * @param q words of an address or an owner
     * @param state as in {@code states}; empty for any
     * @param states of which there are any, with how many: "Being read (4,980)"
     */
    public record Tools(String q, String state, List<Filters.Choice> states) {

        public Tools {
            states = List.copyOf(states);
        }
    }
}
