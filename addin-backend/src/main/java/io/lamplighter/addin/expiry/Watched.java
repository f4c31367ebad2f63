// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.expiry;

import io.lamplighter.crm.sql.Fields;
import io.lamplighter.ingest.imap.ImapAccount;
import io.lamplighter.ingest.imap.SignIn;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What there is that can end, as it is stored. */
final class Watched {

    private static final String SERVERS = """
            select host, port, security, count(*) as mailboxes
              from imap_connection
             where security <> 'PLAIN'
             group by host, port, security
             order by host, port
            """;

    private static final String CONSENTS = """
            select m.address, o.provider, o.consented_at, coalesce(o.renewed_at, o.consented_at) as used_at, m.paused
              from oauth_connection o
              join mailbox m using (mailbox_id)
             where o.kind = 'delegated' and not m.needs_sign_in
             order by m.address
            """;

    private static final String OF_PROVIDERS = """
            select provider, count(*) as mailboxes from oauth_connection group by provider
            """;

    private static final String KEYS = """
            select g.organisation_id, g.name, g.account, g.key_id, count(o.mailbox_id) as mailboxes
              from organisation g
              left join oauth_connection o using (organisation_id)
             where g.provider = 'google'
             group by g.organisation_id
             order by g.name
            """;

    private final JdbcClient jdbc;

    Watched(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Server(String host, int port, ImapAccount.Security security, long mailboxes) {

        String what() {
            return "certificate:" + host + ":" + port;
        }

        /** To look at it; nobody signs in. */
        ImapAccount account() {
            return new ImapAccount(host, port, security, "", new SignIn.Token(), List.of(), false);
        }
    }

    List<Server> servers() {
        return jdbc.sql(SERVERS).query((row, i) -> new Server(row.getString("host"), row.getInt("port"),
                ImapAccount.Security.valueOf(row.getString("security")), row.getLong("mailboxes"))).list();
    }

    /** @param usedAt when the provider gave a token last */
    record Consent(String address, String provider, Instant consentedAt, Instant usedAt, boolean paused) {}

    List<Consent> consents() {
        return jdbc.sql(CONSENTS).query((row, i) -> new Consent(row.getString("address"), row.getString("provider"),
                Fields.at(row, "consented_at"), Fields.at(row, "used_at"), row.getBoolean("paused"))).list();
    }

    /** How many mailboxes are read by way of each provider. */
    Map<String, Long> mailboxes() {
        Map<String, Long> mailboxes = new HashMap<>();
        jdbc.sql(OF_PROVIDERS).query(row -> {
            mailboxes.put(row.getString("provider"), row.getLong("mailboxes"));
        });
        return mailboxes;
    }

    record Key(String organisation, String account, String id, long mailboxes) {

        String what() {
            return "key:" + account + ":" + id;
        }
    }

    List<Key> keys() {
        return jdbc.sql(KEYS).query((row, i) -> new Key(row.getString("name"), row.getString("account"),
                row.getString("key_id"), row.getLong("mailboxes"))).list();
    }
}
