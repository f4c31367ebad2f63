// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.connect;

import io.lamplighter.crm.sql.Column;
import io.lamplighter.crm.sql.Fields;
import io.lamplighter.ingest.MailboxId;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who would tell us if something happened in a mailbox: subscriptions and channels of providers, and watches of our own. */
public final class PushStates {

    // A promise that covers the calendar only says nothing about mail.
    private static final String STATES = """
            select m.mailbox_id, s.until, coalesce(s.mail, false) as mail, coalesce(s.heard, w.heard_at) as heard, t.tried_at, coalesce(t.failure, '') as failure,
                   n.alive_until, coalesce(w.told and n.alive_until > now(), false) as told
              from unnest(:mailboxes) as m (mailbox_id)
              left join (select mailbox_id, min(expires_at) as until, max(last_call_at) as heard,
                                bool_or(resource like '%messages%' or resource like 'projects/%') as mail
                           from push_subscription
                          where mailbox_id = any (:mailboxes)
                          group by mailbox_id) as s using (mailbox_id)
              left join push_state t using (mailbox_id)
              left join mailbox_watch w using (mailbox_id)
              left join watch_node n on n.node = w.node
            """;

    private final JdbcClient jdbc;

    public PushStates(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What is known of one mailbox.
     *
     * @param until when the first of the provider's promises ends; empty where there is none
     * @param mail whether they cover mail
     * @param heard when it was heard of last, by a call or over a watch
     * @param triedAt when the provider was asked last
     * @param refusal what it said if it refused, for people; may be empty
     * @param watched until when a node holds the watch of this mailbox, unless it says so again
     * @param told whether the server tells that node what happens
     */
    public record State(Optional<Instant> until, boolean mail, Optional<Instant> heard, Optional<Instant> triedAt,
            String refusal, Optional<Instant> watched, boolean told) {

        public static final State NONE = new State(Optional.empty(), false, Optional.empty(), Optional.empty(), "",
                Optional.empty(), false);

        /** Whether new mail is told of at this moment. */
        public boolean isAlive(Instant now) {
            return told || mail && until.filter(now::isBefore).isPresent();
        }
    }

    public Map<MailboxId, State> of(Collection<MailboxId> mailboxes) {
        Map<MailboxId, State> states = new HashMap<>();
        jdbc.sql(STATES).param("mailboxes", Column.bigint(mailboxes, MailboxId::value)).query(row -> {
            states.put(new MailboxId(row.getLong("mailbox_id")), new State(Fields.instant(row, "until"),
                    row.getBoolean("mail"), Fields.instant(row, "heard"),
                    Fields.instant(row, "tried_at"), row.getString("failure"), Fields.instant(row, "alive_until"),
                    row.getBoolean("told")));
        });
        return states;
    }
}
