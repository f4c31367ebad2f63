// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.ingest.mailbox.Forecast;
import io.lamplighter.ingest.mailbox.MailboxSession;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class GraphForecastTest {

    @Test
    void saysHowMuchLiesInEachWindowAndWhatMicrosoftAllowsInAMinute() {
        try (GraphTenant tenant = new GraphTenant()) {
            tenant.readsMailOnly();
            for (int week = 1; week <= 60; week++) {
                tenant.anna.received(week % 2 == 0 ? "inbox" : "sentitems",
                        GraphTenant.START.minus(Duration.ofDays(7L * week)), "week " + week);
            }
            Instant month = GraphTenant.START.minus(Duration.ofDays(30));
            Instant year = GraphTenant.START.minus(Duration.ofDays(365));

            Forecast forecast;
            try (MailboxSession session = tenant.connector.open(GraphTenant.ANNA)) {
                forecast = session.forecast(List.of(month, year, Instant.EPOCH));
            }

            assertThat(forecast).isEqualTo(new Forecast(List.of(new Forecast.Volume(month, 4, true),
                    new Forecast.Volume(year, 52, true), new Forecast.Volume(Instant.EPOCH, 60, true)), 931));
        }
    }
}
