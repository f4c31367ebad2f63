// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.ingest.calendar.Attendee.Answer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MeetingHistoryTest {
    private static final Instant LATER = Instant.parse("2026-04-30T00:00:00Z");

    @Test
    void anAnswerChangesOneAttendee() {
        Meeting meeting = after("outlook-request", "outlook-reply-accepted");

        assertThat(answer(meeting, "boris.brandt@buyer.example")).isEqualTo(Answer.ACCEPTED);
        assertThat(answer(meeting, "clara@buyer.example")).isEqualTo(Answer.NONE);
        assertThat(meeting.details().summary()).isEqualTo("Pilot review");
        assertThat(meeting.attendees()).hasSize(3);
    }

    @Test
    void theLaterAnswerCountsWhicheverComesFirst() {
        assertThat(answer(after("outlook-request", "outlook-reply-declined", "outlook-reply-accepted"),
                "boris.brandt@buyer.example")).isEqualTo(Answer.DECLINED);
        assertThat(answer(after("outlook-reply-accepted", "outlook-request", "outlook-reply-declined"),
                "boris.brandt@buyer.example")).isEqualTo(Answer.DECLINED);
    }

    @Test
    void anAnswerToTheOldTimeIsNoneToTheNew() {
        Meeting meeting = after("outlook-update", "outlook-reply-accepted", "outlook-request");

        assertThat(meeting.schedule().orElseThrow().start()).isEqualTo("2026-03-25T09:00:00Z");
        assertThat(answer(meeting, "boris.brandt@buyer.example")).isIn(Answer.NONE);
    }

    @Test
    void aProposalMovesNothingAndIsOpenUntilTheMeetingMoves() {
        MeetingHistory proposed = history("outlook-request", "outlook-counter");

        assertThat(proposed.meeting().orElseThrow().schedule().orElseThrow().start())
                .isEqualTo("2026-03-24T13:00:00Z");
        assertThat(proposed.proposals()).singleElement()
                .satisfies(p -> assertThat(p.schedule().orElseThrow().start()).isEqualTo("2026-03-25T09:00:00Z"));
        assertThat(history("outlook-request", "outlook-counter", "outlook-update").proposals()).isEmpty();
    }

    @Test
    void aProposalThatWasDeclinedIsClosed() {
        Meeting counter = Calendars.meeting("outlook-counter");
        Meeting no = new Meeting(counter.key(), false,
                new Revision(Method.DECLINECOUNTER, 0, counter.revision().stamp().plusSeconds(60)),
                Status.CONFIRMED, Optional.empty(), Details.NONE, Optional.empty(), counter.attendees());

        assertThat(history("outlook-request", "outlook-counter").with(no).proposals()).isEmpty();
    }

    @Test
    void whatIsCancelledStaysCancelledWhateverComesLate() {
        assertThat(after("outlook-cancel", "outlook-request", "outlook-update").status())
                .isEqualTo(Status.CANCELLED);
        assertThat(history("outlook-cancel").meeting()).isEmpty();
    }

    @Test
    void oneOccurrenceIsCalledOffAndOneAnswered() {
        MeetingHistory history = history("google-cancel-occurrence", "google-reply-tentative", "google-request");

        assertThat(history.series().between(Instant.EPOCH, LATER).occurrences()).extracting(
                m -> m.schedule().orElseThrow().start() + " " + m.status() + " "
                        + answer(m, "anna@seller.example"))
                .containsExactly("2026-03-03T15:00:00Z CONFIRMED NONE", "2026-03-10T14:00:00Z CANCELLED NONE",
                        "2026-03-17T14:00:00Z CONFIRMED TENTATIVE", "2026-03-24T14:00:00Z CONFIRMED NONE");
        assertThat(history.meeting().orElseThrow().status()).isEqualTo(Status.CONFIRMED);
    }

    @Test
    void answersToTheSeriesHoldForEveryOccurrenceUntilSomethingLaterIsSaid() {
        MeetingHistory history = history("google-request", "google-reply-tentative");
        Meeting reply = Calendars.meeting("google-reply-tentative");
        Meeting declined = new Meeting(reply.key().series(), false,
                new Revision(Method.REPLY, 0, reply.revision().stamp().plusSeconds(60)), Status.CONFIRMED,
                Optional.empty(), Details.NONE, Optional.empty(),
                reply.attendees().stream().map(a -> a.answering(Answer.DECLINED)).toList());

        assertThat(history.with(declined).series().between(Instant.EPOCH, LATER).occurrences())
                .allMatch(m -> answer(m, "anna@seller.example") == Answer.DECLINED).hasSize(4);
    }

    @Test
    void orderAndRepetitionChangeNothing() {
        List<Meeting> notices = new ArrayList<>();
        for (String name : List.of("outlook-request", "outlook-update", "outlook-reply-accepted",
                "outlook-reply-declined", "outlook-counter", "outlook-cancel")) {
            notices.addAll(Calendars.read(name).meetings());
        }
        Meeting request = notices.getFirst();
        notices.add(stored(request, 0, "2026-03-11T00:00:00Z", Answer.TENTATIVE));
        notices.add(stored(request, 1, "2026-03-12T09:00:00Z", Answer.ACCEPTED));
        MeetingHistory all = MeetingHistory.NONE.with(notices);
        Random random = new Random(7);
        for (int i = 0; i < 500; i++) {
            List<Meeting> some = new ArrayList<>(notices);
            some.add(notices.get(random.nextInt(notices.size())));
            Collections.shuffle(some, random);
            MeetingHistory history = MeetingHistory.NONE;
            for (Meeting notice : some) {
                history = history.with(notice);
            }
            assertThat(history.meetings()).isEqualTo(all.meetings());
            assertThat(history.proposals()).isEqualTo(all.proposals());
        }
    }

    private static Meeting stored(Meeting meeting, int sequence, String changed, Answer answer) {
        return new Meeting(meeting.key(), false, new Revision(Method.STORED, sequence, Instant.parse(changed)),
                Status.CONFIRMED, meeting.schedule(), meeting.details(), meeting.organiser(),
                List.of(meeting.attendees().getFirst().answering(answer)));
    }

    @Test
    void aGuestsCalendarThatHidesTheOthersTakesNobodyAway() {
        Meeting request = Calendars.meeting("outlook-request");
        Meeting meeting = history("outlook-request").with(stored(request, 0, "2026-03-20T00:00:00Z", Answer.ACCEPTED))
                .meeting().orElseThrow();

        assertThat(meeting.attendees()).hasSize(3);
        assertThat(answer(meeting, "boris.brandt@buyer.example")).isEqualTo(Answer.ACCEPTED);
    }

    @Test
    void theSameMeetingByMailByCalendarAndByGraphIsOne() {
        Meeting mail = Calendars.meeting("outlook-request");
        String uid = mail.key().uid();
        MeetingBook book = MeetingBook.EMPTY.with(List.of(mail))
                .with(List.of(stored(mail.named(MeetingKey.of(uid.toLowerCase(Locale.ROOT))), 0,
                        "2026-03-11T00:00:00Z", Answer.ACCEPTED)))
                .with(Calendars.read("outlook-reply-accepted"));

        assertThat(book.meetings()).hasSize(1);
    }

    @Test
    void exchangeWrapsForeignUidsAndStampsOccurrences() {
        String wrapped = "040000008200E00074C5B7101A82E008" + "00000000" + "0000000000000000" + "0000000000000000"
                + "31000000" + "7643616C2D55696401000000"
                + "34616263354065786D706C652E6F726700";
        String ofDay = "040000008200E00074C5B7101A82E00807EA0318A0B1C2D3E4F5DA01000000000000000010000000"
                + "112233445566778899AABBCCDDEEFF00";
        String ofSeries = ofDay.replace("07EA0318", "00000000");
        Instant day = Instant.parse("2026-03-24T13:00:00Z");

        assertThat(MeetingKey.of(wrapped)).isEqualTo(MeetingKey.of("4abc5@exmple.org"));
        assertThat(MeetingKey.of(ofDay).at(day)).isEqualTo(MeetingKey.of(ofSeries).at(day));
        assertThat(MeetingKey.of(ofDay)).isNotEqualTo(MeetingKey.of(ofSeries));
    }

    @Test
    void whoeverAnswersAnInvitationThatWasPassedOnTakesPart() {
        Meeting reply = Calendars.meeting("outlook-reply-accepted");
        Meeting stranger = reply.with(Status.CONFIRMED, List.of(new Attendee("new@buyer.example", "New",
                Attendee.Role.REQUIRED, Attendee.Kind.PERSON, Answer.ACCEPTED)));

        assertThat(history("outlook-request").with(stranger).meeting().orElseThrow().attendee("NEW@buyer.example"))
                .isPresent();
    }

    @Test
    void aMeetingIsHeldWhenItIsOverAndABuyerDidNotDecline() {
        Meeting invited = after("outlook-request");
        Meeting declinedByOne = after("outlook-request", "outlook-reply-declined");
        Meeting off = after("outlook-request", "outlook-update", "outlook-cancel");

        assertThat(held(invited, "2026-03-24T13:59:00Z")).isFalse();
        assertThat(held(invited, "2026-03-24T14:00:00Z")).isTrue();
        assertThat(held(declinedByOne, "2026-04-01T00:00:00Z")).isTrue();
        assertThat(declinedByOne.held(LATER, a -> a.startsWith("Boris"))).isFalse();
        assertThat(held(off, "2026-04-01T00:00:00Z")).isFalse();
        assertThat(invited.held(LATER, a -> a.endsWith("@seller.example"))).as("the organiser's own").isTrue();
        assertThat(invited.held(LATER, a -> a.startsWith("room"))).as("a room is no buyer").isFalse();
    }

    private static boolean held(Meeting meeting, String now) {
        return meeting.held(Instant.parse(now), address -> address.endsWith("@buyer.example"));
    }

    private static Answer answer(Meeting meeting, String who) {
        return meeting.attendee(who).map(Attendee::answer).orElseThrow();
    }

    private static MeetingHistory history(String... names) {
        MeetingHistory history = MeetingHistory.NONE;
        for (String name : names) {
            history = history.with(Calendars.read(name).meetings());
        }
        return history;
    }

    private static Meeting after(String... names) {
        return history(names).meeting().orElseThrow();
    }
}
