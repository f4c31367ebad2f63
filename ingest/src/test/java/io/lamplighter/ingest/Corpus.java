// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Other projects' test material, which lies beside this repository and is never part of it. */
public final class Corpus {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path folder;
    private final List<JsonNode> entries;
    private final List<String> misses = new ArrayList<>();
    private int right;
    private int asked;

    private Corpus(Path folder) {
        this.folder = folder;
        this.entries = lines(folder.resolve("MANIFEST.jsonl")).stream().map(JSON::readTree).toList();
    }

    /** Skips the calling test where the material is not there. */
    public static Corpus named(String name) {
        Path folder = find(name);
        assumeTrue(folder != null, "no shared/corpus/" + name + " beside the repository");
        return new Corpus(Objects.requireNonNull(folder));
    }

    private static @Nullable Path find(String name) {
        Path at = Path.of("").toAbsolutePath();
        while (at != null) {
            Path folder = at.resolve("shared/corpus").resolve(name);
            if (Files.isDirectory(folder)) {
                return folder;
            }
            at = at.getParent();
        }
        return null;
    }

    public List<JsonNode> entries() {
        return entries;
    }

    /** The entries whose input lies under {@code path}. */
    public List<JsonNode> under(String path) {
        return entries.stream().filter(e -> input(e).startsWith(path)).toList();
    }

    public static String input(JsonNode entry) {
        return entry.path("input").asString();
    }

    /** @param path as the manifest names it, from the folder of all corpora */
    public byte[] bytes(String path) {
        try {
            return Files.readAllBytes(Objects.requireNonNull(folder.getParent()).resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String text(String path) {
        return new String(bytes(path), StandardCharsets.UTF_8);
    }

    public JsonNode json(String path) {
        return JSON.readTree(text(path));
    }

    /** @param path from the folder of all corpora; empty where the file is not there */
    public List<JsonNode> jsonLines(String path) {
        Path file = Objects.requireNonNull(folder.getParent()).resolve(path);
        return Files.exists(file) ? lines(file).stream().map(JSON::readTree).toList() : List.of();
    }

    public @Nullable JsonNode expected(JsonNode entry) {
        for (JsonNode path : entry.path("expected")) {
            if (path.asString().endsWith(".json") && !path.asString().contains(".crlf.")) {
                return json(path.asString());
            }
        }
        return null;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream().filter(line -> !line.isBlank()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Counts one answer; a wrong one is kept for {@link #report}. */
    public void ask(String what, Object expected, Object given) {
        if (expected.toString().contains("\uFFFD")) {
            // The other parser could not read it, so it says nothing.
            return;
        }
        asked++;
        if (expected.equals(given)) {
            right++;
        } else {
            misses.add(what + "\n    expected " + shortened(expected) + "\n    given    " + shortened(given));
        }
    }

    private static String shortened(Object value) {
        String text = value.toString().replace("\n", "\\n");
        return text.length() > 400 ? text.substring(0, 400) + "…" : text;
    }

    /** Prints the figure, and with {@code -Dcorpus.misses} every miss. Fails below the floor. */
    public void report(String title, double floor) {
        double share = asked == 0 ? 0 : 100.0 * right / asked;
        System.out.printf("%s: %d of %d right, %.1f %%%n", title, right, asked, share);
        if (System.getProperty("corpus.misses") != null) {
            misses.forEach(System.out::println);
        }
        assertThat(share).as(title).isGreaterThanOrEqualTo(floor);
    }

    /** White space folded: what mail programs do to it is not worth a difference. */
    public static String folded(String text) {
        return text.replace('\u00A0', ' ').strip().replaceAll("\\s+", " ");
    }
}
