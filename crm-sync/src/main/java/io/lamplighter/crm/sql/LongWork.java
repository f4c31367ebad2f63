// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Work that one statement may be busy with for longer than a connection that hangs is waited for, such as the deletion of all
 * that a mailbox told. It gets a limit of its own, on both sides, for one transaction.
 */
public final class LongWork {

    // On the server first: it should end a statement before the client goes away and leaves it running.
    private static final String LIMIT = "select set_config('statement_timeout', :millis, true)";
    private static final Duration MARGIN = Duration.ofSeconds(5);

    private final DataSource database;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Duration most;

    /**
     * @param transaction on {@code database}
     * @param most how long one statement may take
     */
    public LongWork(DataSource database, TransactionTemplate transaction, Duration most) {
        this.database = database;
        this.jdbc = JdbcClient.create(database);
        this.transaction = transaction;
        this.most = most;
    }

    /** Does it in one transaction. */
    public void run(Runnable work) {
        transaction.executeWithoutResult(status -> {
            Connection connection = DataSourceUtils.getConnection(database);
            try {
                int before = connection.getNetworkTimeout();
                wait(connection, Math.toIntExact(most.plus(MARGIN).toMillis()));
                jdbc.sql(LIMIT).param("millis", Long.toString(most.toMillis())).query(String.class).single();
                work.run();
                wait(connection, before);
            } catch (SQLException broken) {
                throw new DataAccessResourceFailureException("the connection broke", broken);
            } finally {
                DataSourceUtils.releaseConnection(connection, database);
            }
        });
    }

    /** Where the work fails, the pool puts back what it was. */
    private static void wait(Connection connection, int millis) throws SQLException {
        connection.setNetworkTimeout(Runnable::run, millis);
    }
}
