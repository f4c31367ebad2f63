// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.crm.Crm;
import io.lamplighter.crm.Mail;
import io.lamplighter.sentiment.Score;
import io.lamplighter.sentiment.SentimentScorer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ScoreBacklogTest {

    private final Crm crm = new Crm();
    private final AtomicReference<Instant> now = new AtomicReference<>(Crm.NOW);
    private final Clock clock = ((InstantSource) now::get).withZone(ZoneOffset.UTC);

    private SentimentScorer takes(Duration time) {
        return new SentimentScorer() {

            @Override
            public String version() {
                return "slow";
            }

            @Override
            public Score score(String text, String language) {
                now.updateAndGet(moment -> moment.plus(time));
                return new Score(0.5, 1, 0.5, List.of(), version());
            }
        };
    }

    /** The server would end the transaction, and the same mails would be scored in vain for ever. */
    @Test
    void whatTakesLongIsStoredBeforeTheTransactionWasIdleForTooLong() {
        for (int i = 0; i < 5; i++) {
            crm.record(crm.annasMailbox,
                    Mail.from("helen@oakhanger.example").to("anna@seller.example").in("INBOX/1/" + i));
        }
        ScoreBacklog backlog = new ScoreBacklog(crm.jdbc, crm.database.transaction(), takes(Duration.ofSeconds(6)),
                clock);

        assertThat(backlog.scoreNewest(10, Instant.EPOCH)).isEqualTo(2);
        assertThat(crm.count("score")).isEqualTo(2);
        assertThat(backlog.scoreNewest(10, Instant.EPOCH)).isEqualTo(2);
        assertThat(backlog.scoreNewest(10, Instant.EPOCH)).isEqualTo(1);
        assertThat(backlog.scoreNewest(10, Instant.EPOCH)).isZero();
    }

    @Test
    void oneThatTakesLongerThanThatIsStoredToo() {
        crm.record(crm.annasMailbox, Mail.from("helen@oakhanger.example").to("anna@seller.example").in("INBOX/1/1"));

        assertThat(new ScoreBacklog(crm.jdbc, crm.database.transaction(), takes(Duration.ofMinutes(1)), clock)
                .scoreNewest(10, Instant.EPOCH)).isEqualTo(1);
    }
}
