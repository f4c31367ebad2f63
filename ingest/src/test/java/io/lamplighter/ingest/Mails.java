// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The mail written for these tests, by topic; each topic's README says what every file proves. */
public final class Mails {
    private Mails() {}

    public static List<String> names(String topic) {
        try (Stream<Path> files = Files.list(folder(topic))) {
            return files.map(f -> f.getFileName().toString()).filter(n -> n.endsWith(".eml"))
                    .map(n -> n.substring(0, n.length() - 4)).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static byte[] mail(String topic, String name) {
        return bytes(folder(topic).resolve(name + ".eml"));
    }

    public static String text(String topic, String file) {
        return new String(bytes(folder(topic).resolve(file)), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path folder(String topic) {
        try {
            return Path.of(Objects.requireNonNull(Mails.class.getResource("/mail/" + topic)).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
