// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A real PostgreSQL, started once for all tests; every test gets a migrated database of its own by copying a template. */
public final class TestDatabase {

    private static final AtomicInteger COUNTER = new AtomicInteger();
    private static final EmbeddedPostgres SERVER = start();

    private final DataSource dataSource;

    private TestDatabase(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    public static TestDatabase fresh() {
        String name = "test_" + COUNTER.incrementAndGet();
        JdbcClient.create(SERVER.getPostgresDatabase()).sql("create database " + name + " template migrated").update();
        return new TestDatabase(SERVER.getDatabase("postgres", name));
    }

    public DataSource dataSource() {
        return dataSource;
    }

    public JdbcClient jdbc() {
        return JdbcClient.create(dataSource);
    }

    public TransactionTemplate transaction() {
        return new TransactionTemplate(new JdbcTransactionManager(dataSource));
    }

    private static EmbeddedPostgres start() {
        try {
            // A database for each test: writing them all to the disk took half a minute at the end. Nothing here outlives the process.
            EmbeddedPostgres server = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> close(server)));
            JdbcClient.create(server.getPostgresDatabase()).sql("create database migrated").update();
            Flyway.configure().dataSource(server.getDatabase("postgres", "migrated")).load().migrate();
            return server;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void close(EmbeddedPostgres server) {
        try {
            server.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
