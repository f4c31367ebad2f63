// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.samples.world;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** The files of the sample world, read once, wherever the class path has them: in a folder or in a jar. */
final class WorldFiles {

    private static final CSVFormat CSV = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();

    /** By path below {@code world/}, in order of path. */
    private final Map<String, String> texts = new TreeMap<>();

    WorldFiles() {
        URL root = Objects.requireNonNull(WorldFiles.class.getResource("/world/users.csv"), "world");
        try {
            URI uri = root.toURI();
            if (uri.getScheme().equals("jar")) {
                try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
                    read(jar.getPath("/world"));
                }
            } else {
                read(Objects.requireNonNull(Path.of(uri).getParent()));
            }
        } catch (IOException | URISyntaxException failed) {
            throw new IllegalStateException("the files of the sample world cannot be read", failed);
        }
    }

    private void read(Path world) throws IOException {
        try (Stream<Path> files = Files.walk(world)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                texts.put(world.relativize(file).toString().replace('\\', '/'),
                        Files.readString(file, StandardCharsets.UTF_8));
            }
        }
    }

    String text(String path) {
        return Objects.requireNonNull(texts.get(path), path);
    }

    /** What lies in a folder, by file name. */
    Map<String, String> in(String folder) {
        Map<String, String> found = new TreeMap<>();
        texts.forEach((path, text) -> {
            if (path.startsWith(folder + "/")) {
                found.put(path.substring(folder.length() + 1), text);
            }
        });
        return found;
    }

    List<Map<String, String>> rows(String path) {
        try (CSVParser rows = CSVParser.parse(text(path), CSV)) {
            return rows.stream().map(CSVRecord::toMap).toList();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
