// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

/**
 * Where a mailbox is signed in again.
 *
 * @param href empty where that is not possible
 * @param label "Sign in again", "Enter the new password"
 * @param isNeeded whether nothing is read until somebody does
 */
public record WayBack(String href, String label, boolean isNeeded) {

    /** Whether its owner can do it; the right of an organisation is renewed by administrators. */
    public boolean isForOwner() {
        return href.startsWith("/connect/");
    }
}
