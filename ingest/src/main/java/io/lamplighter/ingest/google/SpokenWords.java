// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.google;

import io.lamplighter.ingest.google.Meet.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What was said in a meeting as WebVTT, which names the speakers of every transcript there is. */
final class SpokenWords {

    private SpokenWords() {}

    /** @param names of the participants, by what the entries call them */
    static String vtt(Instant began, List<Entry> entries, Map<String, String> names) {
        StringBuilder text = new StringBuilder("WEBVTT\n");
        for (Entry entry : entries) {
            Instant to = entry.to().isAfter(entry.from()) ? entry.to() : entry.from().plusMillis(1);
            text.append('\n').append(stamp(began, entry.from())).append(" --> ").append(stamp(began, to)).append('\n');
            String name = names.getOrDefault(entry.participant(), "");
            if (!name.isEmpty()) {
                text.append("<v ").append(escaped(name)).append('>');
            }
            text.append(escaped(entry.text())).append('\n');
        }
        return text.toString();
    }

    private static String stamp(Instant began, Instant at) {
        Duration since = at.isBefore(began) ? Duration.ZERO : Duration.between(began, at);
        return String.format(Locale.ROOT, "%02d:%02d:%02d.%03d", since.toHours(), since.toMinutesPart(),
                since.toSecondsPart(), since.toMillisPart());
    }

    /** WebVTT §4.2.2: an empty line would end the cue. */
    private static String escaped(String text) {
        return text.replaceAll("\\s+", " ").strip().replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
