// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the octets: no exception, no endless work, and nothing that ical4j stops at. */
class CalendarFuzzTest {
    private static final int CASES = 5_000;
    private static final int SEED = 20_261_122;
    /** Of this thread's own work. */
    private static final Duration LONGEST = Duration.ofSeconds(3);
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private static final List<String> NASTY = List.of("\r\n ", "\r\n", ":", ";", "\"", "=", ",", "\\", "\t", "\0",
            "\u001b", "BEGIN:VEVENT\r\n", "END:VEVENT\r\n", "BEGIN:VALARM\r\n", "END:VCALENDAR\r\n", "BEGIN:",
            "\r\nRRULE:FREQ=SECONDLY;COUNT=1000000000\r\n", "\r\nRRULE:FREQ=MINUTELY\r\n",
            "\r\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30\r\n", "\r\nRECURRENCE-ID;RANGE=THISANDFUTURE:20260324\r\n",
            "\r\nDTSTART:00000000T000000\r\n", "\r\nDTSTART:99991231T235959Z\r\n",
            "\r\nDTSTART;VALUE=DATE:00010101\r\n",
            "\r\nDTEND:99991231\r\n", "\r\nDURATION:P99999W\r\n", "\r\nDURATION:-P1D\r\n",
            "\r\nSEQUENCE:-99999999999\r\n", "\r\nRDATE;VALUE=PERIOD:20260101T000000Z/P1D,/,20260101/20250101\r\n",
            "\r\nEXDATE:,,,\r\n", "\r\nTZOFFSETTO:+9999\r\n", "\r\nMETHOD:ADD\r\n", "\r\nMETHOD:CANCEL\r\n",
            ";TZID=(UTC", ";TZID=/", ";TZID=UTC+99:99", "%%%", "=\r\n", ";ENCODING=QUOTED-PRINTABLE;CHARSET=x",
            "\u2028", "\ud800", "\r\nCLASS", "\r\nSTATUS:CANCELLED\r\n");

    @Test
    void noMutationEscapes() {
        List<byte[]> seeds = Calendars.names().stream().map(Calendars::bytes).toList();
        Random random = new Random(SEED);
        for (int i = 0; i < CASES; i++) {
            byte[] octets = mutated(seeds.get(random.nextInt(seeds.size())), seeds, random);
            int number = i;
            assertThatCode(() -> check(octets)).as("case %d of seed %d", number, SEED).doesNotThrowAnyException();
        }
    }

    private static void check(byte[] octets) {
        long start = THREADS.getCurrentThreadCpuTime();
        CalendarContent content = Calendars.READER.read(octets);
        MeetingBook book = MeetingBook.EMPTY.with(content);
        for (Meeting meeting : book.meetings()) {
            meeting.held(Instant.parse("2026-06-01T00:00:00Z"), address -> true);
            book.history(meeting.key()).proposals();
        }
        book.meetings().stream().map(m -> m.key().series()).distinct()
                .forEach(key -> book.history(key).series().between(Instant.parse("2026-01-01T00:00:00Z"),
                        Instant.parse("2027-01-01T00:00:00Z")));
        assertThat(content.warnings()).doesNotContain("a calendar is not readable to its end");
        assertThat(MeetingBook.EMPTY.with(content).with(content).meetings()).isEqualTo(book.meetings());
        assertThat(Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - start)).isLessThan(LONGEST);
    }

    private static byte[] mutated(byte[] seed, List<byte[]> seeds, Random random) {
        byte[] octets = seed;
        for (int i = random.nextInt(5); i >= 0; i--) {
            int at = random.nextInt(octets.length + 1);
            octets = switch (random.nextInt(6)) {
                case 0 -> flipped(octets.clone(), random);
                case 1 -> Arrays.copyOf(octets, at);
                case 2 -> joined(Arrays.copyOf(octets, at), Arrays.copyOfRange(octets,
                        Math.min(octets.length, at + random.nextInt(200)), octets.length));
                case 3 -> {
                    byte[] other = seeds.get(random.nextInt(seeds.size()));
                    yield joined(Arrays.copyOf(octets, at),
                            Arrays.copyOfRange(other, random.nextInt(other.length), other.length));
                }
                default -> joined(
                        joined(Arrays.copyOf(octets, at),
                                NASTY.get(random.nextInt(NASTY.size())).getBytes(StandardCharsets.UTF_8)),
                        Arrays.copyOfRange(octets, at, octets.length));
            };
        }
        return octets;
    }

    private static byte[] flipped(byte[] octets, Random random) {
        for (int i = random.nextInt(20); i >= 0 && octets.length > 0; i--) {
            octets[random.nextInt(octets.length)] = (byte) random.nextInt(256);
        }
        return octets;
    }

    private static byte[] joined(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r\n ", "\r\n", "x", "BEGIN:VEVENT\r\n", "BEGIN:VALARM\r\n", "BEGIN:VCALENDAR\r\n",
            "END:VEVENT\r\n", "BEGIN:VTIMEZONE\r\nBEGIN:STANDARD\r\nTZOFFSETTO:+01\r\nDTSTART:19700101T000000\r\n",
            "SUMMARY:a\r\n", "DESCRIPTION:a\r\nb\r\n", "b\r\n", "ATTENDEE:mailto:a@b.example\r\n", "ATTENDEE;CN=",
            "ATTENDEE;", "\"", "a;b=\"", "DESCRIPTION;QUOTED-PRINTABLE:=\r\n", "=\r\n", "RRULE:FREQ=SECONDLY\r\n",
            "RRULE:FREQ=YEARLY;BYMONTHDAY=30;BYMONTH=2\r\n", "EXDATE:20260101,20260102,20260103\r\n", "20260101,",
            "https://a.zoom.us/j/", "<p>", "\\n", "\0", "\u00e4"})
    void endlessInputEnds(String piece) {
        int times = 12_000_000 / piece.length();
        ends(piece.repeat(times));
        ends("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:20260101T000000Z\r\n" + piece.repeat(times));
        ends("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:20260101T000000Z\r\nDESCRIPTION:"
                + piece.repeat(times));
    }

    @Test
    void manyDifferentMeetingsAndManyExceptionsEnd() {
        StringBuilder meetings = new StringBuilder();
        StringBuilder exceptions = new StringBuilder("BEGIN:VEVENT\nUID:1\nDTSTART:20260101T000000Z\n"
                + "RRULE:FREQ=MINUTELY\nEND:VEVENT\n");
        for (int i = 0; i < 30_000; i++) {
            meetings.append("BEGIN:VEVENT\nUID:").append(i).append(
                    "\nDTSTART;TZID=Z").append(i).append(":20260101T000000\nRRULE:FREQ=SECONDLY\nEND:VEVENT\n");
            exceptions.append("BEGIN:VEVENT\nUID:1\nRECURRENCE-ID;RANGE=THISANDFUTURE:").append(20_260_101 + i % 28)
                    .append("T").append(String.format("%02d%02d00Z", i % 24, i % 60))
                    .append("\nDTSTART:20260101T000000Z\nEND:VEVENT\n");
        }
        assertThat(Calendars.READER.read(meetings.toString()).meetings()).hasSizeGreaterThan(5_000);
        ends(exceptions.toString());
    }

    private static void ends(String text) {
        long start = THREADS.getCurrentThreadCpuTime();
        check(text.getBytes(StandardCharsets.UTF_8));
        Duration taken = Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - start);
        if (System.getProperty("corpus.misses") != null && taken.toMillis() > 300) {
            System.out.println(taken.toMillis() + " ms "
                    + text.substring(Math.max(0, text.length() - 60)).replaceAll("\\s+", "|"));
        }
    }
}
