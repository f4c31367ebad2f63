// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.warning;

import io.lamplighter.crm.OpportunityId;
import io.lamplighter.crm.UserId;
import io.lamplighter.crm.mailbox.MailboxSight;
import io.lamplighter.crm.mailbox.MailboxState;
import io.lamplighter.crm.sql.Column;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Finds the mailboxes that cannot be read now, and the open deals of which they told lately. */
final class Sights {

    // Where several of them saw a deal, the one that was connected last stands for them.
    private static final String WITNESSED = """
            select o.opportunity_id, max(e.mailbox_id) as mailbox_id
              from opportunity o
              join stage s using (stage_id)
              join activity a using (opportunity_id)
              join ledger_entry e using (interaction_id)
             where e.mailbox_id = any (:mailboxes) and a.occurred_at > :since and s.outcome = 'open'
               and (:owner::bigint is null or o.owner_id = :owner)
               and (:opportunity::bigint is null or o.opportunity_id = :opportunity)
             group by o.opportunity_id
            """;

    private static final Duration WITNESS_COUNTS_FOR = Duration.ofDays(60);

    private final JdbcClient jdbc;
    private final MailboxSight mailboxes;

    Sights(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.mailboxes = new MailboxSight(jdbc);
    }

    /** What is seen of the open deals of one rep, or of one deal; of all where neither is named. */
    Sight of(Optional<UserId> owner, Optional<OpportunityId> opportunity, Instant now) {
        List<MailboxState> blind = mailboxes.blind();
        Map<OpportunityId, MailboxState> witnessed = new HashMap<>();
        if (!blind.isEmpty()) {
            Map<Long, MailboxState> byId = blind.stream()
                    .collect(Collectors.toMap(mailbox -> mailbox.id().value(), Function.identity()));
            jdbc.sql(WITNESSED).param("mailboxes", Column.bigint(byId.keySet(), Long::longValue))
                    .param("since", now.minus(WITNESS_COUNTS_FOR).atOffset(ZoneOffset.UTC))
                    .param("owner", owner.map(UserId::value).orElse(null))
                    .param("opportunity", opportunity.map(OpportunityId::value).orElse(null)).query(row -> {
                        MailboxState mailbox = byId.get(row.getLong("mailbox_id"));
                        if (mailbox != null) {
                            witnessed.put(new OpportunityId(row.getLong("opportunity_id")), mailbox);
                        }
                    });
        }
        return new Sight(blind, witnessed);
    }
}
