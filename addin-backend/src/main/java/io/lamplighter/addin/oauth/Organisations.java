// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.oauth;

import io.lamplighter.addin.connect.SecretBox;
import io.lamplighter.crm.sql.Fields;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The organisations that let us in, and the sealed keys of their service accounts. */
public final class Organisations {

    private static final String SELECT = """
            select organisation_id, provider, outside_id, name, domains, limited, account, key_id, administrator,
                   connected_at
              from organisation
            """;

    // Connected again: what is newer counts, but a name is not forgotten.
    private static final String SAVE = """
            insert into organisation (provider, outside_id, name, domains, limited, account, key_id, administrator,
                                      connected_at)
            values (:provider, :outside, :name, :domains, :limited, :account, :key, :administrator, :now)
            on conflict (provider, outside_id) do update
               set name = excluded.name, limited = excluded.limited, account = excluded.account, key_id = excluded.key_id,
                   administrator = excluded.administrator,
                   connected_at = excluded.connected_at, refused_since = null, refusal = '',
                   domains = array(select distinct d from unnest(organisation.domains || excluded.domains) as d order by d)
            returning organisation_id
            """;

    private static final String SEAL = "update organisation set secret = :secret where organisation_id = :id";

    private static final String SECRET = "select secret from organisation where organisation_id = :id";

    private static final String ADD_DOMAIN = """
            update organisation set domains = domains || :domain::text
             where organisation_id = :id and not :domain = any (domains)
            """;

    private static final String USES = """
            select organisation_id, count(*) as mailboxes
              from oauth_connection
             where organisation_id is not null
             group by organisation_id
            """;

    private static final String TAKE_OVER = """
            update oauth_connection set organisation_id = :to where organisation_id = :from
            """;

    private static final String REMOVE = """
            delete from organisation
             where organisation_id = :id
               and not exists (select from oauth_connection where organisation_id = :id)
            """;

    private static final String REFUSES = """
            update organisation set refused_since = :now, refusal = :why
             where organisation_id = :id and refused_since is null
            """;

    private static final String LETS_IN = """
            update organisation set refused_since = null, refusal = ''
             where organisation_id = :id and refused_since is not null
            """;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final SecretBox box;
    private final Clock clock;

    public Organisations(JdbcClient jdbc, TransactionTemplate transaction, SecretBox box, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.box = box;
        this.clock = clock;
    }

    public List<Organisation> all() {
        return jdbc.sql(SELECT + "order by name, organisation_id").query((row, i) -> of(row)).list();
    }

    public Optional<Organisation> find(long id) {
        return jdbc.sql(SELECT + "where organisation_id = :id").param("id", id).query((row, i) -> of(row)).optional();
    }

    /** How many mailboxes are read by the right of each; those without any are left out. */
    public Map<Long, Long> mailboxes() {
        Map<Long, Long> uses = new HashMap<>();
        jdbc.sql(USES).query(row -> {
            uses.put(row.getLong("organisation_id"), row.getLong("mailboxes"));
        });
        return uses;
    }

    /**
     * @param said without its id and time, which are given here
     * @param key the key of a service account; empty for none
     */
    Organisation save(Organisation said, byte[] key) {
        Long id = transaction.execute(status -> {
            long saved = jdbc.sql(SAVE).param("provider", said.provider()).param("outside", said.outsideId())
                    .param("name", said.name()).param("domains", said.domains().toArray(String[]::new))
                    .param("limited", said.limited()).param("account", said.account()).param("key", said.keyId())
                    .param("administrator", said.administrator())
                    .param("now", clock.instant().atOffset(ZoneOffset.UTC)).query(Long.class).single();
            String sealed = key.length == 0
                    ? ""
                    : box.seal(new String(key, StandardCharsets.UTF_8), context(saved));
            jdbc.sql(SEAL).param("secret", sealed).param("id", saved).update();
            return saved;
        });
        return find(id == null ? 0 : id).orElseThrow();
    }

    /** A mailbox of it was opened: its domain is the organisation's. */
    void has(Organisation organisation, String address) {
        String domain = address.substring(address.lastIndexOf('@') + 1);
        if (!organisation.domains().contains(domain)) {
            jdbc.sql(ADD_DOMAIN).param("id", organisation.id()).param("domain", domain).update();
        }
    }

    /** None of its mailboxes can be read: of refusals one after another the first is kept. */
    void refuses(Organisation organisation, String why) {
        jdbc.sql(REFUSES).param("id", organisation.id()).param("why", why)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC)).update();
    }

    void letsIn(Organisation organisation) {
        jdbc.sql(LETS_IN).param("id", organisation.id()).update();
    }

    byte[] key(long id) {
        return jdbc.sql(SECRET).param("id", id).query(String.class).optional().filter(sealed -> !sealed.isEmpty())
                .map(sealed -> box.open(sealed, context(id))).orElse("").getBytes(StandardCharsets.UTF_8);
    }

    /** All that was read by the right of one is read by the right of the other, and the first is forgotten. */
    void replace(long from, long to) {
        transaction.executeWithoutResult(status -> {
            jdbc.sql(TAKE_OVER).param("from", from).param("to", to).update();
            remove(from);
        });
    }

    /** @return false where mailboxes are still read by its right */
    boolean remove(long id) {
        return jdbc.sql(REMOVE).param("id", id).update() == 1;
    }

    /** The one whose domain an address has, or the only one there is; empty where it has to be named. */
    public Optional<Organisation> of(String provider, String address) {
        List<Organisation> there = all().stream().filter(o -> o.provider().equals(provider)).toList();
        return Stream
                .concat(there.stream().filter(o -> o.holds(address)), there.stream().filter(o -> there.size() == 1))
                .findFirst();
    }

    private static Organisation of(ResultSet row) throws SQLException {
        return new Organisation(row.getLong("organisation_id"), row.getString("provider"), row.getString("outside_id"),
                row.getString("name"), Fields.texts(row, "domains"), row.getBoolean("limited"),
                row.getString("account"), row.getString("key_id"), row.getString("administrator"),
                Fields.at(row, "connected_at"));
    }

    private static String context(long id) {
        return "organisation:" + id;
    }
}
