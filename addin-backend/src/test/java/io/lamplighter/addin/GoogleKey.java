// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin;

import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** Keys of service accounts, as the Google Cloud console gives them. */
final class GoogleKey {

    static final String CLIENT = "112233445566778899";
    /** The part of all of them that nobody may see. */
    static final String PRIVATE = privateKey();

    private GoogleKey() {}

    private static String privateKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return Base64.getEncoder().encodeToString(generator.generateKeyPair().getPrivate().getEncoded());
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new AssertionError(everyJavaHasIt);
        }
    }

    static String of(String id) {
        return of(id, CLIENT);
    }

    /** @param client of which service account */
    static String of(String id, String client) {
        return """
                {"type":"service_account","project_id":"fernbeck","private_key_id":"%s","client_id":"%s",
                 "private_key":"-----BEGIN PRIVATE KEY-----\\n%s\\n-----END PRIVATE KEY-----\\n",
                 "client_email":"lamp@fernbeck.iam.gserviceaccount.com","token_uri":"https://evil.example/token"}"""
                .formatted(id, client, PRIVATE);
    }
}
