// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.imports;

import io.lamplighter.crm.ledger.Recalls;
import io.lamplighter.crm.sql.Column;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Accounts from {@code name,domain}; several domains are separated by semicolons. Names are the identity. */
public final class AccountImport {

    private static final String INSERT = """
            insert into account (name)
            select name
              from unnest(:names) as r (name)
            on conflict (lower(name)) do nothing
            """;

    private static final String TAKEN = """
            select d.domain, a.name
              from account_domain d
              join account a using (account_id)
             where d.domain = any (:domains)
            """;

    private static final String ADD_DOMAINS = """
            insert into account_domain (domain, account_id)
            select r.domain, a.account_id
              from unnest(:domains, :names) as r (domain, name)
              join account a on lower(a.name) = lower(r.name)
            on conflict (domain) do nothing
            """;

    private static final String FREEMAIL = "select domain from freemail_domain where domain = any (:domains)";

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Recalls recalls;

    public AccountImport(JdbcClient jdbc, TransactionTemplate transaction, Recalls recalls) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.recalls = recalls;
    }

    private record Line(long number, String name, List<String> domains) {}

    /** @throws ImportRejected if anything in the file is wrong; then nothing was changed */
    public Imported from(String csv) {
        CsvTable table = new CsvTable(csv, "name", "domain");
        List<Line> lines = new ArrayList<>();
        table.forEach(row -> {
            String name = row.required("name");
            List<String> domains = domains(table, row);
            if (name != null) {
                lines.add(new Line(row.line(), name, domains));
            }
        });
        return transaction.execute(status -> store(table, lines));
    }

    private static List<String> domains(CsvTable table, CsvTable.Row row) {
        Set<String> domains = new LinkedHashSet<>();
        for (String part : row.optional("domain").split("[;\\s]+")) {
            String domain = part.toLowerCase(Locale.ROOT).replaceFirst("^https?://", "").replaceFirst("^www\\.", "")
                    .replaceFirst("/.*$", "");
            if (!domain.isEmpty() && !domain.matches("[\\p{L}\\p{N}-]+(\\.[\\p{L}\\p{N}-]+)+")) {
                table.problem(row.line(), "domain", "“" + part + "” is no domain; write it like acme.example");
            } else if (!domain.isEmpty()) {
                domains.add(domain);
            }
        }
        return List.copyOf(domains);
    }

    private Imported store(CsvTable table, List<Line> lines) {
        Map<String, String> owners = owners(table, lines);
        int created = jdbc.sql(INSERT).param("names", Column.text(lines, Line::name)).update();
        int domains = jdbc.sql(ADD_DOMAINS).param("domains", Column.text(owners.keySet()))
                .param("names", Column.text(owners.values())).update();
        recalls.ofDomains(owners.keySet());
        return new Imported(lines.size(), created, Math.max(0, Math.min(domains, lines.size() - created)),
                freemailNotes(owners.keySet()));
    }

    /** Each domain with the account it is to belong to; a domain can belong to one only. */
    private Map<String, String> owners(CsvTable table, List<Line> lines) {
        Map<String, String> owners = new LinkedHashMap<>();
        Map<String, String> taken = new LinkedHashMap<>();
        Set<String> all = new LinkedHashSet<>();
        lines.forEach(line -> all.addAll(line.domains()));
        jdbc.sql(TAKEN).param("domains", Column.text(all)).query(row -> {
            taken.put(row.getString("domain"), row.getString("name"));
        });
        for (Line line : lines) {
            for (String domain : line.domains()) {
                String other = taken.getOrDefault(domain, owners.getOrDefault(domain, line.name()));
                if (!other.equalsIgnoreCase(line.name())) {
                    table.problem(line.number(), "domain", domain + " already belongs to " + other);
                }
                owners.put(domain, line.name());
            }
        }
        table.rejectIfWrong();
        return owners;
    }

    private List<String> freemailNotes(Set<String> domains) {
        return jdbc.sql(FREEMAIL).param("domains", Column.text(domains)).query(String.class).list().stream()
                .map(d -> d + " is a freemail domain: people there are matched one by one, never as a company.")
                .toList();
    }
}
