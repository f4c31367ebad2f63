// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.figures;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.crm.Crm;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class FiguresTest {

    private final Crm crm = new Crm();
    private final Figures figures = new Figures(crm.jdbc, crm.database.transaction());

    private double overdue(Instant now) {
        return figures.measured(now).stream().filter(one -> one.name().equals("mailboxes.overdue"))
                .mapToDouble(Figure::value).sum();
    }

    private void connectedAt(Instant moment) {
        crm.jdbc.sql("update mailbox set created_at = :at").param("at", moment.atOffset(ZoneOffset.UTC))
                .update();
    }

    @Test
    void aMailboxThatNobodyEverCameToIsOverdue() {
        connectedAt(Crm.NOW);

        assertThat(overdue(Crm.NOW.plus(Duration.ofMinutes(4)))).isZero();
        assertThat(overdue(Crm.NOW.plus(Duration.ofMinutes(6)))).isEqualTo(2);
    }

    @Test
    void oneThatWaitsForSomebodyIsNot() {
        connectedAt(Crm.NOW);
        crm.mailboxes.await(crm.annasMailbox, true);
        crm.mailboxes.pause(crm.jonasMailbox, true);

        assertThat(overdue(Crm.NOW.plus(Duration.ofDays(1)))).isZero();
    }

    @Test
    void oneThatMayBeReadAgainIsDueFromThenOn() {
        Instant longAgo = Instant.parse("2020-01-01T00:00:00Z");
        connectedAt(longAgo);
        crm.mailboxes.succeeded(crm.jonasMailbox, Crm.NOW, crm.jdbc.sql("select now() + interval '1 day'")
                .query(OffsetDateTime.class).single().toInstant());
        crm.mailboxes.pause(crm.annasMailbox, true);
        crm.mailboxes.pause(crm.annasMailbox, false);
        Instant resumed = crm.mailboxes.find(crm.annasMailbox).orElseThrow().nextAttemptAt().orElseThrow();

        assertThat(overdue(resumed.plusSeconds(60))).isZero();
        assertThat(overdue(resumed.plusSeconds(600))).isEqualTo(1);
    }
}
