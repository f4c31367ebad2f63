// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.ingest.transcript.OutcomeHint.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutcomeHintTest {

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"NEXT_STEP;Next steps: send the contract",
            "NEXT_STEP;We agreed to start a pilot in June.",
            "NEXT_STEP;I will send the proposal by Friday.", "NEXT_STEP;Let's meet again next Tuesday.",
            "NEXT_STEP;Nächste Schritte: Angebot senden", "NEXT_STEP;Ich schicke das Angebot bis Freitag.",
            "NEXT_STEP;다음 단계: 견적서 송부", "NEXT_STEP;다음 주에 다시 논의하기로 했습니다.", "NEXT_STEP;내일까지 견적서를 보내드리겠습니다.",
            "NEXT_STEP;下一步：发合同", "NEXT_STEP;我们明天之前把合同发给您。", "NO_SHOW;Customer was a no-show.",
            "NO_SHOW;Ben didn't show up.",
            "NO_SHOW;Nobody joined the call.", "NO_SHOW;Der Kunde ist nicht erschienen.", "NO_SHOW;고객 노쇼",
            "NO_SHOW;담당자가 참석하지 않음.",
            "NO_SHOW;客户没有出席。", "RESCHEDULED;The call was moved to Thursday.", "RESCHEDULED;Rescheduled to 20 May.",
            "RESCHEDULED;Let's reschedule for next week.", "RESCHEDULED;Der Termin wurde auf Freitag verschoben.",
            "RESCHEDULED;미팅이 다음 주로 연기되었습니다.", "RESCHEDULED;会议改到周五。", "CANCELLED;The meeting was cancelled.",
            "CANCELLED;Meeting cancelled", "CANCELLED;Der Termin wurde abgesagt.", "CANCELLED;회의가 취소되었습니다.",
            "CANCELLED;客户取消了会议。"})
    void readsWhatNotesSay(Kind kind, String sentence) {
        Transcript notes = Transcripts.text("Call with Acme\n\n" + sentence + "\nThey liked it.\n");

        assertThat(OutcomeHint.in(notes)).containsExactly(new OutcomeHint(kind, sentence));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Should we reschedule?", "If the meeting was cancelled we would know.",
            "They may cancel the subscription.",
            "The meeting was not cancelled.", "No next steps were agreed.", "The delivery was rescheduled.",
            "Next steps?",
            "Our no-show rate is low.", "They cancelled their old contract.", "Could we move the call to Friday?",
            "Wenn der Termin verschoben wird, melden wir uns.", "회의가 취소되면 알려 주세요.", "会议没有取消。", "주문이 취소되었습니다.",
            "We will see.",
            "I sent the contract."})
    void guessesNothing(String sentence) {
        assertThat(OutcomeHint.in(Transcripts.text("Call with Acme\n\n" + sentence + "\nThey liked it.\n"))).isEmpty();
    }

    @Test
    void whoSpeaksHasCome() {
        Transcript speech = Transcripts.text("Anna: Last time you didn't show up, did you see my mail?\n"
                + "Ben: Sorry, yes. The meeting was cancelled.\nAnna: I'll send the offer by Monday.\n");

        assertThat(OutcomeHint.in(speech)).extracting(OutcomeHint::kind).containsExactly(Kind.NEXT_STEP);
    }
}
