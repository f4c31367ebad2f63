// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.transcript;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parser algorithm of WebVTT §6.1; variables are named as they are there. */
final class VttParser {
    private static final String SIGNATURE = "WEBVTT";

    private final String input;
    private final List<VttCue> cues = new ArrayList<>();
    private final List<VttRegion> regions = new ArrayList<>();
    private int position;
    private boolean seenCue;

    /** @param input lines end with LF, no NUL */
    VttParser(String input) {
        this.input = input;
    }

    WebVtt parse() {
        if (input.startsWith(SIGNATURE)
                && (input.length() == SIGNATURE.length() || " \t\n".indexOf(input.charAt(SIGNATURE.length())) >= 0)) {
            line();
            if (position < input.length() && input.charAt(position) != '\n') {
                block(true);
            }
            skipLineFeeds();
            while (position < input.length() && cues.size() < WebVtt.MOST_CUES) {
                block(false);
                skipLineFeeds();
            }
        }
        return new WebVtt(cues, regions);
    }

    private void skipLineFeeds() {
        while (position < input.length() && input.charAt(position) == '\n') {
            position++;
        }
    }

    private String line() {
        int end = input.indexOf('\n', position);
        int stop = end < 0 ? input.length() : end;
        String line = input.substring(position, stop);
        position = Math.min(input.length(), stop + 1);
        return line;
    }

    /** "Collect a WebVTT block". */
    private void block(boolean inHeader) {
        Block block = new Block();
        boolean seenEnd = false;
        while (!seenEnd) {
            int previous = position;
            seenEnd = input.indexOf('\n', position) < 0;
            String line = line();
            block.lineCount++;
            if (line.contains("-->")) {
                if (inHeader || block.lineCount > 2 || block.lineCount == 2 && block.seenArrow) {
                    position = previous;
                    break;
                }
                block.seenArrow = true;
                block.cue = timings(block.buffer.toString(), line);
                if (block.cue != null) {
                    block.buffer.setLength(0);
                    seenCue = true;
                }
            } else if (line.isEmpty()) {
                break;
            } else {
                append(block, line, inHeader);
            }
        }
        finish(block);
    }

    private void append(Block block, String line, boolean inHeader) {
        if (!inHeader && block.lineCount == 2 && !seenCue) {
            String first = block.buffer.toString();
            block.style |= isKeyword(first, "STYLE");
            block.region |= isKeyword(first, "REGION");
            if (block.style || block.region) {
                block.buffer.setLength(0);
            }
        }
        if (!block.buffer.isEmpty()) {
            block.buffer.append('\n');
        }
        block.buffer.append(line);
    }

    private static boolean isKeyword(String line, String keyword) {
        return line.startsWith(keyword) && line.substring(keyword.length()).chars()
                .allMatch(c -> VttSetting.isSpace((char) c));
    }

    private void finish(Block block) {
        if (block.cue != null) {
            VttCue cue = block.cue;
            cues.add(new VttCue(cue.id(), cue.start(), cue.end(), cue.settings(), block.buffer.toString()));
        } else if (block.region) {
            regions.add(VttRegion.read(block.buffer.toString()));
        }
    }

    /** "Collect WebVTT cue timings and settings"; null where that fails. */
    private @Nullable VttCue timings(String id, String line) {
        Times times = new Times(line, 0);
        times.skipSpace();
        Duration start = times.strict();
        times.skipSpace();
        if (start == null || !times.skip("-->")) {
            return null;
        }
        times.skipSpace();
        Duration end = times.strict();
        return end == null
                ? null
                : new VttCue(id, start, end, VttSettings.read(line.substring(times.at()), regions), "");
    }

    private static final class Block {
        private final StringBuilder buffer = new StringBuilder();
        private int lineCount;
        private boolean seenArrow;
        private boolean style;
        private boolean region;
        private @Nullable VttCue cue;
    }
}
