// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.connect;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the secrets of connections readable to this application only: AES-256-GCM with a key that is not in the database.
 * A sealed secret is {@code 2:}, the id of the key, a colon and, in base64, 12 octets of nonce before the ciphertext and its tag
 * (NIST SP 800-38D); older ones have {@code 1:} and no id.
 */
public final class SecretBox {

    private static final Logger LOG = LoggerFactory.getLogger(SecretBox.class);
    private static final int KEY_OCTETS = 32;
    private static final int NONCE_OCTETS = 12;
    private static final int TAG_BITS = 128;
    private static final String UNNAMED = "1:";
    private static final String NAMED = "2:";
    private static final int ID_DIGITS = 8;

    private final String id;
    /** By id, the one that seals first. */
    private final Map<String, SecretKeySpec> keys = new LinkedHashMap<>();
    private final SecureRandom random = new SecureRandom();

    private SecretBox(List<byte[]> all) {
        for (byte[] key : all) {
            if (key.length != KEY_OCTETS) {
                throw new KeyRefused("A key that this server was given is not 32 octets in base64.",
                        "Look at lamplighter.secret-key, lamplighter.former-secret-keys and the file secret.key in"
                                + " lamplighter.data-dir. `openssl rand -base64 32` makes a new key; what is sealed already opens"
                                + " with the old one alone.",
                        null);
            }
            keys.putIfAbsent(idOf(key), new SecretKeySpec(key, "AES"));
        }
        this.id = idOf(all.getFirst());
    }

    /**
     * @param configured the key in base64; empty for one that is kept in a file of the data directory, made on first use
     * @param former keys that secrets may still be sealed with
     * @throws KeyRefused saying what to do, if one of them is none
     */
    public static SecretBox of(String configured, List<String> former, Path dataDir) {
        List<byte[]> all = new ArrayList<>();
        all.add(configured.isBlank() ? fromFile(file(dataDir)) : decoded(configured));
        former.stream().filter(key -> !key.isBlank()).map(SecretBox::decoded).forEach(all::add);
        return new SecretBox(all);
    }

    private static byte[] decoded(String key) {
        try {
            return Base64.getDecoder().decode(key.strip());
        } catch (IllegalArgumentException notBase64) {
            return new byte[0];
        }
    }

    /** Tells keys apart without telling them. */
    private static String idOf(byte[] key) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(key)).substring(0, ID_DIGITS);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    /** Whether it was sealed with another key than the one that seals now. */
    public boolean isOld(String sealed) {
        return !sealed.startsWith(NAMED + id + ":");
    }

    /** Tells the key that seals now from others. */
    String id() {
        return id;
    }

    /** Whether it can open what this key sealed. */
    boolean has(String other) {
        return keys.containsKey(other);
    }

    /** Whether there is a key, so that none would have to be made. */
    static boolean isThere(String configured, Path dataDir) {
        return !configured.isBlank() || Files.exists(file(dataDir));
    }

    private static Path file(Path dataDir) {
        return dataDir.resolve("secret.key");
    }

    private static byte[] fromFile(Path file) {
        try {
            if (!Files.exists(file)) {
                make(file.toAbsolutePath());
            }
            return decoded(Files.readString(file));
        } catch (IOException failed) {
            throw new KeyRefused("The key file " + file + " can be neither read nor made: " + failed + ".",
                    "Let this server read and write its lamplighter.data-dir, or set lamplighter.secret-key.", failed);
        }
    }

    /** Whole or not at all, and never in place of another: several nodes may begin in one directory at the same time. */
    private static void make(Path file) throws IOException {
        Path directory = Objects.requireNonNull(file.getParent());
        Files.createDirectories(directory);
        byte[] fresh = new byte[KEY_OCTETS];
        new SecureRandom().nextBytes(fresh);
        String key = Base64.getEncoder().encodeToString(fresh);
        Path whole = Files.createTempFile(directory, "secret", ".new", onlyForUs(directory));
        try {
            Files.writeString(whole, key);
            Files.createLink(file, whole);
        } catch (FileAlreadyExistsException there) {
            LOG.debug("another node has made the key", there);
        } catch (UnsupportedOperationException | FileSystemException noLinks) {
            // Some shares have none.
            LOG.debug("a file is not linked here", noLinks);
            Files.createFile(file, onlyForUs(directory));
            Files.writeString(file, key);
        } finally {
            Files.deleteIfExists(whole);
        }
    }

    private static FileAttribute<?>[] onlyForUs(Path directory) throws IOException {
        return Files.getFileStore(directory).supportsFileAttributeView("posix")
                ? new FileAttribute<?>[]{
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))}
                : new FileAttribute<?>[0];
    }

    /** @param context what the secret belongs to; it opens only with the same, so that sealed secrets cannot be swapped */
    public String seal(String secret, String context) {
        byte[] nonce = new byte[NONCE_OCTETS];
        random.nextBytes(nonce);
        try {
            Cipher cipher = cipher(keys.getOrDefault(id, first()), Cipher.ENCRYPT_MODE, nonce, context);
            byte[] sealed = cipher.doFinal(secret.getBytes(StandardCharsets.UTF_8));
            return NAMED + id + ":" + Base64.getEncoder()
                    .encodeToString(ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed).array());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("a secret could not be sealed", impossible);
        }
    }

    /** @throws IllegalStateException if it was sealed with another key or for something else */
    public String open(String sealed, String context) {
        if (sealed.startsWith(UNNAMED)) {
            return keys.values().stream()
                    .flatMap(key -> opened(key, sealed.substring(UNNAMED.length()), context).stream()).findFirst()
                    .orElseThrow(SecretBox::wrongKey);
        }
        int end = sealed.indexOf(':', NAMED.length());
        return Optional.ofNullable(keys.get(sealed.substring(NAMED.length(), end)))
                .flatMap(key -> opened(key, sealed.substring(end + 1), context)).orElseThrow(SecretBox::wrongKey);
    }

    private static Optional<String> opened(SecretKeySpec key, String base64, String context) {
        byte[] bytes = Base64.getDecoder().decode(base64);
        byte[] nonce = Arrays.copyOf(bytes, NONCE_OCTETS);
        try {
            Cipher cipher = cipher(key, Cipher.DECRYPT_MODE, nonce, context);
            return Optional.of(new String(cipher.doFinal(bytes, NONCE_OCTETS, bytes.length - NONCE_OCTETS),
                    StandardCharsets.UTF_8));
        } catch (GeneralSecurityException otherKey) {
            return Optional.empty();
        }
    }

    private static IllegalStateException wrongKey() {
        return new IllegalStateException("A stored secret cannot be opened: the key is not the one it was sealed with."
                + " Give back the old lamplighter.secret-key or secret.key, or name it in lamplighter.former-secret-keys;"
                + " or enter the password again.");
    }

    private SecretKeySpec first() {
        return keys.values().iterator().next();
    }

    private static Cipher cipher(SecretKeySpec key, int mode, byte[] nonce, String context)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
