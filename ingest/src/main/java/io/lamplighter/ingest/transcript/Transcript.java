// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.transcript;

import java.util.List;
import java.util.Objects;

/**
 * A meeting in words: turns in the order they were spoken, or somebody's notes.
 *
 * @param text the whole of it without times and markup; for a transcript its turns with their speakers, a line each
 * @param recording what the file says about the meeting
 * @param warnings what was odd, never content
 */
public record Transcript(Format format, List<Turn> turns, String text, Recording recording, List<String> warnings) {

    /** How it is written. */
    public enum Format {
        WEBVTT, SRT,
        /** Names, with or without times, in a text file. */
        PLAIN,
        /** Prose: nobody's words, so there are no turns. */
        NOTES
    }

    public Transcript {
        Objects.requireNonNull(format, "format");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(recording, "recording");
        turns = List.copyOf(turns);
        warnings = List.copyOf(warnings);
    }

    /** Everybody who is named as speaking, each once, in the order of their first words. */
    public List<String> speakers() {
        return turns.stream().map(Turn::speaker).filter(speaker -> !speaker.isEmpty()).distinct().toList();
    }
}
