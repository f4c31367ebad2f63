// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.crm.TestDatabase;
import io.lamplighter.crm.ledger.Reconciliation;
import io.lamplighter.crm.mailbox.MailboxSearch.Key;
import io.lamplighter.crm.mailbox.MailboxSearch.Query;
import io.lamplighter.ingest.MailboxId;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Five thousand mailboxes are found a page at a time, none twice and none left out. */
class MailboxSearchTest {

    private static final JdbcClient JDBC = TestDatabase.fresh().jdbc();

    private static final Instant NOW = Instant.parse("2026-11-19T08:42:00Z");

    private final MailboxSearch search = new MailboxSearch(JDBC, Clock.fixed(NOW, ZoneOffset.UTC));

    @BeforeAll
    static void fiveThousandAreConnected() {
        JDBC.sql(
                """
                        insert into app_user (username, name, email, role)
                        select 'rep' || i, 'Rep ' || (i % 700), 'rep' || i || '@seller.example', 'rep' from generate_series(1, 5000) as i
                        """)
                .update();
        JDBC.sql(
                """
                        insert into mailbox (user_id, connector, address, waiting, paused, needs_sign_in, failing_since, history_complete_at,
                                             last_run_at, next_attempt_at, reconciled_at, compared_missing)
                        select user_id, 'imap', email, n % 100 = 1, n % 100 = 2, n % 100 in (2, 3), case when n % 100 in (3, 4, 7, 10) then :now end,
                               case when n % 100 = 8 then :now - interval '48 hours' when n % 100 <> 5 then :now end, :now,
                               case when n % 100 in (7, 10) then :now end,
                               case when n % 100 = 9 then :now - interval '3 days' when n % 100 in (4, 6, 10) then :now end,
                               case when n % 100 in (4, 6, 10) then 2 else 0 end
                          from (select user_id, email, substr(username, 4)::int as n from app_user) as u
                        """
                        .replace(":now", ":now::timestamptz"))
                .param("now", NOW.atOffset(ZoneOffset.UTC)).update();
    }

    private static Query query(String words) {
        return new Query(words, Optional.empty(), false);
    }

    private List<MailboxState> all(Query query) {
        return found(query).stream().map(MailboxSearch.Found::mailbox).toList();
    }

    private List<MailboxSearch.Found> found(Query query) {
        List<MailboxSearch.Found> all = new ArrayList<>();
        List<MailboxSearch.Found> page = search.find(query, Key.START, 50);
        while (!page.isEmpty()) {
            all.addAll(page);
            Key last = Key.of(page.getLast());
            page = search.find(query, Key.parse(last.text()).orElseThrow(), 50);
        }
        return all;
    }

    @Test
    void everyPageGoesOnWhereTheOneBeforeEnded() {
        List<MailboxSearch.Found> all = found(Query.ALL);

        assertThat(all).hasSize(5000).extracting(one -> one.mailbox().id()).doesNotHaveDuplicates();
        assertThat(all).extracting(MailboxSearch.Found::standing).isSortedAccordingTo(Comparator.naturalOrder());
    }

    @Test
    void theyAreCountedByHowTheyStand() {
        assertThat(search.counts()).isEqualTo(Map.of(Standing.WAITING, 50L, Standing.PAUSED, 50L,
                Standing.NEEDS_SIGN_IN, 50L, Standing.FAILING, 50L, Standing.MISSING, 100L, Standing.DELAYED, 50L,
                Standing.UNPROVEN, 100L, Standing.IMPORTING, 50L, Standing.READING, 4500L));
        Map<MailboxId, Reconciliation.Sum> compared = new Reconciliation(JDBC).latest();
        for (Standing standing : Standing.values()) {
            List<MailboxSearch.Found> found = found(new Query("", Optional.of(standing), false));
            assertThat(found).extracting(MailboxSearch.Found::standing).containsOnly(standing)
                    .hasSize(search.counts().getOrDefault(standing, 0L).intValue());
            assertThat(found).as("what the database and the program call " + standing)
                    .extracting(one -> standing(one.mailbox(), Optional.ofNullable(compared.get(one.mailbox().id()))))
                    .containsOnly(standing);
        }
    }

    private static Standing standing(MailboxState mailbox, Optional<Reconciliation.Sum> compared) {
        return mailbox.standing(compared.map(Reconciliation.Sum::missing).orElse(0L),
                compared.map(Reconciliation.Sum::checkedAt), NOW);
    }

    @Test
    void allWordsAreInTheAddressOrTheNameOfTheOwner() {
        assertThat(all(query("REP4711@seller.example"))).extracting(MailboxState::address)
                .containsExactly("rep4711@seller.example");
        assertThat(all(query(" rep  699 "))).isNotEmpty().allSatisfy(
                mailbox -> assertThat(mailbox.address() + " " + mailbox.ownerName()).contains("699"));
        assertThat(all(query("4711 nobody"))).isEmpty();
        assertThat(all(query("%"))).as("no wildcards").isEmpty();
        assertThat(all(query("_' or '1'='1"))).isEmpty();
    }

    @Test
    void thoseWithMailMissingAreFoundAmongAllThatAreRead() {
        assertThat(all(new Query("", Optional.empty(), true))).as("also where they cannot be read").hasSize(150)
                .extracting(MailboxState::address)
                .contains("rep4@seller.example", "rep6@seller.example", "rep10@seller.example");
    }

    @Test
    void theyCanBeListedInTheOrderInWhichTheyWereConnected() {
        List<MailboxState> first = search.inOrder(Query.ALL, 0, 500);
        List<MailboxState> second = search.inOrder(Query.ALL, first.getLast().id().value(), 500);

        assertThat(first).hasSize(500).extracting(one -> one.id().value()).isSorted();
        assertThat(second.getFirst().id().value()).isGreaterThan(first.getLast().id().value());
    }

    @Test
    void aPlaceThatNobodyGaveIsNone() {
        assertThat(Key.parse("")).isEmpty();
        assertThat(Key.parse("nonsense!")).isEmpty();
        assertThat(Key.parse("bm8")).isEmpty();
    }
}
