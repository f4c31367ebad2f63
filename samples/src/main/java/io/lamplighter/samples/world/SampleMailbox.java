// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.samples.world;

/**
 * A mailbox of the sample world.
 *
 * @param name as the files of the world name it
 * @param user the user name of its owner
 * @param connected false for one that somebody may connect while the world runs
 */
public record SampleMailbox(String name, String user, Provider provider, String address, boolean connected) {

    /** Where it is. */
    public enum Provider {
        IMAP, MICROSOFT, GOOGLE
    }
}
