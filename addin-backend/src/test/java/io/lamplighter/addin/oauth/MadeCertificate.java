// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.oauth;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate as an administrator makes one, with the JDK's own tool. */
public final class MadeCertificate {

    public static final String PASSWORD = "wick-trimmer";
    private static final String ALIAS = "lamp";

    private final Path directory;
    private final KeyStore store;

    private MadeCertificate(Path directory, KeyStore store) {
        this.directory = directory;
        this.store = store;
    }

    public static MadeCertificate in(Path directory, int days) {
        return in(directory, days, "RSA");
    }

    static MadeCertificate in(Path directory, int days, String algorithm) {
        return in(directory, days, algorithm, List.of());
    }

    /** For a server of this name. */
    static MadeCertificate of(String host, Path directory) {
        return in(directory, 1, "RSA", List.of("-ext", "SAN=dns:" + host));
    }

    private static MadeCertificate in(Path directory, int days, String algorithm, List<String> further) {
        Path file = directory.resolve("made.p12");
        try {
            Files.deleteIfExists(file);
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                    "-genkeypair", "-alias", ALIAS, "-keyalg", algorithm, "-dname", "CN=Lamplighter", "-validity",
                    Integer.toString(days), "-storetype", "PKCS12", "-keystore", file.toString(), "-storepass",
                    PASSWORD));
            command.addAll(further);
            Process tool = new ProcessBuilder(command).redirectErrorStream(true).start();
            try (InputStream said = tool.getInputStream()) {
                String words = new String(said.readAllBytes(), StandardCharsets.UTF_8);
                if (tool.waitFor() != 0) {
                    throw new AssertionError(words);
                }
            }
            return new MadeCertificate(directory, KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray()));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stopped);
        }
    }

    /** With its key, under a password. */
    Path pkcs12() {
        return directory.resolve("made.p12");
    }

    /** With its key, for everybody who may read the file. */
    public Path pem() {
        try {
            return Files.writeString(directory.resolve("made.pem"),
                    block("PRIVATE KEY", store.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded())
                            + block("CERTIFICATE", certificate().getEncoded()));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static String block(String of, byte[] octets) {
        return "-----BEGIN " + of + "-----\n" + Base64.getMimeEncoder(64, new byte[]{'\n'}).encodeToString(octets)
                + "\n-----END " + of + "-----\n";
    }

    /** Who shows it, and who trusts it and nobody else. */
    SSLContext tls() {
        try {
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, PASSWORD.toCharArray());
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry(ALIAS, certificate());
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return tls;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    public X509Certificate certificate() {
        try {
            return (X509Certificate) store.getCertificate(ALIAS);
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
