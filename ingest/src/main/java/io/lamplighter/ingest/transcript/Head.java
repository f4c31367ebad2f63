// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.transcript;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a line of a text file begins: a speaker, a time, or both; the words may follow on the same line.
 *
 * @param speaker empty where the line has only a time
 * @param stamp null where the line has only a name
 */
record Head(Shape shape, String speaker, @Nullable Stamp stamp, String rest) {
    private static final int FAR = 100;
    private static final int LONGEST_NAME = 70;
    private static final String GLUE = " \t-–—|:：·•,.*_>/";
    private static final Pattern COLON = Pattern.compile("[^:：]{1,70}?[:：](?=\\s|$|[^\\d/\\\\])");

    /** How it looks; a recorder keeps to one. */
    enum Shape {
        /** {@code [00:01:02] Anna: text}. */
        TIME_NAME_COLON,
        /** {@code 00:01:02 Anna}, the words below. */
        TIME_NAME,
        /** {@code Anna (00:01:02): text}, {@code Anna  0:03} with the words below. */
        NAME_TIME,
        /** {@code Anna: text}. */
        NAME_COLON,
        /** {@code [00:01:02] text}. */
        TIME_TEXT,
        /** {@code 00:05:00}. */
        TIME
    }

    boolean isTimedName() {
        return shape == Shape.TIME_NAME_COLON || shape == Shape.TIME_NAME || shape == Shape.NAME_TIME;
    }

    @Nullable
    Duration time() {
        return stamp == null ? null : stamp.time();
    }

    static @Nullable Head of(String line) {
        int from = start(line);
        if (from == line.length()) {
            return null;
        }
        Stamp stamp = Stamp.find(line, from, Math.min(line.length(), from + FAR));
        boolean first = stamp != null && line.substring(from, stamp.from()).isBlank();
        Head head = stamp == null ? null : first ? timeFirst(line, stamp) : nameFirst(line, from, stamp);
        return head != null ? head : colon(line, from);
    }

    /** The name before the colon, whatever times there are; null where there is none. */
    static @Nullable Head untimed(String line) {
        return colon(line, start(line));
    }

    /** Behind the marks of a list or a quote. */
    private static int start(String line) {
        int from = 0;
        while (from < line.length() && " \t*_>•-–#".indexOf(line.charAt(from)) >= 0) {
            from++;
        }
        return from;
    }

    private static Head timeFirst(String line, Stamp stamp) {
        String rest = unglued(line.substring(stamp.to()));
        if (rest.isEmpty()) {
            return new Head(Shape.TIME, "", stamp, "");
        }
        Head named = colon(rest, 0);
        if (named != null) {
            return new Head(Shape.TIME_NAME_COLON, named.speaker(), stamp, named.rest());
        }
        String name = unclosed(rest);
        return name.length() <= LONGEST_NAME && !Turns.endsSentence(Labels.bare(name)) && Labels.isName(name)
                ? new Head(Shape.TIME_NAME, name, stamp, "")
                : new Head(Shape.TIME_TEXT, "", stamp, rest);
    }

    /** Between the name and the time stands at most a separator; behind it a colon, the end, or words after a bracket. */
    private static @Nullable Head nameFirst(String line, int from, Stamp stamp) {
        String name = trimmed(line.substring(from, stamp.from()));
        String rest = line.substring(stamp.to());
        boolean ended = rest.isBlank() || rest.strip().startsWith(":") || rest.strip().startsWith("：")
                || rest.strip().startsWith("**");
        boolean glued = line.charAt(stamp.from() - 1) == ' ' || line.charAt(stamp.from() - 1) == '\t'
                || GLUE.indexOf(line.charAt(stamp.from() - 1)) >= 0 || stamp.bracketed();
        boolean one = name.indexOf(':') < 0 && name.indexOf('：') < 0;
        if (!glued || !one || !(ended || stamp.bracketed()) || !Labels.isName(unclosed(name))) {
            return null;
        }
        // Zoom's saved captions: [Anna Smith] 13:05:12 is the time of day.
        boolean clock = stamp.clock() || name.startsWith("[") && stamp.time().toHours() > 0;
        return new Head(Shape.NAME_TIME, unclosed(name), clock ? stamp.ofDay() : stamp, unglued(rest));
    }

    private static @Nullable Head colon(String line, int from) {
        Matcher match = COLON.matcher(line).region(from, Math.min(line.length(), from + FAR));
        if (!match.lookingAt()) {
            CueTurns.Label label = CueTurns.Label.in(line.substring(from));
            return label == null ? null : new Head(Shape.NAME_COLON, label.name(), null, label.rest().strip());
        }
        String name = unclosed(trimmed(line.substring(from, match.end() - 1)));
        String rest = line.substring(match.end()).replaceFirst("^[*_]{2}", "").strip();
        return Labels.isName(name) ? new Head(Shape.NAME_COLON, name, null, rest) : null;
    }

    private static String trimmed(String name) {
        int end = name.length();
        while (end > 0 && GLUE.indexOf(name.charAt(end - 1)) >= 0) {
            end--;
        }
        return name.substring(0, end).strip();
    }

    private static String unglued(String rest) {
        int at = 0;
        while (at < rest.length() && GLUE.indexOf(rest.charAt(at)) >= 0) {
            at++;
        }
        return rest.substring(at).strip();
    }

    /** {@code [Anna Smith]} without its brackets. */
    private static String unclosed(String name) {
        boolean closed = name.length() > 2 && "[<".indexOf(name.charAt(0)) >= 0
                && "]>".indexOf(name.charAt(name.length() - 1)) >= 0;
        return (closed ? name.substring(1, name.length() - 1) : name).strip();
    }
}
