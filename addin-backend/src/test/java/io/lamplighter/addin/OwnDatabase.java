// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A PostgreSQL with all tables and nothing in them, for one test class; whoever makes it for less than that closes it. */
public final class OwnDatabase implements AfterAllCallback, AutoCloseable {

    private final EmbeddedPostgres server;
    private final DataSource source;

    public OwnDatabase() {
        try {
            server = EmbeddedPostgres.start();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        source = server.getPostgresDatabase();
        Flyway.configure().dataSource(source).outOfOrder(true).load().migrate();
    }

    public DataSource source() {
        return source;
    }

    /** For a server of its own that is to use this. */
    public String url() {
        return server.getJdbcUrl("postgres", "postgres");
    }

    public JdbcClient jdbc() {
        return JdbcClient.create(source);
    }

    public JdbcTransactionManager transactions() {
        return new JdbcTransactionManager(source);
    }

    public TransactionTemplate transaction() {
        return new TransactionTemplate(transactions());
    }

    @Override
    public void afterAll(ExtensionContext over) {
        close();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
