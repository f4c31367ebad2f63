// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.google;

import com.google.api.client.json.GenericJson;
import com.google.api.client.json.gson.GsonFactory;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The keys Google signs its tokens with now. Fetching and keeping them belongs to whoever speaks HTTP, hence the port. */
@FunctionalInterface
public interface GoogleKeys {

    /** Where they are published; they change every few days, and answers say how long they are good for. */
    String PUBLISHED_AT = "https://www.googleapis.com/oauth2/v3/certs";

    /** @param id the token's {@code kid}; empty for one that Google does not sign with, or not yet as far as is known */
    Optional<PublicKey> key(String id);

    /**
     * The RSA keys of a key set (RFC 7517) as it is published.
     *
     * @throws IllegalArgumentException if it is no key set
     */
    static GoogleKeys published(String json) {
        try {
            Map<String, PublicKey> keys = new HashMap<>();
            Object all = GsonFactory.getDefaultInstance().fromString(json, GenericJson.class).get("keys");
            for (Object one : all instanceof List<?> list ? list : List.of()) {
                if (one instanceof Map<?, ?> key && "RSA".equals(key.get("kty"))
                        && key.get("kid") instanceof String id) {
                    keys.put(id, KeyFactory.getInstance("RSA").generatePublic(
                            new RSAPublicKeySpec(number(String.valueOf(key.get("n"))),
                                    number(String.valueOf(key.get("e"))))));
                }
            }
            return id -> Optional.ofNullable(keys.get(id));
        } catch (IOException | GeneralSecurityException broken) {
            throw new IllegalArgumentException("no key set", broken);
        }
    }

    private static BigInteger number(String base64) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(base64));
    }
}
