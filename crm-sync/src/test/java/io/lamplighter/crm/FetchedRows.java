// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.ResultSet;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.PreparedStatementCreator;
import org.springframework.jdbc.core.PreparedStatementSetter;
import org.springframework.jdbc.core.ResultSetExtractor;

/** Counts the rows that are fetched from the database, whatever is made of them. */
public final class FetchedRows extends JdbcTemplate {

    private final AtomicLong fetched = new AtomicLong();

    public FetchedRows(DataSource database) {
        super(database);
    }

    /** How many there were since this was asked before. */
    public long next() {
        return fetched.getAndSet(0);
    }

    @Override
    public <T extends @Nullable Object> T query(PreparedStatementCreator statement,
            @Nullable PreparedStatementSetter values,
            ResultSetExtractor<T> extractor) {
        return super.query(statement, values, rows -> extractor.extractData(counted(rows)));
    }

    private ResultSet counted(ResultSet rows) {
        return (ResultSet) Proxy.newProxyInstance(ResultSet.class.getClassLoader(), new Class<?>[]{ResultSet.class},
                (proxy, method, arguments) -> {
                    try {
                        Object answer = method.invoke(rows, arguments);
                        if (method.getName().equals("next") && Boolean.TRUE.equals(answer)) {
                            fetched.incrementAndGet();
                        }
                        return answer;
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                });
    }
}
