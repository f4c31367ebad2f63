// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.imports;

import io.lamplighter.crm.sql.Column;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The accounts that the rows of a file name, whatever the case of their letters. */
final class AccountNames {

    private static final String FIND = "select account_id, lower(name) as name from account where lower(name) = any (:names)";

    private final Map<String, Long> ids = new HashMap<>();

    AccountNames(JdbcClient jdbc, Collection<String> names) {
        jdbc.sql(FIND).param("names", Column.text(names, name -> name.toLowerCase(Locale.ROOT))).query(row -> {
            ids.put(row.getString("name"), row.getLong("account_id"));
        });
    }

    /** Null, and a problem of the file, where no account has this name; null alone where none is named. */
    @Nullable
    Long require(String name, long line, CsvTable table) {
        Long id = ids.get(name.toLowerCase(Locale.ROOT));
        if (id == null && !name.isEmpty()) {
            table.problem(line, "account", "there is no account named “" + name + "”; import the accounts first");
        }
        return id;
    }
}
