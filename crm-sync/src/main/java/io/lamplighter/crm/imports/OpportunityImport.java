// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.imports;

import io.lamplighter.crm.directory.Users;
import io.lamplighter.crm.sql.Column;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Opportunities from {@code name,account,owner,stage,amount,currency,close_date}. Account and name are the identity. An owner
 * nobody knows yet becomes a rep who cannot sign in; a stage nobody knows yet is added to the pipeline.
 */
public final class OpportunityImport {

    private static final String ADD_STAGES = """
            insert into stage (pipeline_id, name, position)
            select p.pipeline_id, r.name,
                   (select max(position) from stage s where s.pipeline_id = p.pipeline_id and s.outcome = 'open')
                   + row_number() over ()
              from unnest(:names) as r (name)
             cross join (select min(pipeline_id) as pipeline_id from pipeline) p
             where not exists (select from stage s where s.pipeline_id = p.pipeline_id and lower(s.name) = lower(r.name))
            returning name
            """;

    private static final String UPSERT = """
            insert into opportunity (name, account_id, owner_id, stage_id, amount, currency, close_date)
            select r.name, r.account_id, r.owner_id, s.stage_id, r.amount::numeric, r.currency, r.close_date::date
              from unnest(:names, :accounts, :owners, :stages, :amounts, :currencies, :closeDates)
                   as r (name, account_id, owner_id, stage, amount, currency, close_date)
              join stage s on lower(s.name) = lower(r.stage)
                          and s.pipeline_id = (select min(pipeline_id) from pipeline)
            on conflict (account_id, lower(name)) do update
               set owner_id = excluded.owner_id, stage_id = excluded.stage_id, amount = excluded.amount,
                   currency = excluded.currency, close_date = excluded.close_date
             where (opportunity.owner_id, opportunity.stage_id, opportunity.amount, opportunity.currency, opportunity.close_date)
                   is distinct from
                   (excluded.owner_id, excluded.stage_id, excluded.amount, excluded.currency, excluded.close_date)
            returning xmax = 0 as created
            """;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Users users;

    public OpportunityImport(JdbcClient jdbc, TransactionTemplate transaction, Users users) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.users = users;
    }

    private record Line(long number, String name, String account, String owner, String stage, BigDecimal amount,
            String currency, @Nullable LocalDate closes) {}

    /** @throws ImportRejected if anything in the file is wrong; then nothing was changed */
    public Imported from(String csv) {
        CsvTable table = new CsvTable(csv, "name", "account", "owner", "stage", "amount", "currency", "close_date");
        Map<String, Line> lines = new LinkedHashMap<>();
        table.forEach(row -> {
            String name = row.required("name");
            String account = row.required("account");
            String owner = row.email("owner");
            String stage = row.required("stage");
            BigDecimal amount = row.amount("amount");
            String currency = row.currency("currency");
            LocalDate closes = row.date("close_date");
            if (name != null && account != null && owner != null && stage != null && amount != null && currency != null
                    && lines.put((account + "\n" + name).toLowerCase(Locale.ROOT),
                            new Line(row.line(), name, account, owner, stage, amount, currency, closes)) != null) {
                table.problem(row.line(), "name", account + " has “" + name + "” twice in this file");
            }
        });
        return transaction.execute(status -> store(table, List.copyOf(lines.values())));
    }

    private Imported store(CsvTable table, List<Line> lines) {
        AccountNames names = new AccountNames(jdbc, lines.stream().map(Line::account).toList());
        Map<Line, Long> accounts = new HashMap<>();
        lines.forEach(l -> accounts.put(l, names.require(l.account(), l.number(), table)));
        table.rejectIfWrong();
        List<String> notes = new ArrayList<>();
        Set<String> emails = lines.stream().map(Line::owner).collect(Collectors.toCollection(LinkedHashSet::new));
        Map<String, Long> owners = users.invite(emails,
                added -> notes.add(added + " was added as a rep who cannot sign in yet."));
        Set<String> stages = new LinkedHashSet<>();
        Map<String, String> spelled = new LinkedHashMap<>();
        lines.forEach(line -> spelled.putIfAbsent(line.stage().toLowerCase(Locale.ROOT), line.stage()));
        stages.addAll(spelled.values());
        jdbc.sql(ADD_STAGES).param("names", Column.text(stages)).query(String.class).list()
                .forEach(stage -> notes.add("The stage “" + stage + "” was added to the pipeline."));
        List<Boolean> created = jdbc.sql(UPSERT).param("names", Column.text(lines, Line::name))
                .param("accounts", Column.bigintOrNull(lines, accounts::get))
                .param("owners", Column.bigintOrNull(lines, l -> owners.get(l.owner())))
                .param("stages", Column.text(lines, Line::stage))
                .param("amounts", Column.text(lines, l -> l.amount().toPlainString()))
                .param("currencies", Column.text(lines, Line::currency))
                .param("closeDates", Column.text(lines, l -> l.closes() == null ? null : l.closes().toString()))
                .query((row, i) -> row.getBoolean("created")).list();
        int fresh = (int) created.stream().filter(c -> c).count();
        return new Imported(lines.size(), fresh, created.size() - fresh, notes);
    }
}
