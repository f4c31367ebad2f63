// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.oauth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;

/** What proves who somebody is. */
final class Proofs {

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private Proofs() {}

    /** An identity token. Nobody signed it: who gets it over a connection of their own need not check that. */
    static String identity(AuthorizationServer.Grant grant, AuthorizationServer.Manners manners, Instant until) {
        String claims = "{\"aud\":\"%s\",\"email\":\"%s\",\"preferred_username\":\"%s\",\"%s\":\"%s\",\"exp\":%d}"
                .formatted(grant.client(), grant.user(), grant.user(), manners.separately() ? "hd" : "tid",
                        manners.separately() ? grant.user().replaceFirst(".*@", "") : manners.tenant(),
                        until.getEpochSecond());
        return encoded("{\"alg\":\"none\"}") + '.' + encoded(claims) + ".c2ln";
    }

    private static String encoded(String json) {
        return BASE64.encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    /** RFC 7636 §4.2. */
    static String challenge(String verifier) {
        try {
            return BASE64.encodeToString(
                    MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
