// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.ingest.Corpus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class RuleWriterTest {

    private static RecurrenceRule rule(String text) {
        return RecurrenceRule.parse(text).orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"FREQ=DAILY", "FREQ=WEEKLY;COUNT=10;INTERVAL=2;BYDAY=MO,WE;WKST=SU",
            "FREQ=MONTHLY;UNTIL=20261224;BYDAY=-1FR", "FREQ=MONTHLY;UNTIL=20261224T090000;BYDAY=MO,2MO,TU;BYSETPOS=-1",
            "FREQ=YEARLY;UNTIL=20261224T090000Z;BYMONTHDAY=-1,31;BYMONTH=2,12",
            "FREQ=YEARLY;BYSECOND=0,30;BYMINUTE=5;BYHOUR=9;BYYEARDAY=-1,100;BYWEEKNO=20",
            "RSCALE=GREGORIAN;FREQ=MONTHLY;BYMONTHDAY=31;SKIP=BACKWARD"})
    void whatIsInOrderIsWrittenAsItWasRead(String text) {
        assertThat(rule(text).text()).isEqualTo(text);
    }

    @Test
    void whatMeansNothingIsLeftOut() {
        assertThat(rule("interval=1;freq=weekly;wkst=MO;byday=FR,TU;X-NAME=1").text())
                .isEqualTo("FREQ=WEEKLY;BYDAY=TU,FR");
    }

    @Test
    void everyRuleOfOthersIsReadAgainAsTheSame() {
        for (JsonNode vector : Corpus.named("ical").jsonLines("ical/recurrence.shared.jsonl")) {
            RecurrenceRule.parse(vector.path("rrule").asString())
                    .ifPresent(rule -> assertThat(rule(rule.text())).isEqualTo(rule));
        }
    }
}
