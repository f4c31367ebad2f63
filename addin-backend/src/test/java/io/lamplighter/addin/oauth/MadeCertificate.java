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
import java.util.Base64;
import java.util.List;

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
        Path file = directory.resolve("made.p12");
        try {
            Files.deleteIfExists(file);
            Process tool = new ProcessBuilder(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                    "-genkeypair", "-alias", ALIAS, "-keyalg", algorithm, "-dname", "CN=Lamplighter", "-validity",
                    Integer.toString(days), "-storetype", "PKCS12", "-keystore", file.toString(), "-storepass",
                    PASSWORD))
                    .redirectErrorStream(true).start();
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

    public X509Certificate certificate() {
        try {
            return (X509Certificate) store.getCertificate(ALIAS);
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
