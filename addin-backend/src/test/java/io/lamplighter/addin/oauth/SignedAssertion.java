// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.oauth;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Base64;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An assertion as Microsoft Entra looks at it. */
public record SignedAssertion(JsonNode header, JsonNode claims, String signed, byte[] signature) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    public static SignedAssertion read(String jwt) {
        String[] parts = jwt.split("\\.");
        return new SignedAssertion(json(parts[0]), json(parts[1]), parts[0] + "." + parts[1],
                Base64.getUrlDecoder().decode(parts[2]));
    }

    private static JsonNode json(String part) {
        return JSON.readTree(new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8));
    }

    /** Whether it names this certificate and was signed with its key, by PS256. */
    public boolean isBy(X509Certificate certificate) {
        try {
            String thumbprint = Base64.getUrlEncoder().withoutPadding()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
            Signature check = Signature.getInstance("RSASSA-PSS");
            check.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
            check.initVerify(certificate);
            check.update(signed.getBytes(StandardCharsets.US_ASCII));
            return header.path("alg").asString("").equals("PS256") && header.path("typ").asString("").equals("JWT")
                    && header.path("x5t#S256").asString("").equals(thumbprint) && check.verify(signature);
        } catch (GeneralSecurityException no) {
            throw new AssertionError(no);
        }
    }
}
