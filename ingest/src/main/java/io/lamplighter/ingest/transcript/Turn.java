// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.transcript;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one speaker said until somebody else spoke.
 *
 * @param speaker as it is written; empty where the file does not say who spoke
 * @param start from the beginning of the recording, or the last time written above; null where the file has none
 * @param end as it is written, or the start of what follows where only starts are written; null where neither is there
 * @param text lines joined, without markup
 */
public record Turn(String speaker, @Nullable Duration start, @Nullable Duration end, String text) {

    public Turn {
        Objects.requireNonNull(speaker, "speaker");
        Objects.requireNonNull(text, "text");
    }
}
