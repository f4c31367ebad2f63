// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.lamplighter.ingest.calendar.Attendee.Answer;
import io.lamplighter.ingest.calendar.Attendee.Kind;
import io.lamplighter.ingest.calendar.Attendee.Role;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CalendarReaderTest {

    @Test
    void readsAnInvitationFromExchange() {
        CalendarContent content = Calendars.read("outlook-request");
        Meeting meeting = content.meetings().getFirst();

        assertThat(content.method()).isEqualTo(Method.REQUEST);
        assertThat(content.warnings()).isEmpty();
        assertThat(meeting.schedule().orElseThrow().start()).isEqualTo("2026-03-24T13:00:00Z");
        assertThat(meeting.schedule().orElseThrow().zone().id()).isEqualTo("Europe/Berlin");
        assertThat(meeting.organiser()).contains(new Organiser("anna@seller.example", "Anna Adler"));
        assertThat(meeting.attendees()).containsExactly(
                new Attendee("Boris.Brandt@buyer.example", "Brandt, Boris", Role.REQUIRED, Kind.PERSON, Answer.NONE),
                new Attendee("clara@buyer.example", "Clara Conti", Role.OPTIONAL, Kind.PERSON, Answer.NONE),
                new Attendee("room-elbe@seller.example", "Room Elbe", Role.INFORMED, Kind.RESOURCE, Answer.NONE));
        assertThat(meeting.details().summary()).isEqualTo("Pilot review");
        assertThat(meeting.details().description()).startsWith("Agenda:\n1. Pilot results\n2. Prices, terms\n\n____");
        assertThat(meeting.details().location()).isEqualTo("Microsoft Teams Meeting; Room Elbe");
        assertThat(meeting.details().link()).isEqualTo("https://teams.microsoft.com/l/meetup-join/"
                + "19%3ameeting_abc%40thread.v2/0?context=%7b%7d");
        assertThat(meeting.revision()).isEqualTo(
                new Revision(Method.REQUEST, 0, Instant.parse("2026-03-10T08:15:00Z")));
    }

    @Test
    void readsAnInvitationFromGoogle() {
        Meeting meeting = Calendars.meeting("google-request");

        assertThat(meeting.recurs()).isTrue();
        assertThat(meeting.schedule().orElseThrow().start()).isEqualTo("2026-03-03T15:00:00Z");
        assertThat(meeting.details().description()).startsWith("Weekly sync").contains("Rollout").doesNotContain("<");
        assertThat(meeting.details().link()).isEqualTo("https://meet.google.com/abc-defg-hij");
        assertThat(meeting.attendees()).extracting(Attendee::kind).containsExactly(Kind.PERSON, Kind.PERSON,
                Kind.ROOM);
        assertThat(meeting.attendee("DORA@buyer.example").orElseThrow().answer()).isEqualTo(Answer.ACCEPTED);
    }

    @ParameterizedTest
    @CsvSource({"outlook-reply-accepted, ACCEPTED, Looking forward to it.",
            "outlook-reply-declined, DECLINED, 'Something came up, sorry.'",
            "google-reply-tentative, TENTATIVE, May be late", "outlook-counter, TENTATIVE, Mittwoch ginge besser."})
    void readsAnAnswerWithItsComment(String name, Answer answer, String comment) {
        Meeting reply = Calendars.meeting(name);

        assertThat(reply.attendees()).extracting(Attendee::answer).containsExactly(answer);
        assertThat(reply.details().comment()).isEqualTo(comment);
    }

    @Test
    void readsAppleWithItsUrnsAndLists() {
        CalendarContent content = Calendars.read("apple");
        Meeting meeting = content.meetings().getFirst();

        assertThat(content.warnings()).isEmpty();
        assertThat(meeting.attendees()).containsExactly(
                new Attendee("fabien@buyer.example", "Fabien Fournier", Role.REQUIRED, Kind.PERSON, Answer.NONE),
                new Attendee("anna@seller.example", "Anna Adler", Role.CHAIR, Kind.PERSON, Answer.ACCEPTED),
                new Attendee("achats@buyer.example", "Achats", Role.REQUIRED, Kind.GROUP, Answer.NONE));
        assertThat(meeting.details().location())
                .isEqualTo("Café de Flore\n172 Bd Saint-Germain, 75006 Paris, France");
    }

    @Test
    void readsKoreanAndChinese() {
        Meeting korean = Calendars.meeting("korean");
        Meeting chinese = Calendars.meeting("chinese");

        assertThat(korean.details().summary()).isEqualTo("계약 검토 회의");
        assertThat(korean.organiser().orElseThrow().name()).isEqualTo("김민수");
        assertThat(korean.schedule().orElseThrow().start()).isEqualTo("2026-05-12T05:00:00Z");
        assertThat(korean.details().link()).isEqualTo("https://buyer.zoom.us/j/98765432100?pwd=abc");
        assertThat(chinese.details().summary()).isEqualTo("项目启动会");
        assertThat(chinese.schedule().orElseThrow().start()).isEqualTo("2026-05-13T01:30:00Z");
        assertThat(chinese.schedule().orElseThrow().length()).isEqualTo(Duration.ofMinutes(90));
        assertThat(chinese.details().link()).isEqualTo("https://meeting.tencent.com/dm/AbCdEfGh");
    }

    @Test
    void readsNotes() {
        CalendarContent content = Calendars.read("notes");
        Meeting meeting = content.meetings().getFirst();
        Expansion july = Series.of(content.meetings()).between(Instant.parse("2026-07-01T00:00:00Z"),
                Instant.parse("2026-08-01T00:00:00Z"));

        assertThat(content.warnings()).isEmpty();
        assertThat(meeting.attendee("noreply@buyer.example").orElseThrow().kind()).isEqualTo(Kind.ROOM);
        assertThat(july.occurrences()).extracting(m -> m.schedule().orElseThrow().start() + " "
                + m.schedule().orElseThrow().length())
                .containsExactly("2026-07-01T08:00:00Z PT1H", "2026-07-08T08:00:00Z PT2H");
    }

    @Test
    void readsWhatIsBroken() {
        CalendarContent content = Calendars.read("broken");
        Meeting first = content.meetings().getFirst();

        assertThat(content.method()).isEqualTo(Method.REQUEST);
        assertThat(content.meetings()).extracting(m -> m.details().summary()).containsExactly("Broken but readable",
                "Not closed", "The last");
        assertThat(first.schedule().orElseThrow().start()).isEqualTo("2026-04-09T09:30:00Z");
        assertThat(first.attendees()).extracting(Attendee::address, Attendee::name, Attendee::answer).containsExactly(
                tuple("hans@buyer.example", "Huber, Hans", Answer.ACCEPTED),
                tuple("iris@buyer.example", "Iris Ivy", Answer.DECLINED));
        assertThat(first.details().description()).isEqualTo("First line\nSecond line: with a colon\n"
                + "https://buyer.webex.com/buyer/j.php?MTID=m123");
        assertThat(first.details().link()).isEqualTo("https://buyer.webex.com/buyer/j.php?MTID=m123");
        assertThat(first.recurs()).isFalse();
        assertThat(content.warnings()).contains("RRULE is no rule we know", "a text is not folded",
                "a component is not closed", "calendar is not closed");
    }

    @Test
    void readsTheFormBeforeICalendar() {
        Meeting meeting = Calendars.meeting("vcalendar1");

        assertThat(meeting.details().summary()).isEqualTo("Gespräch über Preise");
        assertThat(meeting.details().description()).isEqualTo("Zeile eins\nZeile zwei");
        assertThat(meeting.attendees()).extracting(Attendee::answer).containsExactly(Answer.ACCEPTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-8"})
    void readsAnyUnicode(String charset) {
        byte[] octets = new String(Calendars.bytes("korean"), StandardCharsets.UTF_8)
                .getBytes(Charset.forName(charset));

        assertThat(Calendars.READER.read(octets).meetings()).isEqualTo(Calendars.read("korean").meetings());
    }

    @Test
    void joinsCharactersThatFoldingDivided() {
        byte[] name = "SUMMARY:\uacc4\uc57d".getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        octets.writeBytes("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\n".getBytes(StandardCharsets.UTF_8));
        octets.write(name, 0, 9);
        octets.writeBytes("\r\n ".getBytes(StandardCharsets.UTF_8));
        octets.write(name, 9, name.length - 9);
        octets.writeBytes("\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n".getBytes(StandardCharsets.UTF_8));

        CalendarContent content = Calendars.READER.read(octets.toByteArray());

        assertThat(content.meetings().getFirst().details().summary()).isEqualTo("\uacc4\uc57d");
        assertThat(content.warnings()).isEmpty();
    }

    @Test
    void takesTheMethodFromTheMailWhereTheCalendarHasNone() {
        CalendarContent content = Calendars.READER.read("BEGIN:VEVENT\nUID:1\nDTSTART:20260101T100000Z",
                Method.REQUEST);

        assertThat(content.method()).isEqualTo(Method.REQUEST);
        assertThat(content.meetings().getFirst().revision().method()).isEqualTo(Method.REQUEST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "hello", "BEGIN:VCALENDAR", "{\"a\": 1}", "END:VCALENDAR\nEND:VEVENT",
            "BEGIN:VCALENDAR\nBEGIN:VTODO\nUID:1\nEND:VTODO\nEND:VCALENDAR"})
    void findsNoMeetingWhereThereIsNone(String text) {
        assertThat(Calendars.READER.read(text).meetings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "Join https://acme.zoom.us/j/123?pwd=x.|https://acme.zoom.us/j/123?pwd=x",
            "<https://meet.google.com/abc-defg-hij>|https://meet.google.com/abc-defg-hij",
            "https://nam12.safelinks.protection.outlook.com/?url=https%3A%2F%2Fteams.microsoft.com%2Fl%2Fmeetup-join%2F1&data=05|https://teams.microsoft.com/l/meetup-join/1",
            "https://www.google.com/url?q=https://zoom.us/j/5&sa=D|https://zoom.us/j/5",
            "see https://www.seller.example/zoom.us/j/1 or https://acme.webex.com/meet/anna|https://acme.webex.com/meet/anna",
            "https://support.zoom.us/hc/en-us|''", "https://teams.microsoft.com.evil.example/l/meetup-join/1|''",
            "no link|''"})
    void findsTheLinkToJoin(String text, String link) {
        assertThat(Links.inText(text)).isEqualTo(link);
    }

    @Test
    void prefersTheConferenceThatIsVideo() {
        Meeting meeting = Calendars.READER.read("""
                BEGIN:VEVENT
                UID:1
                CONFERENCE;VALUE=URI;FEATURE=PHONE:tel:+49-30-1
                CONFERENCE;VALUE=URI;FEATURE=CHAT:https://chat.buyer.example/1
                CONFERENCE;VALUE=URI;FEATURE="AUDIO,VIDEO":https://video.buyer.example/1
                """).meetings().getFirst();

        assertThat(meeting.details().link()).isEqualTo("https://video.buyer.example/1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"mailto:a@b.example|a@b.example", "MAILTO:A@B.example|A@B.example",
            "mailto:<a@b.example>|a@b.example", "a@b.example|a@b.example", "mailto: a@b.example|a@b.example",
            "mailto:mailto:a@b.example|a@b.example", "mailto:a%2Bx@b.example|a+x@b.example",
            "mailto:a+x@b.example?subject=x|a+x@b.example", "invalid:nomail|''", "/O=EXCHANGE/CN=ANNA|''"})
    void readsAddressesAsTheyAreWritten(String written, String address) {
        Meeting meeting = Calendars.READER.read("BEGIN:VEVENT\nUID:1\nATTENDEE;CN=Anna:" + written).meetings()
                .getFirst();

        assertThat(meeting.attendees()).extracting(Attendee::address, Attendee::name)
                .containsExactly(tuple(address, "Anna"));
    }
}
