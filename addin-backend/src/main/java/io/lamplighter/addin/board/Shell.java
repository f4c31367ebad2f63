// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import io.lamplighter.crm.directory.User;
import org.jspecify.annotations.Nullable;

/**
 * What stands around every page.
 *
 * @param theme {@code light}, {@code dark}, or empty for the system's; the value of the cookie {@code theme}
 * @param viewer who is signed in, null on the sign-in page
 * @param toReview how many interactions wait for somebody to say which deal they belong to
 * @param query what is being searched for, empty for nothing
 * @param warnings how many warnings the viewer has not said to have seen
 * @param live the number of what was told last, from which on the page listens; negative for a page that does not
 * @param said what the last request did ("Reading of Anna Reyes is paused."), empty for nothing
 */
public record Shell(String theme, @Nullable Viewer viewer, int toReview, int warnings, long live, String query,
        String said) {

    /** The flash attribute that becomes {@code said}. */
    public static final String SAID = "said";

    /**
     * @param role in words: "Manager, North"
     * @param seesDeals whether the board and mail are for this person
     * @param seesMailboxes whether the mailboxes are
     */
    public record Viewer(Face face, String role, boolean seesDeals, boolean seesMailboxes) {

        private static final String MANAGER = "Manager";

        /** Whether this person decides for others: from when on they are warned. */
        public boolean isManaging() {
            return seesMailboxes || role.equals(MANAGER);
        }

        public static Viewer of(User user) {
            Face face = Face.of(user.name());
            return switch (user.role()) {
                case REP -> new Viewer(face, "Sales", true, false);
                case MANAGER -> new Viewer(face, MANAGER, true, false);
                case ADMIN -> new Viewer(face, "Administrator", false, true);
            };
        }
    }

    /** Only what is known is believed: a cookie can hold anything. */
    public Shell {
        theme = theme.equals("light") || theme.equals("dark") ? theme : "";
    }

    public Shell(String theme, @Nullable Viewer viewer, int toReview, String query, String said) {
        this(theme, viewer, toReview, 0, -1, query, said);
    }

    /** Who was refused must not be congratulated; our sentences about it begin with "Nothing was changed". */
    public String tone() {
        return said.startsWith("Nothing was changed") ? "heading" : "good";
    }

    public static Shell signedOut(String theme) {
        return new Shell(theme, null, 0, "", "");
    }
}
