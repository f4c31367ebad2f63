// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.oauth;

import io.lamplighter.ingest.mailbox.MailboxFailure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Collections;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A certificate with its private key in a file: PEM (the key in PKCS #8, not encrypted) or PKCS #12. It is read each time it is
 * used, about once an hour for an organisation, so that a new file in its place is used without a restart.
 */
public final class CertificateFile {

    private static final Pattern PRIVATE = Pattern
            .compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

    private final Path file;
    private final String password;

    /** @param password of a PKCS #12 file; empty for PEM */
    public CertificateFile(Path file, String password) {
        this.file = file;
        this.password = password;
    }

    /**
     * The certificate, as the file has it now.
     *
     * @throws MailboxFailure.ChangeSettings if it cannot be used, saying why
     */
    ClientCertificate read(Instant now) {
        ClientCertificate read = read();
        if (!read.ends().isAfter(now)) {
            throw unusable("it ended on " + read.ends().toString().substring(0, 10));
        }
        return read;
    }

    /** The same, whether or not it has ended. */
    public ClientCertificate read() {
        byte[] content;
        try {
            content = Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw unusable("the file " + file + " cannot be read");
        }
        try {
            String text = new String(content, StandardCharsets.ISO_8859_1);
            return text.contains("-----BEGIN ") ? pem(text) : pkcs12(content);
        } catch (GeneralSecurityException | IOException | IllegalArgumentException none) {
            // Its message could quote what is in the file.
            throw unusable(
                    "the file " + file + " holds no RSA key with its certificate, in PEM with an unencrypted PKCS #8"
                            + " key or in PKCS #12 with the password that is configured");
        }
    }

    private static MailboxFailure.ChangeSettings unusable(String why) {
        return new MailboxFailure.ChangeSettings("The certificate of this installation at Microsoft cannot be used: "
                + why
                + ". An administrator puts another one in its place (lamplighter.providers.microsoft.certificate).",
                null);
    }

    private static ClientCertificate pem(String text) throws GeneralSecurityException {
        Matcher key = PRIVATE.matcher(text);
        if (!key.find()) {
            throw new GeneralSecurityException("no key");
        }
        PKCS8EncodedKeySpec octets = new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(key.group(1)));
        int at = text.indexOf("-----BEGIN CERTIFICATE-----");
        if (at < 0) {
            throw new CertificateException("none");
        }
        // Only the first: those after it signed it.
        return ClientCertificate.of(KeyFactory.getInstance("RSA").generatePrivate(octets),
                (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(
                        new ByteArrayInputStream(text.substring(at).getBytes(StandardCharsets.ISO_8859_1))));
    }

    private ClientCertificate pkcs12(byte[] content) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        char[] opening = password.toCharArray();
        try (InputStream in = new ByteArrayInputStream(content)) {
            store.load(in, opening);
        }
        for (String alias : Collections.list(store.aliases())) {
            Key key = store.getKey(alias, opening);
            if (key instanceof RSAPrivateKey priv
                    && store.getCertificate(alias) instanceof X509Certificate certificate) {
                return ClientCertificate.of(priv, certificate);
            }
        }
        throw new CertificateException("none");
    }
}
