// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.wiring;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The database: the one that is configured, else one of our own. */
@Configuration(proxyBeanMethods = false)
class DatabaseWiring {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
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
