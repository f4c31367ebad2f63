// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.connect;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keeps the secrets of connections readable to this application only: AES-256-GCM with a key that is not in the database.
 * A sealed secret is {@code 1:} and, in base64, 12 octets of nonce before the ciphertext and its tag (NIST SP 800-38D).
 */
public final class SecretBox {

    private static final int KEY_OCTETS = 32;
    private static final int NONCE_OCTETS = 12;
    private static final int TAG_BITS = 128;
    private static final String VERSION = "1:";

    private final SecretKeySpec key;
    private final SecureRandom random = new SecureRandom();

    private SecretBox(byte[] key) {
        if (key.length != KEY_OCTETS) {
            throw new IllegalArgumentException(
                    "lamplighter.secret-key must be 32 octets in base64; `openssl rand -base64 32` makes one");
        }
        this.key = new SecretKeySpec(key, "AES");
    }

    /** @param configured the key in base64; empty for one that is kept in a file of the data directory, made on first use */
    public static SecretBox of(String configured, Path dataDir) {
        return new SecretBox(configured.isBlank()
                ? fromFile(dataDir.resolve("secret.key"))
                : Base64.getDecoder().decode(configured.strip()));
    }

    private static byte[] fromFile(Path file) {
        try {
            if (!Files.exists(file)) {
                byte[] fresh = new byte[KEY_OCTETS];
                new SecureRandom().nextBytes(fresh);
                Files.createDirectories(file.toAbsolutePath().getParent());
                Files.writeString(file, Base64.getEncoder().encodeToString(fresh));
                if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
                    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
                }
            }
            return Base64.getDecoder().decode(Files.readString(file).strip());
        } catch (IOException failed) {
            throw new UncheckedIOException("the key file " + file + " cannot be used", failed);
        }
    }

    /** @param context what the secret belongs to; it opens only with the same, so that sealed secrets cannot be swapped */
    public String seal(String secret, String context) {
        byte[] nonce = new byte[NONCE_OCTETS];
        random.nextBytes(nonce);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, nonce, context);
            byte[] sealed = cipher.doFinal(secret.getBytes(StandardCharsets.UTF_8));
            return VERSION + Base64.getEncoder()
                    .encodeToString(ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed).array());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("a secret could not be sealed", impossible);
        }
    }

    /** @throws IllegalStateException if it was sealed with another key or for something else */
    public String open(String sealed, String context) {
        byte[] bytes = Base64.getDecoder().decode(sealed.substring(VERSION.length()));
        byte[] nonce = Arrays.copyOf(bytes, NONCE_OCTETS);
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, nonce, context);
            return new String(cipher.doFinal(bytes, NONCE_OCTETS, bytes.length - NONCE_OCTETS), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException wrongKey) {
            throw new IllegalStateException(
                    "A stored secret cannot be opened: the key is not the one it was sealed with."
                            + " Give back the old lamplighter.secret-key or secret.key, or enter the password again.",
                    wrongKey);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String context) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
