// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.oauth;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/** A certificate by which Microsoft Entra knows this application, with its key. Never printed. */
public final class ClientCertificate {

    /** Microsoft: "keep the time short – 5-10 minutes after nbf at most". */
    private static final Duration GOOD_FOR = Duration.ofMinutes(5);
    private static final int SALT_OCTETS = 32;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final RSAPrivateKey key;
    private final X509Certificate certificate;

    private ClientCertificate(RSAPrivateKey key, X509Certificate certificate) {
        this.key = key;
        this.certificate = certificate;
    }

    /** @throws GeneralSecurityException if they do not belong together, or are no RSA: Microsoft takes no other */
    static ClientCertificate of(PrivateKey key, X509Certificate certificate) throws GeneralSecurityException {
        if (!(key instanceof RSAPrivateKey ours && certificate.getPublicKey() instanceof RSAPublicKey theirs
                && ours.getModulus().equals(theirs.getModulus()))) {
            throw new GeneralSecurityException("not a pair");
        }
        return new ClientCertificate(ours, certificate);
    }

    public Instant begins() {
        return certificate.getNotBefore().toInstant();
    }

    public Instant ends() {
        return certificate.getNotAfter().toInstant();
    }

    /**
     * Says once, to one token endpoint, who we are.
     *
     * @see <a href="https://learn.microsoft.com/entra/identity-platform/certificate-credentials">Certificate credentials</a>
     */
    String assertion(String clientId, URI endpoint, Instant now) {
        String header = encoded(Map.of("alg", "PS256", "typ", "JWT", "x5t#S256", thumbprint()));
        String claims = encoded(Map.of("aud", endpoint.toString(), "iss", clientId, "sub", clientId, "jti",
                UUID.randomUUID().toString(), "nbf", now.getEpochSecond(), "iat", now.getEpochSecond(), "exp",
                now.plus(GOOD_FOR).getEpochSecond()));
        return header + '.' + claims + '.' + signed(header + '.' + claims);
    }

    private static String encoded(Map<String, Object> part) {
        return encoded(JSON.writeValueAsBytes(part));
    }

    private static String encoded(byte[] octets) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
    }

    private String thumbprint() {
        try {
            return encoded(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        } catch (CertificateEncodingException | NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("a certificate without its octets", impossible);
        }
    }

    /** PS256 (RFC 7518 §3.5). */
    private String signed(String text) {
        try {
            Signature signature = Signature.getInstance("RSASSA-PSS");
            signature.setParameter(
                    new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, SALT_OCTETS, 1));
            signature.initSign(key);
            signature.update(text.getBytes(StandardCharsets.US_ASCII));
            return encoded(signature.sign());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("an assertion could not be signed", impossible);
        }
    }
}
