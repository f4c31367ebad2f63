// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.calendar;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The calendars written for these tests; the folder's README says what each one proves. */
final class Calendars {
    static final CalendarReader READER = new CalendarReader(ZoneId.of("Europe/Berlin"));

    private Calendars() {}

    static List<String> names() {
        try (Stream<Path> files = Files.list(folder())) {
            return files.map(f -> f.getFileName().toString()).filter(n -> n.endsWith(".ics"))
                    .map(n -> n.substring(0, n.length() - 4)).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] bytes(String name) {
        try {
            return Files.readAllBytes(folder().resolve(name + ".ics"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static CalendarContent read(String name) {
        return READER.read(bytes(name));
    }

    /** The first meeting of a file. */
    static Meeting meeting(String name) {
        return read(name).meetings().getFirst();
    }

    private static Path folder() {
        try {
            return Path.of(Objects.requireNonNull(Calendars.class.getResource("/calendar")).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
