// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretBoxTest {

    private static final String OLD = Base64.getEncoder()
            .encodeToString("0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII));
    private static final String NEW = Base64.getEncoder()
            .encodeToString("fedcba9876543210fedcba9876543210".getBytes(StandardCharsets.US_ASCII));

    @TempDir
    private Path data;

    @Test
    void whatIsSealedOpensForTheSameOnly() {
        SecretBox box = SecretBox.of(OLD, List.of(), data);
        String sealed = box.seal("app password", "imap:1");

        assertThat(sealed).doesNotContain("app password").isNotEqualTo(box.seal("app password", "imap:1"));
        assertThat(box.open(sealed, "imap:1")).isEqualTo("app password");
        assertThatThrownBy(() -> box.open(sealed, "imap:2")).isInstanceOf(IllegalStateException.class)
                .hasMessageNotContaining("app password");
    }

    @Test
    void aFormerKeyStillOpensWhatItSealed() {
        String sealed = SecretBox.of(OLD, List.of(), data).seal("app password", "imap:1");
        SecretBox rotated = SecretBox.of(NEW, List.of(OLD), data);

        assertThat(rotated.isOld(sealed)).isTrue();
        assertThat(rotated.open(sealed, "imap:1")).isEqualTo("app password");
        assertThat(rotated.isOld(rotated.seal("app password", "imap:1"))).isFalse();
    }

    @Test
    void withoutItsKeyASecretStaysShutAndSaysWhatToDo() {
        String sealed = SecretBox.of(OLD, List.of(), data).seal("app password", "imap:1");

        assertThatThrownBy(() -> SecretBox.of(NEW, List.of(), data).open(sealed, "imap:1"))
                .hasMessageContaining("former-secret-keys");
    }

    @Test
    void whatWasSealedBeforeKeysHadIdsOpens() {
        SecretBox box = SecretBox.of(OLD, List.of(), data);
        String sealed = box.seal("app password", "imap:1");
        String unnamed = "1:" + sealed.substring(sealed.lastIndexOf(':') + 1);

        assertThat(box.open(unnamed, "imap:1")).isEqualTo("app password");
        assertThat(SecretBox.of(NEW, List.of(OLD), data).open(unnamed, "imap:1")).isEqualTo("app password");
        assertThat(box.isOld(unnamed)).isTrue();
    }

    @Test
    void manyThatStartAtOnceInOneDirectoryHaveOneKeyThatNobodyElseMayRead() throws Exception {
        CyclicBarrier all = new CyclicBarrier(16);
        List<Callable<String>> nodes = Collections.nCopies(16, () -> {
            all.await();
            return SecretBox.of("", List.of(), data.resolve("new")).id();
        });
        Set<String> ids = new HashSet<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<String> one : threads.invokeAll(nodes)) {
                ids.add(one.get());
            }
        }

        assertThat(ids).hasSize(1);
        assertThat(data.resolve("new")).isDirectoryNotContaining(file -> !file.endsWith("secret.key"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("new/secret.key"))))
                .isEqualTo("rw-------");
    }

    @Test
    void aKeyOfAnotherLengthIsRefusedWithWhatToDo() {
        assertThatThrownBy(() -> SecretBox.of("c2hvcnQ=", List.of(), data))
                .hasMessageContaining("openssl rand -base64 32");
        assertThatThrownBy(() -> SecretBox.of("not base64!", List.of(), data))
                .hasMessageContaining("openssl rand -base64 32");
    }
}
