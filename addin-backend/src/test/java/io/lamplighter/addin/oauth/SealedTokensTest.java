// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lamplighter.addin.OwnDatabase;
import io.lamplighter.addin.connect.SecretBox;
import io.lamplighter.crm.directory.User;
import io.lamplighter.crm.directory.Users;
import io.lamplighter.crm.mailbox.Mailboxes;
import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.mailbox.MailboxFailure;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionTemplate;

/** Two nodes and a provider that takes every refresh token once only. */
class SealedTokensTest {

    private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");
    private static final String KEY = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

    @RegisterExtension
    static final OwnDatabase DATABASE = new OwnDatabase();
    private static final JdbcClient JDBC = DATABASE.jdbc();
    private static final MailboxId ANNAS = new Mailboxes(JDBC).add(
            new Users(JDBC).add("anna", "Anna", "anna@seller.example", User.Role.REP), "graph", "anna@seller.example")
            .orElseThrow();

    private final SecretBox box = SecretBox.of(KEY, List.of(), Path.of("target"));
    private final Transactions transactions = new Transactions();
    private final OneUse provider = new OneUse();
    private final SealedTokens a = node(transactions);
    private final SealedTokens b = node(DATABASE.transaction());

    private SealedTokens node(TransactionTemplate transaction) {
        return new SealedTokens(SealedTokens.Place.CONSENTS, JDBC, transaction, box,
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @BeforeEach
    void consented() {
        JDBC.sql("delete from oauth_connection").update();
        JDBC.sql(
                """
                        insert into oauth_connection (mailbox_id, provider, kind, account, since, calendar, transcripts, refresh_token,
                                                      access_token, access_expires_at, consented_at)
                        values (:mailbox, 'microsoft', 'delegated', 'anna@seller.example', now(), false, false, :refresh, :access, :end,
                                now())
                        """)
                .param("mailbox", ANNAS.value()).param("refresh", a.seal(ANNAS, "refresh-1"))
                .param("access", a.seal(ANNAS, "access-1"))
                .param("end", NOW.plus(Duration.ofHours(1)).atOffset(ZoneOffset.UTC)).update();
    }

    private String stored(String column) {
        return a.open(ANNAS, JDBC.sql("select " + column + " from oauth_connection").query(String.class).single());
    }

    @Test
    void lendsWhatIsStoredWithoutAskingAnybody() {
        assertThat(a.current(ANNAS, provider)).isEqualTo("access-1");
        assertThat(a.lent(ANNAS)).contains("access-1");
        assertThat(provider.asked).isEmpty();
    }

    @Test
    void aTokenThatIsRefusedIsNotLentAgainAndItsReplacementIsKept() {
        a.refused(ANNAS, a.current(ANNAS, provider));

        assertThat(a.current(ANNAS, provider)).isEqualTo("access-2");
        assertThat(stored("refresh_token")).isEqualTo("refresh-2");
        a.refused(ANNAS, "access-2");
        assertThat(a.current(ANNAS, provider)).isEqualTo("access-3");
        assertThat(provider.asked).containsExactly("refresh-1", "refresh-2");
    }

    @Test
    void oneThatIsRefusedBetweenItsLookUpAndItsUseIsNotLentAgain() {
        transactions.after.add(() -> a.refused(ANNAS, "access-1"));

        assertThat(a.current(ANNAS, provider)).as("it was good when it was looked up").isEqualTo("access-1");

        assertThat(a.lent(ANNAS)).isEmpty();
        assertThat(a.current(ANNAS, provider)).isEqualTo("access-2");
    }

    @Test
    void aNodeThatFindsAnOlderTokenRefusedTakesTheNewerOneOfAnother() {
        a.current(ANNAS, provider);
        b.refused(ANNAS, b.current(ANNAS, provider));
        assertThat(b.current(ANNAS, provider)).isEqualTo("access-2");

        a.refused(ANNAS, "access-1");

        assertThat(a.current(ANNAS, provider)).isEqualTo("access-2");
        assertThat(b.lent(ANNAS)).contains("access-2");
        assertThat(provider.asked).containsExactly("refresh-1");
    }

    @Test
    void ofTwoNodesThatNeedATokenAtOnceOneAsksAndTheOtherWaits() throws Exception {
        a.refused(ANNAS, "access-1");
        CountDownLatch asks = new CountDownLatch(1);
        CountDownLatch answers = new CountDownLatch(1);
        try (ExecutorService nodes = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<String> first = nodes.submit(() -> a.current(ANNAS, refresh -> {
                asks.countDown();
                await(answers);
                return provider.renewed(refresh);
            }));
            asks.await();
            Future<String> second = nodes.submit(() -> b.current(ANNAS, provider));
            untilSomebodyWaitsForARow();
            answers.countDown();

            assertThat(first.get()).isEqualTo("access-2");
            assertThat(second.get()).isEqualTo("access-2");
        }
        assertThat(provider.asked).containsExactly("refresh-1");
    }

    @Test
    void whatTheProviderGaveAndCouldNotBeStoredIsStoredNextTime() {
        a.refused(ANNAS, "access-1");
        transactions.failing = true;
        assertThatThrownBy(() -> a.current(ANNAS, provider)).isInstanceOf(TransactionSystemException.class);
        assertThat(stored("refresh_token")).as("which is used up").isEqualTo("refresh-1");
        transactions.failing = false;

        assertThat(a.current(ANNAS, provider)).isEqualTo("access-2");

        assertThat(stored("refresh_token")).isEqualTo("refresh-2");
        assertThat(provider.asked).containsExactly("refresh-1");
    }

    @Test
    void aProviderThatRefusesLeavesEverythingAsItWas() {
        a.refused(ANNAS, "access-1");

        assertThatThrownBy(() -> a.current(ANNAS, refresh -> {
            throw new MailboxFailure.SignInAgain("It was withdrawn.", null);
        })).isInstanceOf(MailboxFailure.SignInAgain.class);

        assertThat(stored("refresh_token")).isEqualTo("refresh-1");
        assertThat(a.lent(ANNAS)).isEmpty();
    }

    @Test
    void whatWasLentBeforeItWasConnectedAgainIsNotLentAgain() {
        a.current(ANNAS, provider);
        JDBC.sql("update oauth_connection set access_token = :access")
                .param("access", a.seal(ANNAS, "access-of-another"))
                .update();

        a.replaced(ANNAS);

        assertThat(a.current(ANNAS, provider)).isEqualTo("access-of-another");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static void untilSomebodyWaitsForARow() {
        while (JDBC.sql("select count(*) from pg_stat_activity where wait_event_type = 'Lock'").query(Long.class)
                .single() == 0) {
            Thread.onSpinWait();
        }
    }

    /** Gives a new pair for each refresh token, and takes none twice. */
    private static final class OneUse implements SealedTokens.Renewal {

        private final List<String> asked = new ArrayList<>();

        @Override
        public synchronized OAuthTokens renewed(String refreshToken) {
            assertThat(asked).doesNotContain(refreshToken);
            asked.add(refreshToken);
            int next = asked.size() + 1;
            return new OAuthTokens("access-" + next, NOW.plus(Duration.ofHours(1)), "refresh-" + next, "", "");
        }
    }

    /** Transactions after which something happens at once, and which can fail at their very end. */
    private static final class Transactions extends TransactionTemplate {

        private static final long serialVersionUID = 1L;

        private final transient Deque<Runnable> after = new ArrayDeque<>();
        private boolean failing;

        Transactions() {
            super(DATABASE.transactions());
        }

        @Override
        public <T> T execute(TransactionCallback<T> work) {
            T done = super.execute(status -> {
                T result = work.doInTransaction(status);
                mayFail();
                return result;
            });
            Runnable then = after.poll();
            if (then != null) {
                then.run();
            }
            return done;
        }

        private void mayFail() {
            if (failing) {
                throw new TransactionSystemException("the database is gone");
            }
        }
    }
}
