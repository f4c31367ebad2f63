// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.ledger;

import io.lamplighter.crm.sql.Column;
import io.lamplighter.crm.sql.Json;
import io.lamplighter.ingest.sync.Departure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Stores who has left, beside the mail that says so. */
final class DepartureRows {

    private static final String INSERT = """
            insert into departure (interaction_id, address, name, successor_name, successor_address, said)
            select r.interaction_id, r.address, r.name, r.successor_name, r.successor_address, r.said
              from unnest(:interactions, :addresses, :names, :successorNames, :successorAddresses, :said)
                   as r (interaction_id, address, name, successor_name, successor_address, said)
            on conflict do nothing
            """;

    private final JdbcClient jdbc;

    DepartureRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Row(long interaction, Departure departure) {}

    void store(Map<Decision.Keep, Long> ids) {
        List<Row> rows = new ArrayList<>();
        ids.forEach((keep, id) -> keep.copy().departures().forEach(one -> rows.add(new Row(id, one))));
        if (rows.isEmpty()) {
            return;
        }
        jdbc.sql(INSERT).param("interactions", Column.bigint(rows, Row::interaction))
                .param("addresses", Column.text(rows, row -> address(row.departure().address())))
                .param("names", Column.text(rows, row -> Json.storable(row.departure().name())))
                .param("successorNames", Column.text(rows, row -> Json.storable(row.departure().successorName())))
                .param("successorAddresses", Column.text(rows, row -> address(row.departure().successorAddress())))
                .param("said", Column.bool(rows, row -> row.departure().said())).update();
    }

    private static String address(String address) {
        return Json.storable(address).toLowerCase(Locale.ROOT);
    }
}
