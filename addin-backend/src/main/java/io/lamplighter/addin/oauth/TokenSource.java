// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.oauth;

import java.net.URI;
import java.util.Locale;
import java.util.Objects;

/**
 * Where tokens for a mailbox come from at a provider of one's own.
 *
 * @param endpoint the token endpoint (RFC 6749 §3.2)
 * @param secret may be empty: clients that cannot keep one have none
 * @param refreshToken empty with client credentials
 */
public record TokenSource(URI endpoint, String clientId, String secret, Grant grant, String scope,
        String refreshToken) {

    public TokenSource {
        Objects.requireNonNull(endpoint, "endpoint");
        Objects.requireNonNull(grant, "grant");
    }

    /** What a token is asked for with. */
    public enum Grant {
        /** The right of the program itself (RFC 6749 §4.4). */
        CLIENT_CREDENTIALS,
        /** The right somebody gave once (§6). */
        REFRESH_TOKEN;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The same with other secrets; an empty one stays as it is. */
    TokenSource with(String newSecret, String newRefreshToken) {
        return new TokenSource(endpoint, clientId, newSecret.isEmpty() ? secret : newSecret, grant, scope,
                newRefreshToken.isEmpty() ? refreshToken : newRefreshToken);
    }

    /** Without its secrets. */
    @Override
    public String toString() {
        return "TokenSource[" + clientId + " at " + endpoint.getHost() + "]";
    }
}
