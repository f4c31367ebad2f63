// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.crm.Crm;
import io.lamplighter.crm.directory.User;
import io.lamplighter.crm.scoring.Jargon;
import io.lamplighter.crm.scoring.Plain;
import io.lamplighter.crm.scoring.ScoreBacklog;
import io.lamplighter.crm.warning.Warnings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DispatcherTest {

    private final Jargon jargon = new Jargon();
    private final Crm crm = jargon.crm;
    private final Postman mail = new Postman("mail");
    private final Postman hook = new Postman("webhook");

    /** Delivers to a list, unless it is ill. */
    private static final class Postman implements Notifier {

        private final String channel;
        private final List<String> told = new ArrayList<>();
        private boolean ill;

        Postman(String channel) {
            this.channel = channel;
        }

        @Override
        public String channel() {
            return channel;
        }

        @Override
        public void tell(Notice notice, User whom) {
            if (ill) {
                throw new IllegalStateException("the words of the mail");
            }
            told.add(whom.username() + " of " + notice.dealName());
        }
    }

    @BeforeEach
    void aWarningIsRaised() {
        jargon.mail("The budget is frozen.", 1);
        Warnings warnings = new Warnings(crm.jdbc, crm.database.transaction(),
                new Outbox(crm.jdbc, List.of("mail", "webhook")), crm.clock);
        Plain scorer = new Plain("1", Map.of("frozen", -0.9));
        new ScoreBacklog(crm.jdbc, crm.database.transaction(), () -> scorer, warnings, crm.clock).scoreNewest(9,
                Instant.EPOCH);
    }

    @Test
    void everybodyIsToldOnceByEveryChannel() {
        assertThat(dispatcher(Duration.ZERO).run(9)).isEqualTo(4);
        assertThat(dispatcher(Duration.ofDays(1)).run(9)).isZero();

        assertThat(mail.told).containsExactlyInAnyOrder("anna of Cold rooms", "marta of Cold rooms");
        assertThat(hook.told).hasSize(2);
    }

    @Test
    void aChannelThatFailsIsTriedAgainAndDelaysNoOther() {
        mail.ill = true;
        assertThat(dispatcher(Duration.ZERO).run(9)).isEqualTo(2);
        mail.ill = false;
        assertThat(dispatcher(Duration.ofSeconds(30)).run(9)).isZero();

        assertThat(dispatcher(Duration.ofSeconds(61)).run(9)).isEqualTo(2);
        assertThat(mail.told).hasSize(2);
        assertThat(hook.told).hasSize(2);
    }

    @Test
    void whatFailsForGoodIsGivenUpWithItsKindAndNotItsWords() {
        mail.ill = true;
        for (int day = 0; day < 20; day++) {
            dispatcher(Duration.ofDays(day)).run(9);
        }

        assertThat(crm.jdbc.sql("select distinct attempts || failure from delivery where channel = 'mail'")
                .query(String.class).list()).containsExactly("10IllegalStateException");
    }

    @Test
    void anotherNodeTakesOnlyWhatNobodyHas() {
        crm.jdbc.sql(
                "update delivery set next_attempt_at = next_attempt_at + interval '2 minutes' where channel = 'mail'")
                .update();

        assertThat(dispatcher(Duration.ZERO).run(9)).isEqualTo(2);
        assertThat(dispatcher(Duration.ofMinutes(3)).run(9)).isEqualTo(2);
    }

    private Dispatcher dispatcher(Duration later) {
        return new Dispatcher(crm.jdbc, List.of(mail, hook), Clock.offset(crm.clock, later));
    }
}
