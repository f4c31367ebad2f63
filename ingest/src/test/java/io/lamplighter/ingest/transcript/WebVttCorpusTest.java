// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.transcript;

import io.lamplighter.ingest.Corpus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Pairs of another parser's tests. It follows a draft of 2013 in regions, in alignment and in two kinds of times. */
class WebVttCorpusTest {
    /**
     * Against §6.1 and §6.3 of the final standard: minutes of three digits without hours, times right below the header,
     * an arrow as the id.
     */
    private static final Set<String> OLDER_DRAFT = Set.of("cue-times__min-top-digits",
            "file-layout__header-no-new-line", "integration__id.");

    private final Corpus corpus = Corpus.named("meetings");

    @Test
    void readsTimesAndTextOfEveryCue() {
        for (JsonNode entry : corpus.entries()) {
            JsonNode expected = parsed(entry);
            if (expected != null && OLDER_DRAFT.stream().noneMatch(Corpus.input(entry)::contains)) {
                List<String> wanted = new ArrayList<>();
                expected.path("cues").forEach(cue -> wanted.add(cue.path("id").asString() + " "
                        + seconds(cue.path("startTime").asDouble()) + " " + seconds(cue.path("endTime").asDouble())
                        + " " + cue.path("text").asString()));
                corpus.ask(Corpus.input(entry), wanted, read(entry).cues().stream()
                        .map(cue -> cue.id() + " " + cue.start() + " " + cue.end() + " " + cue.text()).toList());
            }
        }
        corpus.report("WebVTT cues", 100);
    }

    @Test
    void showsTheTextThatBrowsersShow() {
        for (JsonNode entry : corpus.entries()) {
            JsonNode shown = processed(entry);
            if (shown != null && shown.isArray() && OLDER_DRAFT.stream().noneMatch(Corpus.input(entry)::contains)) {
                List<String> wanted = new ArrayList<>();
                shown.forEach(cue -> wanted.add(cue.path("textContent").asString()));
                corpus.ask(Corpus.input(entry), wanted, read(entry).cues().stream().map(VttCue::plainText).toList());
            }
        }
        corpus.report("WebVTT text as shown", 100);
    }

    @Test
    void readsSettingsAsTheFinalStandardHasThem() {
        for (JsonNode entry : corpus.entries()) {
            JsonNode expected = parsed(entry);
            List<VttCue> cues = read(entry).cues();
            for (int i = 0; expected != null && i < Math.min(cues.size(), expected.path("cues").size()); i++) {
                corpus.ask(Corpus.input(entry), settings(expected.path("cues").path(i)), settings(cues.get(i)));
            }
        }
        // What differs: regions in the header, "middle", and a line whose alignment is none.
        corpus.report("WebVTT settings", 96);
    }

    private static String settings(JsonNode cue) {
        String align = cue.path("align").asString().replace("middle", "center");
        return String.join(" ", align, number(cue.path("line")), cue.path("lineAlign").asString(),
                number(cue.path("position")), cue.path("size").asDouble() + "", cue.path("snapToLines").asString(),
                cue.path("vertical").asString());
    }

    private static String number(JsonNode value) {
        return value.isNumber() ? value.asDouble() + "" : "auto";
    }

    private static String settings(VttCue cue) {
        VttSettings s = cue.settings();
        String vertical = s.direction() == VttSettings.Direction.HORIZONTAL ? "" : lower(s.direction());
        return String.join(" ", lower(s.align()), s.line() == null ? "auto" : (s.line() + 0.0) + "",
                lower(s.lineAlign()), s.position() == null ? "auto" : s.position() + "", s.size() + "",
                s.snapToLines() + "", vertical);
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1000));
    }

    private WebVtt read(JsonNode entry) {
        return WebVtt.read(corpus.bytes(Corpus.input(entry)));
    }

    private @Nullable JsonNode parsed(JsonNode entry) {
        return expected(entry, false);
    }

    private @Nullable JsonNode processed(JsonNode entry) {
        return expected(entry, true);
    }

    private @Nullable JsonNode expected(JsonNode entry, boolean processed) {
        for (JsonNode path : entry.path("expected")) {
            if (path.asString().endsWith("-proc.json") == processed) {
                return corpus.json(path.asString());
            }
        }
        return null;
    }
}
