// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.upload;

import io.lamplighter.crm.AccountId;
import io.lamplighter.crm.ContactId;
import io.lamplighter.crm.OpportunityId;
import io.lamplighter.crm.UserId;
import io.lamplighter.ingest.OwnAddresses;
import io.lamplighter.ingest.Participant;
import io.lamplighter.ingest.sync.Conversation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who may be heard on a deal: the buyer's people with those who have a part in buying first, and ours. */
final class DealPeople {

    private static final String ACCOUNT = """
            select account_id, owner_id
              from opportunity
             where opportunity_id = :deal
               for key share
            """;

    private static final String BUYERS = """
            select c.contact_id, c.name,
                   coalesce((select min(ca.address) from contact_address ca where ca.contact_id = c.contact_id), '') as address
              from contact c
              left join buying_role r on r.contact_id = c.contact_id and r.opportunity_id = :deal::bigint
             where c.account_id = :account or r.role is not null
             order by r.role is null, c.contact_id
             limit 480
            """;

    private static final String OURS = """
            select u.user_id, u.name, u.email
              from app_user u
             order by u.user_id
            """;

    private final JdbcClient jdbc;

    DealPeople(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param contacts the buyers by their addresses */
    record Known(AccountId account, Conversation.Sides sides, Map<Participant, ContactId> contacts) {}

    /** Holds the deal until the transaction ends. */
    Optional<Known> of(OpportunityId deal, UserId uploader) {
        record Owned(AccountId account, UserId owner) {}
        Optional<Owned> found = jdbc.sql(ACCOUNT).param("deal", deal.value()).query(
                (row, i) -> new Owned(new AccountId(row.getLong("account_id")), new UserId(row.getLong("owner_id"))))
                .optional();
        return found.map(owned -> {
            Map<Participant, ContactId> contacts = new HashMap<>();
            List<Participant> buyers = new ArrayList<>();
            jdbc.sql(BUYERS).param("deal", deal.value()).param("account", owned.account().value()).query(row -> {
                Participant buyer = speaker(row.getString("name"), row.getString("address"));
                buyers.add(buyer);
                contacts.putIfAbsent(buyer, new ContactId(row.getLong("contact_id")));
            });
            List<Participant> sellers = new ArrayList<>();
            List<Participant> colleagues = new ArrayList<>();
            jdbc.sql(OURS).query(row -> {
                UserId user = new UserId(row.getLong("user_id"));
                (user.equals(uploader) || user.equals(owned.owner()) ? sellers : colleagues)
                        .add(speaker(row.getString("name"), row.getString("email")));
            });
            return new Known(owned.account(), new Conversation.Sides(buyers, sellers, colleagues), contacts);
        });
    }

    /**
     * Who may be heard in a meeting of an account: those who were there first.
     *
     * @param invited everybody on the meeting
     * @param own whose address is ours although they do not use this program
     */
    Conversation.Sides of(AccountId account, Optional<OpportunityId> deal, List<Participant> invited,
            OwnAddresses own) {
        List<Participant> colleagues = jdbc.sql(OURS)
                .query((row, i) -> speaker(row.getString("name"), row.getString("email"))).list();
        List<Participant> buyers = new ArrayList<>();
        List<Participant> sellers = new ArrayList<>();
        for (Participant person : invited) {
            boolean ours = own.includes(person)
                    || colleagues.stream().anyMatch(c -> c.key().equals(person.key()));
            (ours ? sellers : buyers).add(speaker(person.name(), person.address()));
        }
        jdbc.sql(BUYERS).param("deal", deal.map(OpportunityId::value).orElse(null)).param("account", account.value())
                .query(row -> {
                    Participant buyer = speaker(row.getString("name"), row.getString("address"));
                    if (buyers.stream().noneMatch(b -> b.key().equals(buyer.key()) && !b.name().isBlank())) {
                        buyers.add(buyer);
                    }
                });
        return new Conversation.Sides(buyers, sellers, colleagues);
    }

    private static Participant speaker(String name, String address) {
        return new Participant(Participant.Role.SPEAKER, name, address);
    }
}
