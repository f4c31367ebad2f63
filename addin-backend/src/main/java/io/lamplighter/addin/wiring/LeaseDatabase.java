// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.wiring;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A few connections for saying that this node lives, and for nothing else. Pages and runs that keep all others busy do not
 * silence a node, and one of these that hangs is given up soon enough to say it again over another before the lease is over.
 */
final class LeaseDatabase implements AutoCloseable {

    private static final int CONNECTIONS = 3;

    private final HikariDataSource pool;

    private LeaseDatabase(HikariDataSource pool) {
        this.pool = pool;
    }

    /** @param main the pool of everything else, of whose settings only the patience is different */
    static LeaseDatabase beside(HikariDataSource main, Duration lease) {
        long patience = Math.max(1_000, lease.toMillis() / 3);
        HikariConfig config = new HikariConfig();
        config.setPoolName("leases");
        config.setJdbcUrl(main.getJdbcUrl());
        config.setUsername(main.getUsername());
        config.setPassword(main.getPassword());
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(patience);
        config.setValidationTimeout(Math.max(250, patience / 2));
        // Whether the database can be reached says the pool of everything else.
        config.setInitializationFailTimeout(-1);
        config.setDataSourceProperties(main.getDataSourceProperties());
        String seconds = Long.toString(patience / 1_000);
        config.addDataSourceProperty("connectTimeout", seconds);
        config.addDataSourceProperty("socketTimeout", seconds);
        config.setConnectionInitSql(
                "set idle_in_transaction_session_timeout = '%1$dms'; set statement_timeout = '%1$dms'"
                        .formatted(patience));
        return new LeaseDatabase(new HikariDataSource(config));
    }

    JdbcClient jdbc() {
        return JdbcClient.create(pool);
    }

    @Override
    public void close() {
        pool.close();
    }
}
