// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lamplighter.addin.OwnDatabase;
import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.mailbox.MailboxFailure;
import io.lamplighter.ingest.mailbox.SharedAllowances;
import io.lamplighter.ingest.mailbox.SharedAllowancesContract;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;

class JdbcAllowancesTest extends SharedAllowancesContract {

    @RegisterExtension
    static final OwnDatabase DATABASE = new OwnDatabase();

    private static final SharedAllowances.Limit GMAIL = new SharedAllowances.Limit(new MailboxId(7), "gmail", 6_000,
            Duration.ofMinutes(1), SharedAllowances.Limit.ANY_NUMBER);

    @BeforeEach
    void nothingIsTaken() {
        DATABASE.jdbc().sql("truncate allowance").update();
    }

    @Override
    protected SharedAllowances node() {
        return new JdbcAllowances(DATABASE.jdbc(), DATABASE.transactions(), time::millis, Optional.of(time));
    }

    /** By the database's own clock. */
    private static JdbcAllowances living() {
        return new JdbcAllowances(DATABASE.jdbc(), DATABASE.transactions(), () -> 0);
    }

    private static int units(SharedAllowances.Answer answer) {
        return switch (answer) {
            case SharedAllowances.Answer.Granted granted -> granted.units();
            case SharedAllowances.Answer.Refused refused -> 0;
        };
    }

    @Override
    protected int steps() {
        return 1_500;
    }

    @Test
    void ofManyThatTakeInTheSameMomentNoTwoGetTheSame() throws Exception {
        List<Callable<Integer>> wishes = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            wishes.add(
                    () -> units(living().take(GMAIL, new SharedAllowances.Wish(250, 250, 1, 0, 0), Optional.empty())));
        }

        int taken = 0;
        try (ExecutorService nodes = Executors.newFixedThreadPool(8)) {
            for (Future<Integer> one : nodes.invokeAll(wishes)) {
                taken += one.get();
            }
        }

        assertThat(taken).isEqualTo(6_000);
    }

    @Test
    void whatWasTakenStaysTakenWhenATransactionAroundItIsRolledBack() {
        DATABASE.transaction().executeWithoutResult(status -> {
            living().take(GMAIL, new SharedAllowances.Wish(6_000, 1, 1, 0, 0), Optional.empty());
            status.setRollbackOnly();
        });

        assertThat(units(living().take(GMAIL, new SharedAllowances.Wish(1, 1, 1, 0, 0), Optional.empty()))).isZero();
    }

    @Test
    void nothingIsTakenWhileTheDatabaseIsAway() {
        DriverManagerDataSource nowhere = new DriverManagerDataSource("jdbc:postgresql://127.0.0.1:1/none");
        JdbcAllowances away = new JdbcAllowances(JdbcClient.create(nowhere), new JdbcTransactionManager(nowhere),
                () -> 0);

        assertThatExceptionOfType(MailboxFailure.TryLater.class)
                .isThrownBy(() -> away.take(GMAIL, new SharedAllowances.Wish(1, 1, 1, 0, 0), Optional.empty()))
                .satisfies(later -> assertThat(later.after()).isPositive());
    }

    @Test
    void whatWasCountedForARemovedMailboxIsForgottenInTime() {
        living().take(GMAIL, new SharedAllowances.Wish(1, 1, 1, 0, 0), Optional.empty());
        assertThat(living().forgetRemoved()).isZero();

        DATABASE.jdbc().sql("update allowance set used_at = used_at - interval '2 days'").update();

        assertThat(living().forgetRemoved()).isOne();
    }
}
