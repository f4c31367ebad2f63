// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import org.jspecify.annotations.Nullable;

/**
 * What stands around every page.
 *
 * @param theme {@code light}, {@code dark}, or empty for the system's; the value of the cookie {@code theme}
 * @param viewer who is signed in, null on the sign-in page
 * @param toReview how many interactions wait for somebody to say which deal they belong to
 * @param query what is being searched for, empty for nothing
 * @param said what the last request did ("Reading of Anna Reyes is paused."), empty for nothing
 */
public record Shell(String theme, @Nullable Viewer viewer, int toReview, String query, String said) {

    /** @param role in words: "Manager, North" */
    public record Viewer(Face face, String role) {}

    /** Only what is known is believed: a cookie can hold anything. */
    public Shell {
        theme = theme.equals("light") || theme.equals("dark") ? theme : "";
    }

    public static Shell signedOut(String theme) {
        return new Shell(theme, null, 0, "", "");
    }
}
