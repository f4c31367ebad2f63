// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.warning;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.crm.Crm;
import io.lamplighter.crm.FetchedRows;
import io.lamplighter.crm.mailbox.MailboxState;
import io.lamplighter.crm.warning.OpenDeal.Blindness;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Among five thousand mailboxes a board finds those that make deals blind, and fetches none of the others. */
class ManyMailboxesTest {

    private static final Crm CRM = new Crm();

    private final FetchedRows fetched = new FetchedRows(CRM.database.dataSource());
    private final Board board = new Board(JdbcClient.create(fetched), CRM.clock, ZoneOffset.UTC);

    @BeforeAll
    static void fiveThousandRepsSellSomethingEach() {
        CRM.jdbc.sql(
                """
                        insert into app_user (username, name, email, role)
                        select 'rep' || i, 'Rep ' || i, 'rep' || i || '@seller.example', 'rep' from generate_series(1, 5000) as i
                        """)
                .update();
        CRM.jdbc.sql("""
                insert into opportunity (account_id, owner_id, stage_id, name, amount, currency)
                select o.account_id, u.user_id, o.stage_id, 'Deal of ' || u.username, 100, 'EUR'
                  from app_user u, opportunity o
                 where u.username ~ '^rep' and o.name = 'Cold rooms'
                """).update();
        connect("imap", "n % 500 <> 0", "n % 500 = 1", "n % 500 in (2, 4, 5, 8)");
        // The second of somebody comes first by its address.
        connect("graph", "n % 500 in (2, 7, 8)", "n % 500 in (7, 8)", "n % 500 = 2");
        CRM.mailboxes.succeeded(CRM.annasMailbox, Crm.NOW, Crm.NOW);
        CRM.mailboxes.succeeded(CRM.jonasMailbox, Crm.NOW, Crm.NOW);
    }

    private static void connect(String connector, String whose, String paused, String failing) {
        CRM.jdbc.sql(
                """
                        insert into mailbox (user_id, connector, address, paused, waiting, needs_sign_in, failing_since, failure, last_run_at,
                                             next_attempt_at, last_success_at, history_complete_at)
                        select user_id, :connector, :connector || '-' || email, %s, n %% 500 = 3, n %% 500 = 2,
                               case when %s then :now end, 'refused',
                               :now, :now + case when n %% 500 in (4, 8) then interval '15 minutes' else interval '20 seconds' end,
                               case when n %% 500 <> 4 then :now end, case when n %% 500 not in (3, 6) then :now end
                          from (select user_id, email, substr(username, 4)::int as n from app_user where username ~ '^rep') as u
                         where %s
                        """
                        .formatted(paused, failing, whose).replace(":now", ":now::timestamptz"))
                .param("connector", connector)
                .param("now", Crm.NOW.atOffset(ZoneOffset.UTC)).update();
    }

    @Test
    void everyDealIsAsBlindAsTheMailboxesOfItsOwnerSay() {
        Map<String, List<MailboxState>> byOwner = CRM.mailboxes.all().stream()
                .collect(Collectors.groupingBy(MailboxState::ownerName));

        List<OpenDeal> deals = board.openDeals(Optional.empty());

        assertThat(deals).hasSize(5002).allSatisfy(deal -> assertThat(deal.blindness()).as(deal.name())
                .isEqualTo(told(deal.ownerName(), byOwner.getOrDefault(deal.ownerName(), List.of()))));
        assertThat(deals.stream().flatMap(deal -> deal.blindness().stream())
                .collect(Collectors.groupingBy(Blindness::cause, Collectors.counting())))
                .isEqualTo(Map.of(Blindness.Cause.MAILBOX_PAUSED, 30L, Blindness.Cause.MAILBOX_FAILING, 20L,
                        Blindness.Cause.NO_MAILBOX, 10L, Blindness.Cause.STILL_IMPORTING, 10L));
    }

    private static Optional<Blindness> told(String owner, List<MailboxState> own) {
        Optional<MailboxState> blind = own.stream().filter(one -> one.blindSince().isPresent()).findFirst();
        if (blind.isPresent()) {
            return blind.map(one -> new Blindness(one.failingSince().isPresent()
                    ? Blindness.Cause.MAILBOX_FAILING
                    : Blindness.Cause.MAILBOX_PAUSED, owner, one.lastSuccessAt().or(one::failingSince)));
        }
        if (own.isEmpty()) {
            return Optional.of(new Blindness(Blindness.Cause.NO_MAILBOX, owner, Optional.empty()));
        }
        return own.stream().filter(MailboxState::isImporting).findFirst()
                .map(one -> new Blindness(Blindness.Cause.STILL_IMPORTING, owner, Optional.empty()));
    }

    @Test
    void nothingIsFetchedOfMailboxesThatAreRead() {
        long blind = CRM.mailboxes.all().stream().filter(one -> one.blindSince().isPresent()).count();
        assertThat(blind).isEqualTo(70);

        List<OpenDeal> all = board.openDeals(Optional.empty());
        assertThat(fetched.next()).isEqualTo(all.size() + blind);

        assertThat(board.openDeal(all.getFirst().id())).isPresent();
        assertThat(fetched.next()).isEqualTo(1 + blind);

        assertThat(board.openDeals(Optional.of(CRM.anna.id()))).hasSize(1);
        assertThat(fetched.next()).isEqualTo(1 + blind);
    }
}
