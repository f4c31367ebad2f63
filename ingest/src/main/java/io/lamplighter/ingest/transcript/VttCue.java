// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.transcript;

import java.time.Duration;
import java.util.Objects;

/**
 * One cue of a WebVTT file.
 *
 * @param id the line above the times; empty where there is none
 * @param text as it is written, with its tags; see {@link #plainText}
 */
public record VttCue(String id, Duration start, Duration end, VttSettings settings, String text) {

    public VttCue {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(start, "start");
        Objects.requireNonNull(end, "end");
        Objects.requireNonNull(settings, "settings");
        Objects.requireNonNull(text, "text");
    }

    /** What a viewer reads: no tags, character references resolved, line breaks kept. */
    public String plainText() {
        return CueText.read(text).plain();
    }
}
