// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.wiring;

import com.zaxxer.hikari.HikariDataSource;
import io.lamplighter.crm.sql.LongWork;
import io.lamplighter.ingest.mailbox.ForwardClock;
import java.time.Clock;
import java.time.Duration;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The database: the one that is configured, else one of our own. */
@Configuration(proxyBeanMethods = false)
class DatabaseWiring {

    /** For one statement that deletes or counts much. */
    private static final Duration LONGEST = Duration.ofMinutes(15);

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    ForwardClock forwardClock(Clock clock) {
        return new MachineClock(clock);
    }

    /** Holds the embedded server, if there is one, for as long as the application runs. */
    static final class DatabaseHolder implements AutoCloseable {

        private final @Nullable EmbeddedDatabase embedded;

        DatabaseHolder(@Nullable EmbeddedDatabase embedded) {
            this.embedded = embedded;
        }

        boolean isEmbedded() {
            return embedded != null;
        }

        @Override
        public void close() throws Exception {
            if (embedded != null) {
                embedded.close();
            }
        }
    }

    @Bean
    DatabaseHolder databaseHolder(Environment environment, LamplighterSettings settings) {
        boolean configured = !environment.getProperty("spring.datasource.url", "").isBlank();
        return new DatabaseHolder(configured ? null : EmbeddedDatabase.in(settings.dataDir()));
    }

    @Bean
    @ConfigurationProperties("spring.datasource.hikari")
    HikariDataSource dataSource(DataSourceProperties properties, DatabaseHolder holder) {
        if (holder.embedded != null) {
            properties.setUrl(holder.embedded.url());
            properties.setUsername("postgres");
            properties.setPassword("");
        }
        return properties.initializeDataSourceBuilder().type(HikariDataSource.class).build();
    }

    /** Ends before the pool does: a node that stops takes leave over it. */
    @Bean
    LeaseDatabase leaseDatabase(HikariDataSource dataSource, SyncSettings settings) {
        return LeaseDatabase.beside(dataSource, settings.lease());
    }

    /**
     * Migrations of a large database take their time: they have connections of their own, without the limits that the pool has for
     * ordinary statements.
     */
    @Bean
    FlywayConfigurationCustomizer migrationsTakeTheirTime(HikariDataSource pool) {
        DriverManagerDataSource patient = new DriverManagerDataSource(pool.getJdbcUrl(), pool.getUsername(),
                pool.getPassword());
        Properties properties = new Properties();
        properties.setProperty("ApplicationName", "lamplighter migrations");
        properties.setProperty("tcpKeepAlive", "true");
        patient.setConnectionProperties(properties);
        return configuration -> configuration.dataSource(patient);
    }

    @Bean
    LongWork longWork(HikariDataSource database, TransactionTemplate transaction) {
        return new LongWork(database, transaction, LONGEST);
    }

    @Bean
    TransactionTemplate transactionTemplate(PlatformTransactionManager manager) {
        return new TransactionTemplate(manager);
    }

    /** Work that a killed process had begun. On a database that only we can use, nobody else can be doing it. */
    @Bean
    AbandonedWork abandonedWork(DatabaseHolder holder, JdbcClient jdbc) {
        return new AbandonedWork(holder.isEmbedded(), jdbc);
    }

    record AbandonedWork(boolean alone, JdbcClient jdbc) implements SmartInitializingSingleton {

        @Override
        public void afterSingletonsInstantiated() {
            if (alone) {
                jdbc.sql(
                        "update scheduled_tasks set picked = false, picked_by = null, last_heartbeat = null where picked")
                        .update();
            }
        }
    }
}
