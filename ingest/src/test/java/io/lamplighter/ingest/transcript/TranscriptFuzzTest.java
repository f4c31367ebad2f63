// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.transcript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.lamplighter.ingest.Participant;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

/** Whatever the octets: no exception, no endless work. */
class TranscriptFuzzTest {
    private static final int CASES = 5_000;
    private static final int SEED = 20_261_123;
    /** Of this thread's own work, so that busy machines keep it, too. */
    private static final Duration LONGEST = Duration.ofSeconds(4);
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private static final List<Participant> PEOPLE = Stream.of("Anna Smith", "김민수", "Smith, Ben", "", "王芳", "A")
            .map(name -> new Participant(Participant.Role.TO, name, name.isEmpty() ? "ben.park@x.example" : ""))
            .toList();
    private static final List<MeetingCandidate> MEETINGS = List.of(new MeetingCandidate("m", "Pilot review",
            Instant.parse("2026-05-14T08:00:00Z"), Instant.parse("2026-05-14T09:00:00Z"), "zoom.us/j/82912345678",
            PEOPLE));
    private static final List<String> NAMES = List.of("", "a.vtt", "a.srt", "GMT20260514-140203_Recording.txt",
            "a/..\\b.docx",
            "2026-99-99 99.99 transcript");
    private static final List<String> NASTY = List.of("WEBVTT\n\n", "-->", "<v ", "</v>", "<", "&", "&#x110000;", "&#",
            "00:00:00.000",
            "99999999999:00:00.000 --> 00:00:01.000", "[00:01] ", "(", "]", ": ", "：", "\n", "\n\n", "\u0000",
            "REGION\nid:a lines:99999999999\n",
            "Anna: ", "0:00 | ", "GMT20269999-999999", "14 May 2026 25:61", "\uD800", "**", "line:--1,end ",
            "=\u001B$)C", "Meeting ID: 1 ",
            "님", "박", ",", "'");

    @Test
    void noMutationEscapes() {
        List<byte[]> seeds = seeds();
        Random random = new Random(SEED);
        for (int i = 0; i < CASES; i++) {
            byte[] content = mutated(seeds.get(random.nextInt(seeds.size())), seeds, random);
            String name = NAMES.get(random.nextInt(NAMES.size()));
            assertThatCode(() -> check(content, name)).as("case %d of seed %d", i, SEED).doesNotThrowAnyException();
        }
    }

    private static void check(byte[] content, String name) {
        WebVtt.read(content).cues().forEach(VttCue::plainText);
        Transcript transcript = TranscriptReader.read(content, name);
        assertThat(transcript.turns()).noneMatch(turn -> turn.text().isBlank());
        assertThat(TranscriptReader.read(content, name)).isEqualTo(transcript);
        Speakers.resolve(transcript, PEOPLE);
        TranscriptMatch.find(transcript, transcript.text(), ZoneOffset.UTC, MEETINGS);
        OutcomeHint.in(transcript);
    }

    private static List<byte[]> seeds() {
        String expected = new String(Transcripts.bytes("expected.txt"), StandardCharsets.UTF_8);
        return Stream.of(expected.split("@@")).filter(part -> !part.isBlank())
                .map(part -> Transcripts.bytes(part.substring(0, part.indexOf(' ')))).toList();
    }

    private static byte[] mutated(byte[] seed, List<byte[]> seeds, Random random) {
        byte[] content = seed.clone();
        for (int i = random.nextInt(5); i >= 0; i--) {
            int at = random.nextInt(content.length + 1);
            byte[] head = Arrays.copyOf(content, at);
            byte[] rest = Arrays.copyOfRange(content, at, content.length);
            content = switch (random.nextInt(5)) {
                case 0 -> flipped(content, random);
                case 1 -> head;
                case 2 ->
                    joined(head, Arrays.copyOfRange(rest, Math.min(rest.length, random.nextInt(50)), rest.length));
                case 3 -> joined(head, seeds.get(random.nextInt(seeds.size())));
                default -> joined(joined(head, NASTY.get(random.nextInt(NASTY.size())).repeat(1 + random.nextInt(3))
                        .getBytes(StandardCharsets.UTF_8)), rest);
            };
        }
        return content;
    }

    private static byte[] flipped(byte[] content, Random random) {
        for (int i = random.nextInt(20); i >= 0 && content.length > 0; i--) {
            content[random.nextInt(content.length)] = (byte) random.nextInt(256);
        }
        return content;
    }

    private static byte[] joined(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    @Test
    void endlessTextEnds() {
        for (String piece : List.of("00:01.000 --> 00:02.000\n", "00:01.000 --> 00:02.000\nAnna: a\n\n", "<v Anna>",
                "<b>", "</b>", "&", "&amp",
                "<", "-->\n", "Anna: a\n", "[00:01] Anna: a\n", "00:01\nAnna\n", "a ", ":", "(", "[a] ", "\n", "Anna ",
                "0", "0:00", "김", "님",
                "if we reschedule ", "- Anna: a\n- Ben: b\n", "1\n", "{\\a}", "NOTE\n", "Next step: send. ", "no. ")) {
            ends("WEBVTT\n\n00:00.000 --> 01:00.000\n" + piece.repeat(1_500_000 / piece.length()));
            ends(piece.repeat(1_500_000 / piece.length()));
        }
    }

    @Test
    void manySpeakersEnd() {
        StringBuilder text = new StringBuilder("Transcript\n");
        for (int i = 0; i < 50_000; i++) {
            text.append("Anna Smith").append((char) ('A' + i % 26)).append((char) ('a' + i / 26 % 26))
                    .append((char) ('a' + i / 676))
                    .append(": Hi\n");
        }
        ends(text.toString());
    }

    @Test
    void anUnpackedGigabyteEnds() throws IOException {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(octets)) {
            zip.putNextEntry(new ZipEntry("word/document.xml"));
            zip.write("<d><p><t>".getBytes(StandardCharsets.UTF_8));
            byte[] much = "Anna: a ".repeat(131_072).getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 1_024; i++) {
                zip.write(much);
            }
        }
        ends(octets.toByteArray());
    }

    private static void ends(String text) {
        ends(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void ends(byte[] content) {
        long start = THREADS.getCurrentThreadCpuTime();
        WebVtt.read(content).cues().forEach(VttCue::plainText);
        Transcript transcript = TranscriptReader.read(content, "a.txt");
        Speakers.resolve(transcript, PEOPLE);
        TranscriptMatch.find(transcript, "", ZoneOffset.UTC, MEETINGS);
        OutcomeHint.in(transcript);
        Duration taken = Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - start);
        String head = new String(content, 0, Math.min(content.length, 100), StandardCharsets.UTF_8).replace("\n", "|");
        if (System.getProperty("corpus.misses") != null) {
            System.out.println(taken.toMillis() + " ms " + head);
        }
        assertThat(taken).as(head).isLessThan(LONGEST);
    }
}
