// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.transcript;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cues as programs write them: SubRip, YouTube's SBV, and WebVTT that a browser would refuse (commas in times, one
 * digit where there should be two, no header).
 */
final class LooseCues {
    private static final List<String> BLOCKS = List.of("NOTE", "STYLE", "REGION", "WEBVTT");

    private final List<String> lines;
    private final List<VttCue> cues = new ArrayList<>();
    private int at;

    private LooseCues(List<String> lines) {
        this.lines = lines;
    }

    static List<VttCue> in(List<String> lines) {
        return new LooseCues(lines).read();
    }

    private List<VttCue> read() {
        int from = 0;
        while (at < lines.size() && cues.size() < WebVtt.MOST_CUES) {
            VttCue head = timings(lines.get(at));
            at++;
            if (head != null) {
                cues.add(withText(head, from));
                from = at;
            }
        }
        return cues;
    }

    /** Up to the next cue; an empty line inside the text of SubRip happens, a block of WebVTT behind one is none of it. */
    private VttCue withText(VttCue head, int from) {
        String id = at >= 2 && at - 2 >= from ? lines.get(at - 2).strip() : "";
        StringBuilder text = new StringBuilder();
        boolean blank = false;
        while (at < lines.size() && timings(lines.get(at)) == null) {
            String line = lines.get(at);
            if (blank && isBlock(line)) {
                skipBlock();
                continue;
            }
            if (isId(at)) {
                break;
            }
            blank = line.isBlank();
            text.append(text.isEmpty() || blank ? "" : "\n").append(line.strip());
            at++;
        }
        return new VttCue(id, head.start(), head.end(), head.settings(), text.toString());
    }

    private static boolean isBlock(String line) {
        return BLOCKS.stream().anyMatch(word -> line.equals(word) || line.startsWith(word + " "));
    }

    private void skipBlock() {
        while (at < lines.size() && !lines.get(at).isBlank()) {
            at++;
        }
    }

    /** Right above the times, and either a number or behind an empty line. */
    private boolean isId(int line) {
        boolean above = line + 1 < lines.size() && timings(lines.get(line + 1)) != null;
        return above && !lines.get(line).isBlank()
                && (lines.get(line - 1).isBlank() || isNumber(lines.get(line).strip()));
    }

    private static boolean isNumber(String text) {
        return text.length() < 9 && text.chars().allMatch(Character::isDigit);
    }

    /** {@code 00:00:01,000 --> 00:00:02,500}, {@code 0:00:01.000,0:00:02.500}; null where the line is no such. */
    static @Nullable VttCue timings(String line) {
        if (line.length() > 300 || line.length() < 7 || line.indexOf(':') < 0) {
            return null;
        }
        Times times = new Times(line, 0);
        times.skipSpace();
        Duration start = times.loose();
        int comma = times.at();
        times.skipSpace();
        boolean sbv = times.at() == comma && line.startsWith(",", comma);
        if (start == null || !(times.skip("-->") || times.skip("->") || times.skip("→") || times.skip(","))) {
            return null;
        }
        times.skipSpace();
        Duration end = times.loose();
        String rest = end == null ? "" : line.substring(times.at());
        boolean alone = rest.isBlank() || !sbv && VttSetting.isSpace(rest.charAt(0));
        return end == null || !alone ? null : new VttCue("", start, end, VttSettings.read(rest, List.of()), "");
    }
}
