// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.expiry;

import io.lamplighter.crm.sql.Fields;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What was found out about ends, for all nodes. */
final class KnownEnds {

    private static final String SAVE = """
            insert into known_end (what, began_at, ends_at, checked_at)
            values (:what, :began, :ends, :now)
            on conflict (what) do update
               set began_at = excluded.began_at, ends_at = excluded.ends_at, checked_at = excluded.checked_at
            """;

    private static final String ALL = "select what, began_at, ends_at from known_end where ends_at is not null";

    // What nobody has asked about for so long belongs to nobody any more.
    private static final String FORGET = "delete from known_end where checked_at < :before";

    private final JdbcClient jdbc;
    private final Clock clock;

    KnownEnds(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    record Known(Optional<Instant> began, Instant ends) {}

    void save(String what, @Nullable Instant began, @Nullable Instant ends) {
        jdbc.sql(SAVE).param("what", what).param("began", began == null ? null : began.atOffset(ZoneOffset.UTC))
                .param("ends", ends == null ? null : ends.atOffset(ZoneOffset.UTC))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC)).update();
    }

    Map<String, Known> all() {
        Map<String, Known> all = new HashMap<>();
        jdbc.sql(ALL).query(row -> {
            all.put(row.getString("what"), new Known(Fields.instant(row, "began_at"), Fields.at(row, "ends_at")));
        });
        return all;
    }

    void forget(Instant before) {
        jdbc.sql(FORGET).param("before", before.atOffset(ZoneOffset.UTC)).update();
    }
}
