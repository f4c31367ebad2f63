// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.crm.Crm;
import io.lamplighter.crm.UserId;
import io.lamplighter.crm.mailbox.MailboxSight.Counts;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the database finds blind or being imported is what the program calls so, whatever comes together. */
class MailboxSightTest {

    private final Crm crm = new Crm();
    private final MailboxSight sight = new MailboxSight(crm.jdbc);

    @BeforeEach
    void everyStateInWhichAMailboxCanBe() {
        crm.jdbc.sql(
                """
                        insert into mailbox (user_id, connector, address, paused, waiting, needs_sign_in, history_complete_at,
                                             failing_since, last_run_at, next_attempt_at)
                        select case when odd then :anna else :jonas end, 'memory',
                               row_number() over () || '@seller.example', paused, waiting, refused, history, failing, run, next
                          from (values (true), (false)) as o (odd), (values (true), (false)) as p (paused),
                               (values (true), (false)) as w (waiting), (values (true), (false)) as r (refused),
                               (values (null), (:now)) as h (history), (values (null), (:now)) as f (failing),
                               (values (null), (:now), (:now + interval '299 seconds'), (:now + interval '300 seconds')) as l (run),
                               (values (null), (:now), (:now + interval '299 seconds'), (:now + interval '300 seconds')) as n (next)
                        """
                        .replace(":now", ":now::timestamptz").replace("(null)", "(null::timestamptz)"))
                .param("anna", crm.anna.id().value()).param("jonas", crm.jonas.id().value())
                .param("now", Crm.NOW.atOffset(ZoneOffset.UTC)).update();
    }

    private List<MailboxState> all(Optional<UserId> owner) {
        return owner.map(crm.mailboxes::of).orElseGet(crm.mailboxes::all);
    }

    @Test
    void blindAreThoseInWhichMailMayLieUnread() {
        assertThat(sight.blind()).hasSize(848)
                .isEqualTo(all(Optional.empty()).stream().filter(one -> one.blindSince().isPresent()).toList());
    }

    @Test
    void importingAreThoseOfWhichHistoryIsStillToBeRead() {
        for (Optional<UserId> owner : List.of(Optional.<UserId>empty(), Optional.of(crm.anna.id()))) {
            assertThat(sight.importing(owner)).isNotEmpty()
                    .isEqualTo(all(owner).stream().filter(MailboxState::isImporting).toList());
        }
    }

    @Test
    void theyAreCountedForOnePersonAndForAll() {
        for (Optional<UserId> owner : List.of(Optional.<UserId>empty(), Optional.of(crm.anna.id()))) {
            assertThat(sight.counts(owner)).isEqualTo(new Counts(all(owner).size(),
                    all(owner).stream().filter(one -> one.blindSince().isPresent()).count()));
        }
    }

    @Test
    void whoHasNoMailboxHasNone() {
        assertThat(sight.counts(Optional.of(new UserId(4711)))).isEqualTo(new Counts(0, 0));
        assertThat(sight.importing(Optional.of(new UserId(4711)))).isEmpty();
    }
}
