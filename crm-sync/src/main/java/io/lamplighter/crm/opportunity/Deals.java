// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.opportunity;

import io.lamplighter.crm.OpportunityId;
import io.lamplighter.crm.sql.Fields;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is known about single deals beside their timelines. */
public final class Deals {

    private static final String STAGES = """
            select s.name, s.stage_id = o.stage_id as current
              from opportunity o
              join stage c on c.stage_id = o.stage_id
              join stage s on s.pipeline_id = c.pipeline_id and s.outcome = 'open'
             where o.opportunity_id = :opportunity
             order by s.position
            """;

    // Everybody with a part in buying, and whoever else of the account took part in what happened. Who has left has left every deal,
    // whichever mail came back; a mail that comes back because a mailbox is full says nothing of the kind.
    private static final String TEAM = """
            with involved as (
                select contact_id from buying_role where opportunity_id = :opportunity
                union
                select contact_id from activity where opportunity_id = :opportunity
                union
                select ca.contact_id
                  from activity a
                  join interaction i using (interaction_id)
                 cross join jsonb_array_elements(i.participants) p
                  join contact_address ca on ca.address = lower(p ->> 'address')
                 where a.opportunity_id = :opportunity and i.kind in ('TRANSCRIPT', 'MEETING'))
            select c.contact_id, c.name, coalesce(r.role, '') as role,
                   (select min(ca.address) from contact_address ca where ca.contact_id = c.contact_id) as address,
                   last.occurred_at as wrote_at,
                   (select count(*)
                      from activity a
                      join interaction i using (interaction_id)
                     where a.opportunity_id = :opportunity
                       and exists (select
                                     from jsonb_array_elements(i.participants) p
                                     join contact_address ca on ca.address = lower(p ->> 'address')
                                    where ca.contact_id = c.contact_id and p ->> 'role' in ('TO', 'CC'))) as copied,
                   gone.said is not null and not gone.said as bounced, coalesce(gone.said, false) as has_left
              from contact c
              join involved using (contact_id)
              left join buying_role r on r.contact_id = c.contact_id and r.opportunity_id = :opportunity
              left join lateral (
                   select a.occurred_at
                     from activity a
                    where a.opportunity_id = :opportunity and a.moves_clock and (a.ends_at is null or a.ends_at <= now())
                      and (a.contact_id = c.contact_id
                           or exists (select
                                        from interaction i
                                       cross join jsonb_array_elements(i.participants) p
                                        join contact_address ca on ca.address = lower(p ->> 'address')
                                       where i.interaction_id = a.interaction_id and i.kind in ('TRANSCRIPT', 'MEETING')
                                         and ca.contact_id = c.contact_id and p ->> 'role' in ('SPEAKER', 'FROM', 'TO', 'CC')
                                         and coalesce(i.meeting -> 'answers' ->> ca.address, '') <> 'DECLINED'
                                         and (i.attendance is null
                                              or exists (select
                                                           from jsonb_each(i.attendance) report
                                                          cross join jsonb_array_elements(report.value -> 'people') came
                                                          where came ->> 'address' = ca.address))))
                    order by a.occurred_at desc
                    limit 1) as last on true
              left join lateral (
                   select bool_or(d.said) as said
                     from departure d
                     join interaction i using (interaction_id)
                     join contact_address ca on ca.address = d.address
                    where ca.contact_id = c.contact_id and i.occurred_at > coalesce(last.occurred_at, '-infinity')
                      and not exists (select from activity later
                                       where later.contact_id = c.contact_id and later.direction = 'INBOUND'
                                         and later.origin = 'PERSON' and later.occurred_at > i.occurred_at)) as gone on true
             where r.role is not null or last.occurred_at is not null
             order by last.occurred_at desc nulls last, c.name
            """;

    // Mailboxes that saw the deal, and the owner's, which would.
    private static final String READ_BY = """
            select distinct m.address, u.name, m.last_success_at, m.failing_since
              from mailbox m
              join app_user u using (user_id)
             where m.user_id = (select owner_id from opportunity where opportunity_id = :opportunity)
                or m.mailbox_id in (select e.mailbox_id
                                      from activity a
                                      join ledger_entry e using (interaction_id)
                                     where a.opportunity_id = :opportunity)
             order by u.name, m.address
            """;

    private final JdbcClient jdbc;

    public Deals(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A step of the pipeline. */
    public record Stage(String name, boolean current) {}

    /** The open stages of the deal's pipeline, in order. */
    public List<Stage> stages(OpportunityId opportunity) {
        return jdbc.sql(STAGES).param("opportunity", opportunity.value())
                .query((row, i) -> new Stage(row.getString("name"), row.getBoolean("current"))).list();
    }

    /**
     * Somebody on the buyer's side.
     *
     * @param role empty where it is not known
     * @param wroteAt when they last wrote or spoke with us; empty if never
     * @param copied how often mail went to them
     * @param bounced whether mail to them has come back since because nobody of that address is known any more
     * @param left whether an automatic reply has said since that they have left
     */
    public record Buyer(long contact, String name, String role, String address, Optional<Instant> wroteAt, int copied,
            boolean bounced, boolean left) {}

    public List<Buyer> team(OpportunityId opportunity) {
        return jdbc.sql(TEAM).param("opportunity", opportunity.value())
                .query((row, i) -> new Buyer(row.getLong("contact_id"), row.getString("name"), row.getString("role"),
                        Optional.ofNullable(row.getString("address")).orElse(""),
                        Fields.instant(row, "wrote_at"),
                        row.getInt("copied"), row.getBoolean("bounced"), row.getBoolean("has_left")))
                .list();
    }

    /** A mailbox through which we know what happens on a deal. */
    public record Reader(String address, String owner, Optional<Instant> lastSuccessAt,
            Optional<Instant> failingSince) {}

    public List<Reader> readBy(OpportunityId opportunity) {
        return jdbc.sql(READ_BY).param("opportunity", opportunity.value())
                .query((row, i) -> new Reader(row.getString("address"), row.getString("name"),
                        Fields.instant(row, "last_success_at"),
                        Fields.instant(row, "failing_since")))
                .list();
    }
}
