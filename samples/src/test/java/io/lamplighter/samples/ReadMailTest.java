// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.samples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReadMailTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    private int code;

    @BeforeEach
    void putTheFilesThere() throws IOException {
        for (String name : List.of("answer.eml", "bounce.eml", "away.eml", "left.eml", "invitation.eml", "two.mbox",
                "series.ics", "call.vtt", "notes.txt")) {
            try (InputStream in = getClass().getResourceAsStream("/readmail/" + name)) {
                Files.write(folder.resolve(name), in == null ? new byte[0] : in.readAllBytes());
            }
        }
    }

    private List<JsonNode> run(String... arguments) {
        out.reset();
        code = ReadMail.run(arguments, new PrintStream(out, false, UTF_8), new PrintStream(err, true, UTF_8));
        return out.toString(UTF_8).lines().map(line -> JsonMapper.shared().readTree(line)).toList();
    }

    private JsonNode read(String name) {
        List<JsonNode> lines = run(folder.resolve(name).toString());
        assertThat(code).isZero();
        assertThat(lines).hasSize(1);
        return lines.getFirst();
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text.replace('\'', '"'));
    }

    @Test
    void aMailIsPrintedWithAllThatIsRead() {
        JsonNode mail = read("answer.eml");

        assertThat(mail.propertyNames()).containsExactly("file", "kind", "messageId", "references", "subject", "from",
                "sender", "replyTo", "to", "cc", "bcc", "sentAt", "text", "quoted", "signature", "forwarded",
                "attachments", "direction", "origin", "originReason", "failures", "returned", "absence", "meetings",
                "warnings");
        assertThat(mail.get("file").asString()).isEqualTo(folder.resolve("answer.eml").toString());
        assertThat(mail.get("references")).isEqualTo(json("['first@fernbeck.example', 'second@oakhanger.example']"));
        assertThat(mail.get("from")).isEqualTo(json("{'name': 'Helen Marsh', 'address': 'helen@oakhanger.example'}"));
        assertThat(mail.get("replyTo")).isEqualTo(json("[{'name': '', 'address': 'office@oakhanger.example'}]"));
        assertThat(mail.get("sentAt").asString()).isEqualTo("2026-05-14T08:20:00Z");
        assertThat(mail.get("text").asString()).isEqualTo("Thursday suits us.");
        assertThat(mail.get("quoted").asString()).contains("Does Thursday suit you?");
        assertThat(mail.get("signature").asString()).contains("Head of Cold Storage");
        assertThat(mail.get("attachments"))
                .isEqualTo(json("[{'name': 'plan.pdf', 'type': 'application/pdf', 'size': 5}]"));
        assertThat(mail.get("direction").isNull()).isTrue();
        assertThat(mail.get("origin").asString()).isEqualTo("PERSON");
        assertThat(mail.get("failures")).isEmpty();
        assertThat(mail.get("absence").isNull()).isTrue();
    }

    @Test
    void whichWayAMailWentIsKnownOnceOneIsToldWhoIsOwn() {
        List<JsonNode> lines = run("--own", "fernbeck.example", folder.resolve("answer.eml").toString());

        assertThat(lines.getFirst().get("direction").asString()).isEqualTo("INBOUND");
    }

    @Test
    void aBounceSaysWhoWasNotReachedAndWhy() {
        JsonNode bounce = read("bounce.eml");

        assertThat(bounce.get("origin").asString()).isEqualTo("BOUNCE");
        assertThat(bounce.get("failures")).isEqualTo(json("[{'recipient': 'nobody@oakhanger.example', 'hard': true, "
                + "'status': '5.1.1', 'reason': 'userunknown'}]"));
        assertThat(bounce.get("returned").asString()).isEqualTo("offer@fernbeck.example");
        assertThat(bounce.get("references")).isEqualTo(json("['offer@fernbeck.example']"));
    }

    @Test
    void anOutOfOfficeSaysWhenItsAuthorIsBackAndWhoStandsIn() {
        assertThat(read("away.eml").get("absence")).isEqualTo(json("{'backOn': '2026-05-26', 'departed': null, "
                + "'substitute': {'name': '', 'address': 'tom@oakhanger.example'}}"));
    }

    @Test
    void whoLeftIsNamedBesideWhoFollows() {
        assertThat(read("left.eml").get("absence")).isEqualTo(json("{'backOn': null, 'departed': "
                + "{'name': 'Helen Marsh', 'address': 'helen@oakhanger.example'}, "
                + "'substitute': {'name': '', 'address': 'tom@oakhanger.example'}}"));
    }

    @Test
    void anInvitationSaidInlineAndAttachedIsOneMeeting() {
        JsonNode mail = read("invitation.eml");

        assertThat(mail.get("origin").asString()).isEqualTo("INVITATION");
        assertThat(mail.get("meetings")).hasSize(1);
        JsonNode meeting = mail.get("meetings").get(0);
        assertThat(meeting.propertyNames()).containsExactly("uid", "occurrence", "thisAndFuture", "method", "sequence",
                "stamp", "status", "start", "end", "allDay", "zone", "recurrence", "summary", "description", "location",
                "link", "comment", "organiser", "attendees");
        assertThat(meeting.get("method").asString()).isEqualTo("REQUEST");
        assertThat(meeting.get("start").asString()).isEqualTo("2026-05-21T12:00:00Z");
        assertThat(meeting.get("end").asString()).isEqualTo("2026-05-21T12:45:00Z");
        assertThat(meeting.get("zone").asString()).isEqualTo("Europe/Berlin");
        assertThat(meeting.get("recurrence").asString()).isEmpty();
        assertThat(meeting.get("link").asString()).isEqualTo("https://meet.google.com/abc-defg-hij");
        assertThat(meeting.get("organiser"))
                .isEqualTo(json("{'name': 'Anna Reyes', 'address': 'anna@fernbeck.example'}"));
        assertThat(meeting.get("attendees")).isEqualTo(json("[{'name': 'Helen Marsh', "
                + "'address': 'helen@oakhanger.example', 'role': 'REQUIRED', 'kind': 'PERSON', 'answer': 'ACCEPTED'}]"));
    }

    @Test
    void aCalendarFileIsOneLineWithItsMeetings() {
        JsonNode calendar = read("series.ics");

        assertThat(calendar.propertyNames()).containsExactly("file", "kind", "method", "meetings", "warnings");
        JsonNode meetings = calendar.get("meetings");
        assertThat(meetings).hasSize(4);
        assertThat(meetings.get(0).get("recurrence").asString()).isEqualTo("""
                RRULE:FREQ=WEEKLY;UNTIL=20260630T220000Z;INTERVAL=2;BYDAY=TU,FR
                RDATE:20260520T073000Z
                EXDATE:20260515T073000Z""");
        assertThat(meetings.get(1).get("occurrence").asString()).isEqualTo("2026-05-26T07:30:00Z");
        assertThat(meetings.get(1).get("status").asString()).isEqualTo("CANCELLED");
        assertThat(meetings.get(2).get("start").asString()).isEqualTo("2026-06-01");
        assertThat(meetings.get(2).get("end").asString()).isEqualTo("2026-06-03");
        assertThat(meetings.get(2).get("recurrence").asString()).isEqualTo("""
                RRULE:FREQ=YEARLY
                EXDATE;VALUE=DATE:20270601""");
        assertThat(meetings.get(3).get("start").asString()).isEqualTo("2026-06-05T09:00:00");
        assertThat(meetings.get(3).get("zone").asString()).isEmpty();
    }

    @Test
    void aTranscriptIsOneLineWithItsTurns() {
        JsonNode call = read("call.vtt");

        assertThat(call.propertyNames()).containsExactly("file", "kind", "format", "subject", "began", "links",
                "speakers", "turns", "text", "outcomes", "warnings");
        assertThat(call.get("format").asString()).isEqualTo("WEBVTT");
        assertThat(call.get("turns")).isEqualTo(json("["
                + "{'speaker': 'Anna Reyes', 'start': 1.5, 'end': 4.0, 'text': 'Does the pilot run?'}, "
                + "{'speaker': 'Helen Marsh', 'start': 4.25, 'end': 9.0, "
                + "'text': 'It does. The next step is a contract for all sites.'}]"));
        assertThat(call.get("outcomes")).isEqualTo(json("[{'kind': 'NEXT_STEP', "
                + "'phrase': 'The next step is a contract for all sites.'}]"));
    }

    @Test
    void aTextFileHoldsNotesUnlessItIsAMail() throws IOException {
        assertThat(read("notes.txt").get("format").asString()).isEqualTo("NOTES");

        Files.copy(folder.resolve("answer.eml"), folder.resolve("saved.txt"));
        assertThat(read("saved.txt").get("subject").asString()).isEqualTo("Re: Walk-through");
    }

    @Test
    void foldersAreSearchedAndEachMailOfAnMboxHasALine() {
        List<JsonNode> lines = run(folder.toString());

        assertThat(code).isZero();
        assertThat(lines).extracting(line -> Path.of(line.get("file").asString()).getFileName().toString())
                .containsExactly("answer.eml", "away.eml", "bounce.eml", "call.vtt", "invitation.eml", "left.eml",
                        "notes.txt", "series.ics", "two.mbox", "two.mbox");
    }

    @Test
    void whatCannotBeReadHasALineOfItsOwnAndTheRestIsRead() {
        List<JsonNode> lines = run(folder.resolve("gone.eml").toString(), folder.resolve("answer.eml").toString());

        assertThat(code).isEqualTo(1);
        assertThat(lines).hasSize(2);
        assertThat(lines.getFirst().propertyNames()).containsExactly("file", "error");
        assertThat(lines.getFirst().get("error").asString()).isEqualTo("no such file");
        assertThat(lines.getLast().get("messageId").asString()).isEqualTo("third@oakhanger.example");
        assertThat(err.toString(UTF_8)).contains("gone.eml: no such file");
    }

    @Test
    void aLineStaysOneLineWhateverIsInAMail() throws IOException {
        Files.writeString(folder.resolve("odd.eml"),
                "Subject: odd\nContent-Type: text/plain; charset=utf-8\n\none\u2028two\u2029three\u0085four");

        assertThat(read("odd.eml").get("text").asString()).contains("one", "four");
        assertThat(out.toString(UTF_8)).doesNotContain("\u2028", "\u2029", "\u0085");
    }

    @Test
    void anyOctetsUnderAnyNameGiveALine() throws IOException {
        byte[] octets = new byte[4_096];
        for (int i = 0; i < octets.length; i++) {
            octets[i] = (byte) (i * 31 + i / 256);
        }
        for (String name : List.of("x.eml", "x.ics", "x.vtt", "x.srt", "x.docx", "x.txt")) {
            Files.write(folder.resolve(name), octets);
            assertThat(read(name).get("warnings").isArray()).isTrue();
        }
    }

    @Test
    void withoutAPathItSaysHowItIsUsed() {
        assertThat(run()).isEmpty();
        assertThat(code).isEqualTo(2);
        assertThat(err.toString(UTF_8)).startsWith("usage: ReadMail");
    }

    @Test
    void everyFieldIsInTheReadme() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        String own = readme.substring(readme.indexOf("### ReadMail"), readme.indexOf("### ScoreFile"));

        assertThat(run(folder.toString()).stream().flatMap(ReadMailTest::names).distinct())
                .allSatisfy(name -> assertThat(own).containsPattern("[`{ ]" + name + "[`,}]"));
    }

    private static Stream<String> names(JsonNode node) {
        return Stream.concat(node.propertyNames().stream(), node.valueStream().flatMap(ReadMailTest::names));
    }
}
