// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.warning;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.crm.ActivityId;
import io.lamplighter.crm.Crm;
import io.lamplighter.crm.Mail;
import io.lamplighter.crm.notify.Outbox;
import io.lamplighter.crm.scoring.Jargon;
import io.lamplighter.crm.scoring.Plain;
import io.lamplighter.crm.scoring.ScoreBacklog;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ThresholdsTest {

    private final Jargon jargon = new Jargon();
    private final Crm crm = jargon.crm;
    private final Thresholds thresholds = new Thresholds(crm.jdbc, crm.clock);
    private final long pipeline = crm.jdbc.sql("select pipeline_id from pipeline").query(Long.class).single();
    private final ActivityId frozen = jargon.mail("The budget is frozen.", 2);
    private final ActivityId later = jargon.mail("Rather later than sooner.", 40);

    @Test
    void aThresholdIsJudgedByWhatItWouldHaveWarnedOf() {
        jargon.mail("A sunny day.", 1);
        jargon.mail("The budget is frozen, long ago.", 91);
        crm.record(crm.annasMailbox, Mail.from("anna@seller.example").to("helen@oakhanger.example")
                .saying("Your budget is frozen.").in("Sent/1/1"));
        jargon.rate(frozen, false, crm.anna);
        jargon.rate(later, false, crm.jonas);
        score();

        assertThat(thresholds.figures(pipeline, -0.35)).isEqualTo(new Thresholds.Figures(3, 1, 1, 1, 0, 1));
        assertThat(thresholds.figures(pipeline, -0.2)).isEqualTo(new Thresholds.Figures(3, 2, 1, 2, 0, 0));
        assertThat(thresholds.figures(pipeline, -1)).isEqualTo(new Thresholds.Figures(3, 0, 0, 0, 0, 2));
        assertThat(thresholds.figures(pipeline + 1, -0.2).written()).isZero();
        assertThat(thresholds.course(pipeline)).hasSize(40).satisfies(course -> {
            assertThat(course.stream().mapToInt(i -> i).sum()).isEqualTo(3);
            assertThat(course.get(4)).isEqualTo(1);
        });
    }

    @Test
    void whatWouldHaveWarnedIsListedNewestFirst() {
        jargon.rate(frozen, true, crm.anna);
        score();
        crm.jdbc.sql("update opportunity set stage_id = (select stage_id from stage where outcome = 'lost')").update();

        assertThat(thresholds.below(pipeline, -0.2, 9)).extracting(Thresholds.Below::activity)
                .containsExactly(frozen, later);
        assertThat(thresholds.below(pipeline, -0.2, 1)).singleElement().satisfies(one -> {
            assertThat(one.warned()).isTrue();
            assertThat(one.score()).isEqualTo(-0.77);
            assertThat(one.dealName()).isEqualTo("Cold rooms");
            assertThat(one.from()).isEqualTo("helen@oakhanger.example");
        });
        assertThat(thresholds.figures(pipeline, -0.5).ratedGood()).isEqualTo(1);
    }

    private void score() {
        Plain scorer = new Plain("1", Map.of("frozen", -0.77, "Rather", -0.27));
        Warnings warnings = new Warnings(crm.jdbc, crm.database.transaction(),
                new Outbox(crm.jdbc, List.of()), crm.clock);
        new ScoreBacklog(crm.jdbc, crm.database.transaction(), () -> scorer, warnings, crm.clock).scoreNewest(99,
                Instant.EPOCH);
    }
}
