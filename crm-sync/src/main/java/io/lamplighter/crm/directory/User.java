// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.directory;

import io.lamplighter.crm.UserId;
import java.util.Locale;

/** One of our own people. */
public record User(UserId id, String username, String name, String email, Role role) {

    /** What somebody may do; see the table in README. */
    public enum Role {
        REP, MANAGER, ADMIN;

        public static Role parse(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
