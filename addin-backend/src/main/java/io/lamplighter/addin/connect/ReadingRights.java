// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.connect;

import io.lamplighter.crm.sql.Column;
import io.lamplighter.ingest.MailboxId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which mailboxes are read by the right of an organisation. */
public final class ReadingRights {

    private static final String OF_ORGANISATIONS = """
            select o.mailbox_id, organisation_id, g.name, g.provider = 'google' as by_key
              from oauth_connection o
              join organisation g using (organisation_id)
             where o.mailbox_id = any (:mailboxes)
            """;

    // The same as Standing.NEEDS_SIGN_IN.
    private static final String WITHDRAWN = """
            select count(*)
              from oauth_connection o
              join organisation using (organisation_id)
              join mailbox m using (mailbox_id)
             where m.needs_sign_in and not m.waiting and not m.paused
            """;

    private final JdbcClient jdbc;

    public ReadingRights(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Those read by anybody else's right are left out. */
    public Map<MailboxId, ReadBy> of(Collection<MailboxId> mailboxes) {
        Map<MailboxId, ReadBy> rights = new HashMap<>();
        jdbc.sql(OF_ORGANISATIONS).param("mailboxes", Column.bigint(mailboxes, MailboxId::value)).query(row -> {
            rights.put(new MailboxId(row.getLong("mailbox_id")), new ReadBy(row.getLong("organisation_id"),
                    row.getString("name"), row.getBoolean("by_key")));
        });
        return rights;
    }

    /** How many of those that need a sign-in are read by the right of an organisation, which alone can renew it. */
    public long withdrawn() {
        return jdbc.sql(WITHDRAWN).query(Long.class).single();
    }
}
