// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.oauth;

import java.time.Instant;

/**
 * An answer of a token endpoint (RFC 6749 §5.1). Never printed.
 *
 * @param refresh empty where none was given: then the one there is stays
 * @param scopes as granted, separated by spaces; empty where they are what was asked for
 * @param identity the ID token; empty where none was asked for
 */
record OAuthTokens(String access, Instant expiresAt, String refresh, String scopes, String identity) {

    /** The same, with the refresh token there was where none was given. */
    OAuthTokens orRefresh(String former) {
        return refresh.isEmpty() ? new OAuthTokens(access, expiresAt, former, scopes, identity) : this;
    }

    @Override
    public String toString() {
        return "tokens until " + expiresAt;
    }
}
