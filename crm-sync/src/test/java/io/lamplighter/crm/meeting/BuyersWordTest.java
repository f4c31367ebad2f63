// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.meeting;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.crm.Crm;
import io.lamplighter.ingest.sync.Said;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What mails of the buyer about a meeting mean to the going-dark clock. */
class BuyersWordTest {

    private static final String ANNA = "anna@seller.example";
    private static final String HELEN = "helen@oakhanger.example";
    private static final Instant IN_THREE_DAYS = Crm.NOW.plus(Duration.ofDays(3));

    private final Told told = new Told();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            REQUEST        | NEEDS-ACTION | 0 | true  | a person at the buyer invited us                               | INVITES
            REQUEST        | NEEDS-ACTION | 1 | true  | a person at the buyer changed the meeting                      | CHANGES
            COUNTER        | TENTATIVE    | 0 | true  | a person at the buyer asked for another time                   | PROPOSES
            CANCEL         | NEEDS-ACTION | 1 | false | the buyer called the meeting off                               | CALLS_OFF
            REPLY          | ACCEPTED     | 0 | false | to accept is one click: the meeting counts once it is held     | ACCEPTS
            REPLY          | TENTATIVE    | 0 | false | “maybe” is one click: the meeting counts once it is held       | MAY_COME
            REPLY          | DECLINED     | 0 | false | the buyer declined the meeting                                 | DECLINES
            DECLINECOUNTER | NEEDS-ACTION | 0 | false | the buyer keeps to the time: the meeting counts once it is held | INSISTS
            """)
    void whoWantsToMeetTalksToUs(String method, String answer, int sequence, boolean moves, String reason, Said said) {
        told.mailed(told.crm.annasMailbox, HELEN, ANNA, new Event("u1", IN_THREE_DAYS).sequence(sequence)
                .attendee(HELEN, answer).method(method));

        assertThat(told.mail().clock().moves()).isEqualTo(moves);
        assertThat(told.mail().clock().reason()).isEqualTo(reason);
        assertThat(told.mail().what().said()).isEqualTo(said);
    }

    @Test
    void whatIsWrittenWithAnAnswerIsAWordLikeAnyOther() {
        told.mailed(told.crm.annasMailbox, HELEN, ANNA, new Event("u1", IN_THREE_DAYS).attendee(HELEN, "DECLINED")
                .line("COMMENT:The board has frozen the budget.").method("REPLY"));

        assertThat(told.mail().clock().moves()).isTrue();
        assertThat(told.mail().clock().reason()).isEqualTo("a person at the buyer wrote to us with it");
        assertThat(told.mail().what().body()).isEqualTo("The board has frozen the budget.");
        assertThat(told.crm.jdbc.sql("select score_wanted from activity").query(Boolean.class).list())
                .containsExactly(true);
    }

    @Test
    void ourOwnInvitationsSayNothingOfTheBuyer() {
        told.mailed(told.crm.annasMailbox, ANNA, HELEN,
                new Event("u1", IN_THREE_DAYS).attendee(HELEN, "NEEDS-ACTION").method("REQUEST"));

        assertThat(told.mail().clock().moves()).isFalse();
        assertThat(told.mail().clock().reason()).isEqualTo("our own mail");
    }

    @Test
    void whoCallsTheOnlyMeetingOffGoesDarkSooner() {
        told.mailed(told.crm.annasMailbox, HELEN, ANNA, new Event("u1", IN_THREE_DAYS).sequence(1)
                .calledBy("Helen Marsh", HELEN).attendee(ANNA, "ACCEPTED").line("STATUS:CANCELLED").method("CANCEL"));

        assertThat(told.openDeal().lastInbound()).isEmpty();
        assertThat(told.openDeal().meeting()).isEmpty();
    }
}
