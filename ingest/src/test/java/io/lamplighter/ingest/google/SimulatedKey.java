// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.google;

import com.google.api.client.json.GenericJson;
import com.google.api.client.json.gson.GsonFactory;
import com.google.api.client.json.webtoken.JsonWebSignature;
import com.google.api.client.json.webtoken.JsonWebToken;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** A key pair that signs tokens (RS256), as Google and service accounts have them. */
public final class SimulatedKey {

    private final String id;
    private final KeyPair pair;

    public SimulatedKey(String id) {
        this.id = id;
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            this.pair = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A signed token that claims this. */
    public String signs(Map<String, Object> claims) {
        try {
            JsonWebSignature.Header header = new JsonWebSignature.Header();
            header.setAlgorithm("RS256").setKeyId(id).setType("JWT");
            JsonWebToken.Payload payload = new JsonWebToken.Payload();
            claims.forEach(payload::set);
            return JsonWebSignature.signUsingRsaSha256(pair.getPrivate(), GsonFactory.getDefaultInstance(), header,
                    payload);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    boolean signed(JsonWebSignature token) {
        try {
            return token.verifySignature(pair.getPublic());
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** The public half as it is published (RFC 7517). */
    public String published() {
        RSAPublicKey key = (RSAPublicKey) pair.getPublic();
        return Json.text(Json.of("keys", List.of(Json.of("kid", id, "kty", "RSA", "alg", "RS256", "use", "sig", "n",
                number(key.getModulus()), "e", number(key.getPublicExponent())))));
    }

    private static String number(BigInteger number) {
        byte[] octets = number.toByteArray();
        int sign = octets[0] == 0 ? 1 : 0;
        return Base64.getUrlEncoder().withoutPadding()
                .encodeToString(Arrays.copyOfRange(octets, sign, octets.length));
    }

    /** The key file of a service account as the console gives it. */
    byte[] serviceAccount(String email, String tokenServer) {
        String pem = "-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder(64, new byte[]{'\n'})
                .encodeToString(pair.getPrivate().getEncoded()) + "\n-----END PRIVATE KEY-----\n";
        GenericJson file = new GenericJson();
        file.putAll(Json.of("type", "service_account", "project_id", "lamplighter-test", "private_key_id", id,
                "private_key",
                pem, "client_email", email, "client_id", "112233445566778899", "token_uri", tokenServer));
        return Json.text(file).getBytes(StandardCharsets.UTF_8);
    }
}
