// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.directory;

import io.lamplighter.ingest.OwnAddresses;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which addresses and domains are ours: those configured, those of our people and those of connected mailboxes. */
public final class OurAddresses {

    private static final String DOMAINS = """
            select o.domain
              from own_domain o
             where not exists (select from freemail_domain f where f.domain = o.domain)
            """;

    private static final String ADDRESSES = """
            select address from own_address
            union
            select email from app_user
            union
            select address from mailbox
            """;

    private static final String ADD_DOMAIN = """
            insert into own_domain (domain)
            select :domain
             where :domain <> ''
               and not exists (select from freemail_domain where domain = :domain)
               and not exists (select from account_domain where domain = :domain)
            on conflict do nothing
            """;

    private static final String ADD_ADDRESS = """
            insert into own_address (address, user_id)
            values (:address, (select user_id from app_user where email = :owner))
            on conflict do nothing
            """;

    private static final String ADD_FREEMAIL = "insert into freemail_domain (domain) values (:domain) on conflict do nothing";

    private static final String GENERATION = "select generation from ours";

    private final JdbcClient jdbc;
    private volatile @Nullable Kept kept;

    private record Kept(long generation, OwnAddresses addresses) {}

    public OurAddresses(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Looked up once for as long as nothing of it changes, on whichever node. */
    public OwnAddresses now() {
        long generation = jdbc.sql(GENERATION).query(Long.class).single();
        Kept known = kept;
        if (known == null || known.generation() != generation) {
            // What is written meanwhile raises the generation again: at worst it is looked up once more.
            known = new Kept(generation, lookedUp());
            kept = known;
        }
        return known.addresses();
    }

    private OwnAddresses lookedUp() {
        Set<String> domains = new HashSet<>(jdbc.sql(DOMAINS).query(String.class).list());
        Set<String> addresses = new HashSet<>(jdbc.sql(ADDRESSES).query(String.class).list());
        return new OwnAddresses(domains, addresses);
    }

    /**
     * Makes a domain ours. A freemail domain is refused silently: an address there is one person, not the company. So is the domain of an
     * account: mail among its people is theirs, and would be taken for ours.
     */
    public void addDomain(String domain) {
        jdbc.sql(ADD_DOMAIN).param("domain", domain.toLowerCase(Locale.ROOT)).update();
    }

    /** Makes an address ours, as another address of the user with the given email address where there is one. */
    public void addAddress(String address, String ownerEmail) {
        jdbc.sql(ADD_ADDRESS).param("address", address.toLowerCase(Locale.ROOT))
                .param("owner", ownerEmail.toLowerCase(Locale.ROOT)).update();
    }

    /** Says that addresses of a domain are single people, never a company: neither ours nor an account. */
    public void addFreemailDomain(String domain) {
        jdbc.sql(ADD_FREEMAIL).param("domain", domain.toLowerCase(Locale.ROOT)).update();
    }
}
