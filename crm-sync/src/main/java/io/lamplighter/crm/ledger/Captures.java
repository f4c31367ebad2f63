// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.ledger;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** When mail was captured last. */
public final class Captures {

    private static final String LATEST = "select recorded_at from interaction order by interaction_id desc limit 1";

    private final JdbcClient jdbc;

    public Captures(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Empty before the first. */
    public Optional<Instant> latest() {
        return jdbc.sql(LATEST).query(OffsetDateTime.class).optional().map(OffsetDateTime::toInstant);
    }
}
