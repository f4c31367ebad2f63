// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.transcript;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who speaks in a cue: the voice tag of Teams, the id of Webex, or the name that Zoom, Meet and SubRip write before the
 * words, found by what the whole file does.
 */
final class CueTurns {
    private static final Pattern WEBEX = Pattern.compile("\\d+ \"([^\"]{1,100})\" ?(?:\\(\\d+\\))?");
    /** {@code {\an8}} and the like, which SubRip has from another format. */
    private static final Pattern OVERRIDE = Pattern.compile("\\{\\\\[^{}]{1,60}\\}");

    /** Somebody else speaks, says a captioner who knows no name. */
    private static final Pattern DASH = Pattern.compile("\\s*(?:[-–—]|>>)\\s+(?=\\S)");

    private final List<VttCue> cues;
    private final Map<String, Integer> labels = new HashMap<>();
    private int named;
    private int labelled;
    private boolean repeated;
    private boolean nameLines;

    private CueTurns(List<VttCue> cues) {
        this.cues = cues.stream().sorted(Comparator.comparing(VttCue::start)).toList();
    }

    /** The pieces in the order of time; not yet joined. */
    static List<Turn> of(List<VttCue> cues) {
        CueTurns turns = new CueTurns(cues);
        turns.survey();
        return turns.read();
    }

    private void survey() {
        String last = "";
        int lines = 0;
        for (VttCue cue : cues) {
            String text = OVERRIDE.matcher(CueText.loose(cue.text()).plain()).replaceAll("");
            Label label = Label.in(text);
            if (label != null) {
                labelled++;
                labels.merge(label.name(), 1, Integer::sum);
                repeated |= label.name().equals(last);
            }
            last = label == null ? "" : label.name();
            lines += firstLineIsName(text) ? 1 : 0;
            named += cue.text().contains("<v") ? 1 : 0;
        }
        // Teams' older documents: times, the name on a line, the words below.
        nameLines = lines > 1 && lines * 10 >= cues.size() * 8;
    }

    private static boolean firstLineIsName(String text) {
        int end = text.indexOf('\n');
        return end > 0 && end < text.length() - 1 && Character.isUpperCase(text.codePointAt(0))
                && Labels.isName(text.substring(0, end)) && text.substring(0, end).indexOf(' ') > 0
                && !Turns.endsSentence(text.substring(0, end));
    }

    private List<Turn> read() {
        List<Turn> pieces = new ArrayList<>();
        for (VttCue cue : cues) {
            Matcher webex = WEBEX.matcher(cue.id());
            CueText text = CueText.loose(cue.text());
            if (webex.matches()) {
                add(pieces, webex.group(1), cue, text.plain());
            } else if (text.spans().stream().anyMatch(span -> !span.voice().isEmpty())) {
                text.spans().forEach(span -> add(pieces, span.voice(), cue, span.text()));
            } else {
                labelled(pieces, cue, OVERRIDE.matcher(text.plain()).replaceAll(""));
            }
        }
        return pieces;
    }

    private void labelled(List<Turn> pieces, VttCue cue, String text) {
        int end = text.indexOf('\n');
        if (nameLines && end > 0) {
            add(pieces, text.substring(0, end), cue, text.substring(end));
            return;
        }
        String speaker = inherited(pieces);
        StringBuilder words = new StringBuilder();
        for (String line : text.split("\n", -1)) {
            Label label = Label.in(line);
            if (label != null && isTrusted(label.name())) {
                add(pieces, speaker, cue, words.toString());
                words.setLength(0);
                speaker = label.name();
                words.append(label.rest());
            } else if (DASH.matcher(line).lookingAt()) {
                add(pieces, speaker, cue, words.toString());
                words.setLength(0);
                speaker = "";
                words.append(DASH.matcher(line).replaceFirst(""));
            } else {
                words.append('\n').append(line);
            }
        }
        add(pieces, speaker, cue, words.toString());
    }

    /** Once is a phrase; twice, or in most cues, is a name. */
    private boolean isTrusted(String name) {
        return labels.getOrDefault(name, 0) > 1 || labelled * 2 >= cues.size() || Voices.isNobody(name);
    }

    /**
     * A file that names nobody twice running names speakers when they change; in one that does, a cue without a name
     * has none, unless it ends the sentence of the one before.
     */
    private String inherited(List<Turn> pieces) {
        if (pieces.isEmpty() || named > 0) {
            return "";
        }
        Turn last = pieces.getLast();
        return !repeated && labelled > 1 || !Turns.endsSentence(last.text()) ? last.speaker() : "";
    }

    private static void add(List<Turn> pieces, String speaker, VttCue cue, String text) {
        String words = Turns.folded(text);
        boolean sound = words.length() > 2 && "[(".indexOf(words.charAt(0)) >= 0
                && Furniture.isSound(words.substring(1, words.length() - 1));
        if (!words.isEmpty() && !sound) {
            Duration end = cue.end().compareTo(cue.start()) < 0 ? cue.start() : cue.end();
            pieces.add(new Turn(Turns.folded(speaker), cue.start(), end, words));
        }
    }

    /** A name before a colon, perhaps behind a dash or brackets. */
    record Label(String name, String rest) {
        private static final Pattern SHAPE = Pattern.compile(
                "[ \\t]*(?:[-–—•*]{1,2}[ \\t]*|>{1,3}[ \\t]*)?(?:[*_]{2})?"
                        + "(?:\\[([^\\[\\]:：]{1,70})\\](?:[ \\t]*[:：])?|([^:：\\n]{1,80}?)[ \\t]*(?:[*_]{2})?[:：])"
                        + "(?:[*_]{2})?(?=\\s|$|[^\\d/])\\s*");

        static @Nullable Label in(String text) {
            Matcher match = SHAPE.matcher(text).region(0, Math.min(text.length(), 120));
            if (!match.lookingAt()) {
                return null;
            }
            String name = match.group(1) == null ? match.group(2) : match.group(1);
            boolean heard = match.group(1) != null && (match.end() == text.length() || Furniture.isSound(name));
            return heard || !Labels.isName(name) ? null : new Label(name.strip(), text.substring(match.end()));
        }
    }
}
