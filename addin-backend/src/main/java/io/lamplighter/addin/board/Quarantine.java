// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Mail that could not be read, with the reason and never the content.
 *
 * @param title "Quarantine, 3 mails"
 */
public record Quarantine(String title, List<Held> held, @Nullable More more) {

    public Quarantine {
        held = List.copyOf(held);
    }

    /**
     * @param id of the row; the forms go to {@code /quarantine/{id}/retry} and {@code /discard}
     * @param reason "A part ends before its boundary"
     * @param mailbox "Tom Okafor, Inbox"
     * @param cameIn "Today, 08:17, 214 kB"
     * @param where "Part 2 of 3, byte 48,113"; may be empty
     * @param tried "Twice, again at 10:17"; may be empty
     */
    public record Held(String id, String reason, String mailbox, String cameIn, String where, String tried) {}
}
