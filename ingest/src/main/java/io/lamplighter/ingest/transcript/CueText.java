// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.transcript;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.jsoup.parser.Parser;

/**
 * The text of a cue without its tags, cut where the voice changes (WebVTT §6.4 and §6.5). Only voices are kept of the
 * tree that the rules build: nobody asks a transcript what was italic.
 */
final class CueText {
    private static final Set<String> TAGS = Set.of("c", "i", "b", "u", "ruby", "rt", "v", "lang");
    /** SubRip's own, and what captioning programs take over from HTML. */
    private static final Set<String> FOREIGN = Set.of("font", "s", "em", "strong", "span", "p", "br", "br/", "div");
    /** Deeper nesting is counted no more; its text stays. */
    private static final int DEEPEST = 200;
    private static final int LONGEST_TAG = 300;

    /** Some text of one voice; the voice is empty where none is named. */
    record Span(String voice, String text) {}

    private final String input;
    private final boolean loose;
    private final List<Span> spans = new ArrayList<>();
    private final Deque<String> open = new ArrayDeque<>();
    private final Deque<String> voices = new ArrayDeque<>();
    private final StringBuilder run = new StringBuilder();
    private String runVoice = "";
    private int position;

    private CueText(String input, boolean loose) {
        this.input = input;
        this.loose = loose;
    }

    /** By the letter. */
    static CueText read(String text) {
        return new CueText(text, false).parsed();
    }

    /** A {@code <} that opens no tag of WebVTT is one that somebody forgot to escape: its text stays. */
    static CueText loose(String text) {
        return new CueText(text, true).parsed();
    }

    List<Span> spans() {
        return spans;
    }

    String plain() {
        StringBuilder plain = new StringBuilder();
        spans.forEach(span -> plain.append(span.text()));
        return plain.toString();
    }

    private CueText parsed() {
        while (position < input.length()) {
            if (input.charAt(position) != '<') {
                int end = input.indexOf('<', position);
                text(input.substring(position, end < 0 ? input.length() : end));
                position = end < 0 ? input.length() : end;
            } else if (loose && !opensTag()) {
                text("<");
                position++;
            } else {
                tag();
            }
        }
        endRun();
        return this;
    }

    private void text(String raw) {
        String voice = voices.isEmpty() ? "" : voices.getLast();
        if (!voice.equals(runVoice)) {
            endRun();
            runVoice = voice;
        }
        run.append(resolved(raw));
    }

    private void endRun() {
        if (!run.isEmpty()) {
            spans.add(new Span(runVoice, run.toString()));
            run.setLength(0);
        }
    }

    /** The references of HTML, as it resolves them. */
    private static String resolved(String raw) {
        return raw.indexOf('&') < 0 ? raw : Parser.unescapeEntities(raw, false);
    }

    private boolean opensTag() {
        int end = input.substring(position, Math.min(input.length(), position + LONGEST_TAG)).indexOf('>') + position;
        if (end < position) {
            return input.startsWith("<v ", position) || input.startsWith("<v.", position);
        }
        int from = position + 1 + (input.startsWith("</", position) ? 1 : 0);
        int stop = from;
        while (stop < end && !VttSetting.isSpace(input.charAt(stop)) && input.charAt(stop) != '.') {
            stop++;
        }
        String name = input.substring(from, stop);
        return TAGS.contains(name) || FOREIGN.contains(name) || isTime(input.substring(from, end));
    }

    private static boolean isTime(String text) {
        Times times = new Times(text, 0);
        return times.loose() != null && times.at() == text.length();
    }

    /** Everything between the brackets is one token; where the closing one is missing, it is the rest. */
    private void tag() {
        int end = input.indexOf('>', position);
        String token = input.substring(position + 1, end < 0 ? input.length() : end);
        position = end < 0 ? input.length() : end + 1;
        if (token.startsWith("/")) {
            close(token.substring(1));
        } else if (!token.isEmpty()) {
            start(token);
        }
    }

    private void start(String token) {
        int stop = 0;
        while (stop < token.length() && !VttSetting.isSpace(token.charAt(stop)) && token.charAt(stop) != '.') {
            stop++;
        }
        String name = token.substring(0, stop);
        boolean misplaced = name.equals("rt") && !"ruby".equals(open.peekLast());
        if (TAGS.contains(name) && !misplaced && open.size() < DEEPEST) {
            open.addLast(name);
            if (name.equals("v")) {
                voices.addLast(annotation(token, stop));
            }
        }
    }

    /** Behind the classes, which end at the first space; its own spaces folded. */
    private static String annotation(String token, int from) {
        int at = from;
        while (at < token.length() && !VttSetting.isSpace(token.charAt(at))) {
            at++;
        }
        return resolved(token.substring(at)).replaceAll("[ \t\n\f\r]+", " ").strip();
    }

    private void close(String name) {
        if (name.equals(open.peekLast())) {
            open.removeLast();
            if (name.equals("v")) {
                voices.removeLast();
            }
        } else if (name.equals("ruby") && "rt".equals(open.peekLast())) {
            open.removeLast();
            open.removeLast();
        }
    }
}
