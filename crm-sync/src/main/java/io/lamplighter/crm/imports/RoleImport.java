// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.imports;

import io.lamplighter.crm.sql.Column;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Who plays which part in buying, from {@code opportunity,contact_email,role}. */
public final class RoleImport {

    private static final String UPSERT = """
            insert into buying_role (opportunity_id, contact_id, role)
            select o.opportunity_id, ca.contact_id, r.role
              from unnest(:opportunities, :addresses, :roles) as r (opportunity, address, role)
              join contact_address ca on ca.address = r.address
              join opportunity o on lower(o.name) = lower(r.opportunity)
            on conflict (opportunity_id, contact_id) do update
               set role = excluded.role
             where buying_role.role <> excluded.role
            returning xmax = 0 as created
            """;

    private static final String FOUND = """
            select exists (select from contact_address where address = :address) as contact,
                   (select count(*) from opportunity where lower(name) = lower(:opportunity)) as opportunities
            """;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    public RoleImport(JdbcClient jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    private record Line(String opportunity, String email, String role) {}

    /** @throws ImportRejected if anything in the file is wrong; then nothing was changed */
    public Imported from(String csv) {
        CsvTable table = new CsvTable(csv, "opportunity", "contact_email", "role");
        List<Line> lines = new ArrayList<>();
        table.forEach(row -> {
            String opportunity = row.required("opportunity");
            String email = row.email("contact_email");
            String role = row.required("role");
            if (opportunity != null && email != null && role != null) {
                check(table, row.line(), opportunity, email);
                lines.add(new Line(opportunity, email, role));
            }
        });
        return transaction.execute(status -> {
            List<Boolean> created = jdbc.sql(UPSERT).param("opportunities", Column.text(lines, Line::opportunity))
                    .param("addresses", Column.text(lines, Line::email)).param("roles", Column.text(lines, Line::role))
                    .query((row, i) -> row.getBoolean("created")).list();
            int fresh = (int) created.stream().filter(c -> c).count();
            return new Imported(lines.size(), fresh, created.size() - fresh, List.of());
        });
    }

    private void check(CsvTable table, long line, String opportunity, String email) {
        jdbc.sql(FOUND).param("address", email).param("opportunity", opportunity).query(row -> {
            if (!row.getBoolean("contact")) {
                table.problem(line, "contact_email", "there is no contact with the address " + email);
            }
            if (row.getInt("opportunities") != 1) {
                table.problem(line, "opportunity", "there is not exactly one opportunity named “" + opportunity + "”");
            }
        });
    }
}
