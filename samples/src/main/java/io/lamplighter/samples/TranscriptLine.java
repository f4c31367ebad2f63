// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.samples;

import io.lamplighter.ingest.Interaction;
import io.lamplighter.ingest.transcript.OutcomeHint;
import io.lamplighter.ingest.transcript.Recording.Began;
import io.lamplighter.ingest.transcript.Transcript;
import io.lamplighter.ingest.transcript.TranscriptReader;
import io.lamplighter.ingest.transcript.Turn;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@link ReadMail} prints about the transcript or the notes of a meeting. */
final class TranscriptLine {

    private TranscriptLine() {}

    static Map<String, @Nullable Object> of(byte[] content, String fileName) {
        Transcript transcript = TranscriptReader.read(content, fileName);
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("kind", Interaction.Kind.TRANSCRIPT.name());
        fields.put("format", transcript.format().name());
        fields.put("subject", transcript.recording().title());
        fields.put("began", transcript.recording().began().map(TranscriptLine::began).orElse(null));
        fields.put("links", transcript.recording().links().stream().sorted().toList());
        fields.put("speakers", transcript.speakers());
        fields.put("turns", transcript.turns().stream().map(TranscriptLine::turn).toList());
        fields.put("text", transcript.text());
        fields.put("outcomes", OutcomeHint.in(transcript));
        fields.put("warnings", transcript.warnings());
        return fields;
    }

    /** As much as the file says: a day, a time, a time and how far it is from UTC. */
    private static String began(Began began) {
        if (began.day()) {
            return began.at().toLocalDate().toString();
        }
        ZoneOffset zone = began.zone();
        return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(began.at()) + (zone == null ? "" : zone.getId());
    }

    private static Map<String, @Nullable Object> turn(Turn turn) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("speaker", turn.speaker());
        fields.put("start", seconds(turn.start()));
        fields.put("end", seconds(turn.end()));
        fields.put("text", turn.text());
        return fields;
    }

    private static @Nullable Double seconds(@Nullable Duration time) {
        return time == null ? null : time.toMillis() / 1_000.0;
    }
}
