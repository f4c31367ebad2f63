// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import java.util.List;

/**
 * The page on which it is said what is read of a mailbox, and how far back.
 *
 * @param address whose it is
 * @param begins whether nothing was read yet: then reading begins with the choice
 * @param trouble what the provider said when it could not be asked; empty where it could
 * @param pace how fast it goes at the provider's limits; may be empty
 * @param back where the way out leads
 */
public record ReadingView(String id, String address, boolean begins, String trouble, List<Window> windows, String pace,
        List<Folder> folders, List<Beside> beside, String back) {

    public ReadingView {
        windows = List.copyOf(windows);
        folders = List.copyOf(folders);
        beside = List.copyOf(beside);
    }

    /**
     * @param days how far back; 0 for everything
     * @param amount "about 1,240 messages"; empty where it is not known
     * @param time "about 5 minutes"; empty where it is not known
     * @param mayChoose false for one that is narrower than what was read already
     */
    public record Window(int days, String label, String amount, String time, boolean isChosen, boolean mayChoose) {}

    /**
     * @param messages "1,240"; empty where it is not known
     * @param why why it is not read, or must be; may be empty
     */
    public record Folder(String id, String name, String messages, boolean isRead, boolean mayChange, String why) {}

    /** What is read beside mail. @param name of the field: {@code calendar} or {@code transcripts} */
    public record Beside(String name, String label, String why, boolean isRead, boolean mayChange) {}
}
