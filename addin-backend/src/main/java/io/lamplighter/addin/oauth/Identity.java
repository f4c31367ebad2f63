// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.oauth;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Who consented, from an ID token that came straight from the token endpoint over TLS: its signature need not be checked then
 * (OpenID Connect Core §3.1.3.7, 6), but for whom it was made must be.
 *
 * @param tenant the organisation's id; empty where the provider names none
 */
record Identity(String address, String tenant) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Empty where it was not made for us, or names no address. */
    static Optional<Identity> read(String idToken, String clientId) {
        String[] parts = idToken.split("\\.");
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            JsonNode claims = JSON
                    .readTree(new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8));
            if (!claims.path("aud").asString("").equals(clientId)) {
                return Optional.empty();
            }
            // Google says where it knows that the address is the person's; what it denies is not to be believed.
            if (claims.path("email_verified").isBoolean() && !claims.path("email_verified").asBoolean()) {
                return Optional.empty();
            }
            // Microsoft gives the address under any of these, depending on the kind of account.
            return List.of("email", "preferred_username", "upn").stream()
                    .map(name -> claims.path(name).asString("")).filter(value -> value.indexOf('@') > 0).findFirst()
                    .map(address -> new Identity(address.toLowerCase(Locale.ROOT),
                            claims.path("tid").asString(claims.path("hd").asString(""))));
        } catch (IllegalArgumentException | JacksonException broken) {
            return Optional.empty();
        }
    }
}
