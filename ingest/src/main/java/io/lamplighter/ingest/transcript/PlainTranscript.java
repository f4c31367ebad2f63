// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.transcript;

import io.lamplighter.ingest.transcript.Head.Shape;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A text file in which speakers are named, with or without times. What kind it is follows from all of its lines:
 * recorders keep to one shape, notes have headings that look like names once each.
 */
final class PlainTranscript {
    private final List<String> lines;
    private final boolean expected;
    private final List<@Nullable Head> heads = new ArrayList<>();
    private int filled;

    private PlainTranscript(List<String> lines, boolean expected) {
        this.lines = lines;
        this.expected = expected;
    }

    /**
     * The pieces, not yet joined, and what stands above them.
     *
     * @param header how many lines come before the first speaker
     */
    record Found(List<Turn> pieces, int header) {}

    /** @param expected whether the name of the file or a heading calls it a transcript */
    static Optional<Found> in(List<String> lines, boolean expected) {
        PlainTranscript transcript = new PlainTranscript(lines, expected);
        transcript.readHeads();
        return transcript.found();
    }

    private void readHeads() {
        for (String line : lines) {
            boolean skipped = line.isBlank() || Furniture.is(line);
            filled += skipped ? 0 : 1;
            heads.add(skipped ? null : Head.of(line));
        }
        new SplitHeads(lines, heads).join();
    }

    private Optional<Found> found() {
        int named = count(Shape.TIME_NAME_COLON) + count(Shape.TIME_NAME) + count(Shape.NAME_TIME);
        int texts = count(Shape.TIME_TEXT);
        boolean most = texts <= 2 * named && count(Shape.NAME_COLON) <= named;
        if (named > 0 && most && isTimed(named)) {
            return Optional.of(timed());
        }
        if (isLabelled()) {
            return Optional.of(labelled());
        }
        boolean dense = (texts + named) * 2 >= filled;
        if (dense && texts >= (expected ? 1 : 3) && (expected || !isRound())) {
            return Optional.of(unnamed());
        }
        return Optional.empty();
    }

    private int count(Shape shape) {
        return (int) heads.stream().filter(head -> head != null && head.shape() == shape).count();
    }

    /** An agenda has times and words, too: every quarter of an hour, each word once, nothing below. */
    private boolean isTimed(int named) {
        Set<String> seen = new HashSet<>();
        boolean repeated = false;
        boolean rising = true;
        int spoken = 0;
        Duration last = Duration.ZERO;
        for (int i = 0; i < heads.size(); i++) {
            Head head = heads.get(i);
            Duration time = head == null ? null : head.time();
            if (head != null && head.isTimedName() && time != null) {
                repeated |= !seen.add(head.speaker());
                rising &= time.compareTo(last) >= 0;
                last = time;
                spoken += head.rest().isEmpty() && !isTextBelow(i) ? 0 : 1;
            }
        }
        if (spoken * 10 < named * 6) {
            return false;
        }
        boolean one = named == 1 && !expected && !opens();
        return !one && (repeated || expected || rising && !isRound());
    }

    private boolean isRound() {
        List<Stamp> stamps = new ArrayList<>();
        for (Head head : heads) {
            if (head != null && head.stamp() != null) {
                stamps.add(head.stamp());
            }
        }
        return stamps.size() > 2 && stamps.stream().allMatch(Stamp::isRound);
    }

    /** The only time stands on the first line, with a name: a short excerpt. */
    private boolean opens() {
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                Head head = heads.get(i);
                return head != null && head.isTimedName() && head.stamp() != null && head.stamp().bracketed();
            }
        }
        return false;
    }

    private boolean isTextBelow(int line) {
        for (int i = line + 1; i < Math.min(lines.size(), line + 4); i++) {
            Head head = heads.get(i);
            if (!lines.get(i).isBlank()) {
                return head == null || !head.isTimedName();
            }
        }
        return false;
    }

    private Found timed() {
        Set<String> names = new HashSet<>();
        heads.stream().filter(head -> head != null && head.isTimedName()).forEach(head -> names.add(head.speaker()));
        Pieces pieces = new Pieces();
        int first = -1;
        for (int i = 0; i < lines.size(); i++) {
            Head head = heads.get(i);
            boolean name = head != null && (head.isTimedName()
                    || head.shape() == Shape.NAME_COLON && names.contains(head.speaker()));
            first = first < 0 && name ? i : first;
            if (head != null && name) {
                pieces.begin(head.speaker(), head.stamp(), head.rest());
            } else if (first >= 0 && !Furniture.is(lines.get(i)) && !isTime(head)) {
                pieces.add(head != null && head.shape() == Shape.TIME_TEXT ? head.rest() : lines.get(i));
            }
        }
        return new Found(pieces.all(), first);
    }

    private static boolean isTime(@Nullable Head head) {
        return head != null && head.shape() == Shape.TIME;
    }

    /** Names come again; a heading of notes comes once, and is no name. */
    private boolean isLabelled() {
        Map<String, Integer> names = new HashMap<>();
        int labelled = 0;
        int paragraphs = 0;
        int opened = 0;
        int speech = 0;
        int topics = 0;
        boolean blank = true;
        for (String line : lines) {
            Head head = line.isBlank() ? null : Head.untimed(line);
            int colon = Math.max(line.indexOf(':'), line.indexOf('：'));
            topics += colon > 0 && colon < 40 && Labels.isTopic(line.substring(0, colon)) ? 1 : 0;
            if (head != null) {
                labelled++;
                names.merge(head.speaker(), 1, Integer::sum);
                speech += Furniture.isSpeech(head.rest()) ? 1 : 0;
                opened += blank ? 1 : 0;
            }
            paragraphs += blank && !line.isBlank() ? 1 : 0;
            blank = line.isBlank();
        }
        if (labelled < 2) {
            return false;
        }
        boolean dense = labelled * 10 >= filled * 4 || opened * 10 >= paragraphs * 6 && opened > 2
                || expected && labelled * 10 >= filled;
        boolean again = names.values().stream().anyMatch(times -> times > 1) && names.size() > 1
                && names.size() * 10 <= labelled * 8;
        // Minutes name everybody again and again, too, and nobody says "I" in them.
        boolean spoken = topics == 0 || speech * 4 >= labelled;
        return dense && (again && spoken || expected || speech * 2 >= labelled);
    }

    /** A time alone on a line, as Google Meet writes every five minutes, is the time of what follows. */
    private Found labelled() {
        Pieces pieces = new Pieces();
        Stamp stamp = null;
        int first = -1;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            Head timed = heads.get(i);
            Head head = line.isBlank() || Furniture.is(line) ? null : Head.untimed(line);
            if (timed != null && timed.isTimedName() && timed.stamp() != null && timed.stamp().bracketed()) {
                first = first < 0 ? i : first;
                pieces.begin(timed.speaker(), timed.stamp(), timed.rest());
            } else if (isTime(timed)) {
                stamp = timed == null ? null : timed.stamp();
            } else if (head != null) {
                first = first < 0 ? i : first;
                pieces.begin(head.speaker(), stamp, head.rest());
            } else if (first >= 0 && !Furniture.is(line)) {
                pieces.add(line);
            }
        }
        return new Found(pieces.all(), first);
    }

    private Found unnamed() {
        Pieces pieces = new Pieces();
        int first = -1;
        for (int i = 0; i < lines.size(); i++) {
            Head head = heads.get(i);
            Stamp stamp = head == null ? null : head.stamp();
            if (head != null && stamp != null && head.shape() != Shape.NAME_TIME) {
                first = first < 0 ? i : first;
                pieces.begin("", stamp, lines.get(i).substring(Math.min(lines.get(i).length(), stamp.to())).strip());
            } else if (first >= 0 && !Furniture.is(lines.get(i))) {
                pieces.add(lines.get(i));
            }
        }
        return new Found(pieces.all(), first);
    }
}
