// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lamplighter.crm.TestDatabase;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class LongWorkTest {

    private static final String SLOW = "select 1 from pg_sleep(0.3)";

    private final DataSource database = TestDatabase.fresh().dataSource();
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(database));

    /** As the pool of the application does it for every connection. */
    private void statementsMayTakeATenthOfASecond() {
        String name = jdbc.sql("select current_database()").query(String.class).single();
        jdbc.sql("alter database " + name + " set statement_timeout = '100ms'").update();
    }

    @Test
    void whatMayTakeLongIsLeftToEndAndNothingElseIs() {
        statementsMayTakeATenthOfASecond();

        new LongWork(database, transaction, Duration.ofMinutes(1))
                .run(() -> assertThat(jdbc.sql(SLOW).query(Integer.class).single()).isEqualTo(1));

        assertThatThrownBy(() -> jdbc.sql(SLOW).query(Integer.class).single()).isInstanceOf(DataAccessException.class);
    }

    @Test
    void itHasALimitToo() {
        LongWork work = new LongWork(database, transaction, Duration.ofMillis(100));

        assertThatThrownBy(() -> work.run(() -> jdbc.sql(SLOW).query(Integer.class).single()))
                .isInstanceOfAny(QueryTimeoutException.class, DataAccessException.class);
    }

    @Test
    void itIsOneTransaction() {
        jdbc.sql("create table word (word text)").update();
        LongWork work = new LongWork(database, transaction, Duration.ofMinutes(1));

        assertThatThrownBy(() -> work.run(() -> {
            jdbc.sql("insert into word values ('half')").update();
            throw new IllegalStateException("in the middle");
        })).hasMessage("in the middle");

        assertThat(jdbc.sql("select count(*) from word").query(Integer.class).single()).isZero();
    }
}
