// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.transcript;

import io.lamplighter.ingest.transcript.Transcript.Format;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads a transcript or notes of a meeting, whatever wrote them. Pure; never throws.
 *
 * <p>Time and memory grow with the length; {@value #LONGEST} octets and {@value #MOST_LINES} lines are read at most. The name of the
 * file helps where its content does not tell, and may say when the recording began; it is never believed against the
 * content.
 */
public final class TranscriptReader {
    /** The warning about what cannot be read at all. */
    public static final String NOT_A_TEXT = "not a text";
    static final int LONGEST = 1 << 24;
    static final int MOST_LINES = 200_000;
    private static final int HEADER = 50;

    private TranscriptReader() {}

    /** @param fileName with or without folders; may be empty */
    public static Transcript read(byte[] content, String fileName) {
        List<String> warnings = new ArrayList<>();
        int length = Math.min(content.length, LONGEST);
        if (length < content.length) {
            warnings.add("longer than 16 MiB, the rest was not read");
        }
        String text = Docx.isZip(content) ? Docx.text(content) : Octets.text(content, length);
        String kind = fileName.substring(fileName.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        if (isBinary(text) || Docx.isZip(content) && text.isEmpty()) {
            warnings.add(NOT_A_TEXT);
            return new Transcript(Format.NOTES, List.of(), "", Recording.read("", fileName), warnings);
        }
        return read(text, fileName, kind, warnings);
    }

    private static Transcript read(String text, String fileName, String kind, List<String> warnings) {
        List<String> lines = new ArrayList<>(Arrays.asList(text.split("\n", MOST_LINES + 1)));
        if (lines.size() > MOST_LINES) {
            lines.removeLast();
            warnings.add("more than 200,000 lines, the rest was not read");
        }
        int header = signature(lines);
        List<VttCue> loose = LooseCues.in(header < 0 ? lines : lines.subList(header, lines.size()));
        boolean called = List.of("vtt", "srt", "sbv").contains(kind);
        if (header >= 0 && (!loose.isEmpty() || called || header == 0)) {
            return webVtt(lines, header, loose, fileName, warnings);
        }
        if (loose.size() > (called ? 0 : 1)) {
            String head = head(lines, Math.max(0, firstTimes(lines) - 1));
            return transcript(Format.SRT, CueTurns.of(loose), Recording.read(head, fileName), warnings);
        }
        boolean expected = called || Furniture.callsItself(fileName.substring(fileName.lastIndexOf('/') + 1))
                || lines.stream().limit(HEADER).anyMatch(line -> line.length() < 60 && Furniture.callsItself(line));
        Optional<PlainTranscript.Found> plain = PlainTranscript.in(lines, expected);
        return plain.filter(found -> !found.pieces().isEmpty())
                .map(found -> transcript(Format.PLAIN, found.pieces(),
                        Recording.read(head(lines, found.header()), fileName), warnings))
                .orElseGet(() -> new Transcript(Format.NOTES, List.of(), text.strip(),
                        Recording.read(head(lines, HEADER), fileName), warnings));
    }

    private static Transcript webVtt(List<String> lines, int header, List<VttCue> loose, String fileName,
            List<String> warnings) {
        List<VttCue> cues = WebVtt.read(String.join("\n", lines.subList(header, lines.size()))).cues();
        if (header > 0) {
            warnings.add("text above the header of WebVTT");
        }
        if (cues.size() < loose.size()) {
            warnings.add("cues that are not by the standard");
            cues = loose;
        }
        int first = firstTimes(lines);
        // Of what may follow the signature, only the words on its line name the meeting.
        String heading = lines.get(header).strip().substring(6).replaceFirst("^[ \t-–—:]+", "");
        Recording recording = Recording.read(heading, head(lines, first < 0 ? HEADER : first), fileName);
        return transcript(Format.WEBVTT, CueTurns.of(cues), recording, warnings);
    }

    private static Transcript transcript(Format format, List<Turn> pieces, Recording recording,
            List<String> warnings) {
        List<Turn> turns = Turns.joined(pieces);
        StringBuilder text = new StringBuilder();
        for (Turn turn : turns) {
            text.append(turn.speaker()).append(turn.speaker().isEmpty() ? "" : ": ").append(turn.text()).append('\n');
        }
        if (turns.isEmpty()) {
            warnings.add("nobody speaks");
        }
        return new Transcript(format, turns, text.toString().strip(), recording, warnings);
    }

    /** The line with the header of WebVTT; -1 where there is none. */
    private static int signature(List<String> lines) {
        for (int i = 0; i < Math.min(lines.size(), HEADER); i++) {
            String line = lines.get(i).strip();
            if (line.regionMatches(true, 0, "WEBVTT", 0, 6)
                    && (line.length() == 6 || " \t".indexOf(line.charAt(6)) >= 0)) {
                return i;
            }
        }
        return -1;
    }

    private static int firstTimes(List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            if (LooseCues.timings(lines.get(i)) != null) {
                return i;
            }
        }
        return -1;
    }

    private static String head(List<String> lines, int end) {
        return String.join("\n", lines.subList(0, Math.max(0, Math.min(end, Math.min(lines.size(), HEADER)))));
    }

    private static boolean isBinary(String text) {
        int sample = Math.min(text.length(), 4_000);
        int odd = 0;
        for (int i = 0; i < sample; i++) {
            char c = text.charAt(i);
            odd += c < 32 && c != '\n' && c != '\t' && c != '\f' || c == '\uFFFD' ? 1 : 0;
        }
        return odd * 10 > sample || text.startsWith("%PDF-") || text.startsWith("{\\rtf");
    }
}
