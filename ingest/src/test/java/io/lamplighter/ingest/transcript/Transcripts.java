// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.transcript;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The files beside the tests, and short texts as files. */
final class Transcripts {
    private Transcripts() {}

    static byte[] bytes(String name) {
        try (InputStream file = Transcripts.class.getResourceAsStream("/transcripts/" + name)) {
            return Objects.requireNonNull(file, name).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Transcript file(String name) {
        return TranscriptReader.read(bytes(name), name);
    }

    static Transcript text(String text) {
        return TranscriptReader.read(text.getBytes(StandardCharsets.UTF_8), "");
    }
}
