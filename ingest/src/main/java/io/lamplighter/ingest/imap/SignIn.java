// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.imap;

import java.util.Objects;

/** How an account proves to the server who it is. */
public sealed interface SignIn {

    /** By the password of the mailbox, or one made for this program. */
    record Password(String password) implements SignIn {

        public Password {
            Objects.requireNonNull(password, "password");
        }

        /** Without the password. */
        @Override
        public String toString() {
            return "Password[]";
        }
    }

    /** By an access token (XOAUTH2 or RFC 7628 OAUTHBEARER) that {@code AccessTokens} gives for the mailbox. */
    record Token() implements SignIn {}
}
