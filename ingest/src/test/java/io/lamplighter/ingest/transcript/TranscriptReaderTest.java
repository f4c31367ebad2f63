// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.ingest.transcript.Transcript.Format;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TranscriptReaderTest {

    private static List<String> turns(Transcript transcript) {
        return transcript.turns().stream().map(turn -> turn.speaker() + "|" + seconds(turn.start()) + "|"
                + seconds(turn.end()) + "|" + turn.text()).toList();
    }

    private static String seconds(@Nullable Duration time) {
        return time == null ? "" : String.valueOf(time.toMillis() / 1000.0);
    }

    /** {@code expected.txt}: the name of each file behind two at-signs, its format, then speaker, start, end and text. */
    static Stream<Arguments> files() {
        String expected = new String(Transcripts.bytes("expected.txt"), StandardCharsets.UTF_8);
        return Stream.of(expected.split("@@")).filter(part -> !part.isBlank()).map(part -> {
            List<String> lines = part.strip().lines().toList();
            String[] head = lines.getFirst().split(" ");
            return Arguments.of(head[0], Format.valueOf(head[1]), lines.subList(1, lines.size()));
        });
    }

    @ParameterizedTest
    @MethodSource("files")
    void readsWhatRecordersWrite(String name, Format format, List<String> turns) {
        Transcript transcript = Transcripts.file(name);

        assertThat(transcript.format()).isEqualTo(format);
        assertThat(turns(transcript)).isEqualTo(turns);
    }

    @ParameterizedTest
    @ValueSource(strings = {"notes.txt", "notes-agenda.txt", "notes-ko.txt", "notes-tasks.txt",
            "notes-qualification.txt", "notes-minutes.txt"})
    void takesNotesForNotes(String name) {
        Transcript notes = Transcripts.file(name);

        assertThat(notes.format()).isEqualTo(Format.NOTES);
        assertThat(notes.turns()).isEmpty();
        assertThat(notes.text()).isEqualTo(new String(Transcripts.bytes(name), StandardCharsets.UTF_8).strip());
    }

    @Test
    void readsTimesThatTheStandardRefuses() {
        assertThat(Transcripts.file("teams-old.vtt").warnings()).containsExactly("cues that are not by the standard");
        assertThat(Transcripts.text("WEBVTT\n\n00:00:01,000 --> 00:00:02,000\nAnna: Hi\n").turns()).hasSize(1);
    }

    @Test
    void joinsASpeakersCuesUntilAMinutePasses() {
        String one = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Anna>One\n\n";

        assertThat(Transcripts.text(one + "01:02.000 --> 01:03.000\n<v Anna>two").turns()).hasSize(1);
        assertThat(Transcripts.text(one + "01:02.001 --> 01:03.000\n<v Anna>two").turns()).hasSize(2);
    }

    @Test
    void ordersOverlappingCuesByTheirStart() {
        Transcript transcript = Transcripts.text("WEBVTT\n\n00:01.000 --> 00:09.000\n<v Anna>One\n\n"
                + "00:05.000 --> 00:06.000\n<v Anna>three\n\n00:03.000 --> 00:04.000\n<v Ben>Two\n");

        assertThat(turns(transcript)).containsExactly("Anna|1.0|9.0|One", "Ben|3.0|4.0|Two", "Anna|5.0|6.0|three");
    }

    @Test
    void saysALineOnceThatRollingCaptionsShowTwice() {
        Transcript transcript = Transcripts.text("WEBVTT\n\n00:01.000 --> 00:04.000\nGood morning\n\n"
                + "00:03.000 --> 00:05.000\nGood morning\n\n00:05.000 --> 00:06.000\nto you.\n");

        assertThat(transcript.text()).isEqualTo("Good morning to you.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16", "UTF-16LE", "UTF-16BE", "windows-949", "ISO-2022-KR"})
    void readsAnyCharset(String charset) {
        String text = "김민수: 안녕하세요, 견적서를 보셨어요?\r\n이영희: 네, 봤습니다.\r\n김민수: 감사합니다. 다음 주에 뵙겠습니다.\r\n";

        Transcript transcript = TranscriptReader.read(text.getBytes(Charset.forName(charset)), "");

        assertThat(transcript.speakers()).containsExactly("김민수", "이영희");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r\n", "\r", "\r\r\n", "\n"})
    void readsAnyLineEnd(String end) {
        String text = "\uFEFF1\n00:00:01,000 --> 00:00:02,000\nAnna: H\0i\n\n2\n00:00:02,000 --> 00:00:03,000\nBen: Ho\n";

        assertThat(turns(Transcripts.text(text.replace("\n", end)))).containsExactly("Anna|1.0|2.0|Hi",
                "Ben|2.0|3.0|Ho");
    }

    @Test
    void readsTheDocumentThatTeamsExports() throws IOException {
        String xml = "<w:document xmlns:w=\"w\"><w:body><w:p><w:r><w:t>Pilot review</w:t></w:r></w:p>"
                + "<w:p><w:r><w:t>Anna Smith</w:t></w:r><w:r><w:t xml:space=\"preserve\">   0:03</w:t><w:br/><w:t>Hello &amp; "
                + "welcome.</w:t></w:r></w:p><w:p><w:r><w:t>Ben Park   0:09</w:t></w:r></w:p><w:p><w:r><w:t>Hi.</w:t></w:r></w:p>"
                + "</w:body></w:document>";

        Transcript transcript = TranscriptReader.read(zip("word/document.xml", xml), "review.docx");

        assertThat(turns(transcript)).containsExactly("Anna Smith|3.0|9.0|Hello & welcome.", "Ben Park|9.0||Hi.");
        assertThat(transcript.recording().title()).isEqualTo("Pilot review");
    }

    @Test
    void opensNoDocumentTypes() throws IOException {
        String xml = "<!DOCTYPE d [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><d><p><t>a&e;b</t></p></d>";

        assertThat(TranscriptReader.read(zip("word/document.xml", xml), "a.docx").text()).doesNotContain("root");
    }

    @Test
    void saysWhatIsNoText() throws IOException {
        assertThat(TranscriptReader.read(zip("a.txt", "Anna: Hi"), "a.zip").warnings()).containsExactly("not a text");
        assertThat(Transcripts.text("%PDF-1.7\nx").warnings()).containsExactly("not a text");
        assertThat(Transcripts.text("").format()).isEqualTo(Format.NOTES);
    }

    private static byte[] zip(String name, String content) throws IOException {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(octets)) {
            zip.putNextEntry(new ZipEntry("[Content_Types].xml"));
            zip.closeEntry();
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content.getBytes(StandardCharsets.UTF_8));
        }
        return octets.toByteArray();
    }

    @ParameterizedTest
    @CsvSource({"GMT20260514-140203_Recording.transcript.vtt, 2026-05-14T14:02:03, Z, ''",
            "Weekly Sync-20260514_100200-Meeting Recording.vtt, 2026-05-14T10:02, , Weekly Sync",
            "Weekly sync (2026-05-14 10:02 GMT-4) - Transcript.txt, 2026-05-14T10:02, -04:00, Weekly sync",
            "Weekly sync - 2026_05_14 10_02 EDT - Transcript.txt, 2026-05-14T10:02, -04:00, Weekly sync",
            "folder/Acme 2026-05-14T08-02-00Z.srt, 2026-05-14T08:02, Z, Acme",
            "'Acme - May 14, 2026 at 1:02 PM.txt', 2026-05-14T13:02, , Acme",
            "14.05.2026 10:02 Acme.txt, 2026-05-14T10:02, , Acme",
            "2026년 5월 14일 오후 3:02 미팅.txt, 2026-05-14T15:02, , 미팅"})
    void readsTheStartFromTheName(String name, LocalDateTime at, @Nullable String zone, String title) {
        Recording recording = TranscriptReader.read(new byte[0], name).recording();

        assertThat(recording.began()).isPresent();
        assertThat(recording.began().get().at()).isEqualTo(at);
        assertThat(recording.began().get().zone()).isEqualTo(zone == null ? null : ZoneOffset.of(zone));
        assertThat(recording.title()).isEqualTo(title);
    }

    @Test
    void readsNoDateThatCouldBeTwo() {
        assertThat(TranscriptReader.read(new byte[0], "Acme 5-6-2026.txt").recording().began()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"https://us02web.zoom.us/j/82912345678?pwd=abc, zoom:82912345678",
            "zoom.us/my/anna.smith, zoom:my/anna.smith",
            "https://teams.microsoft.com/l/meetup-join/19%3ameeting_NjQ4%40thread.v2/0?context=%7b, teams:19:meeting_njq4@thread.v2",
            "https://teams.microsoft.com/meet/2345678901234?p=x, teams:2345678901234",
            "http://meet.google.com/abc-defg-hij?authuser=0, meet:abc-defg-hij",
            "Meeting ID: 829 1234 5678, id:82912345678",
            "会议号：829-123-456, id:829123456", "https://acme.webex.com/meet/anna, webex:acme.webex.com/meet/anna"})
    void knowsWhereOneJoins(String text, String link) {
        assertThat(MeetingLinks.in("Join: " + text + " now")).containsExactly(link);
    }
}
