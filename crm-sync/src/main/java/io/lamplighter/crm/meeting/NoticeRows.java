// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.meeting;

import io.lamplighter.crm.sql.Column;
import io.lamplighter.crm.sql.Digest;
import io.lamplighter.crm.sql.Fields;
import io.lamplighter.ingest.Direction;
import io.lamplighter.ingest.Interaction;
import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.Origin;
import io.lamplighter.ingest.OwnAddresses;
import io.lamplighter.ingest.SourceId;
import io.lamplighter.ingest.Text;
import io.lamplighter.ingest.ThreadRefs;
import io.lamplighter.ingest.sync.Agenda;
import io.lamplighter.ingest.sync.Notice;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Keeps what was said about meetings, each notice once, and names the meetings that must be put together anew. */
public final class NoticeRows {

    // Rows in the order of their keys, so that two pages which tell of the same meetings wait for each other.
    private static final String MEETINGS = """
            insert into meeting (uid)
            select uid from unnest(:uids) as r (uid) order by uid
            on conflict (uid) do update set stale = true
            """;

    private static final String NOTICE = """
            insert into meeting_notice (uid, notice, mailbox_id, source, calendar, recorded_at)
            values (:uid, :notice, :mailbox, :source, :calendar, :now)
            on conflict (uid, notice) do update
               set calendar = excluded.calendar, recorded_at = excluded.recorded_at
             where meeting_notice.calendar <> excluded.calendar
            """;

    private static final String GONE = """
            update meeting
               set stale = true
             where uid in (select n.uid
                             from meeting_notice n
                             join ledger_entry e on e.mailbox_id = n.mailbox_id and e.source = n.source
                            where n.mailbox_id = :mailbox and e.vanished_at = :now)
            """;

    private static final String KNOWN = "select uid from meeting where uid = any (:uids)";

    private static final String TOLD = """
            select n.calendar, coalesce(m.address, '') as keeper, e.vanished_at
              from meeting_notice n
              left join mailbox m using (mailbox_id)
              left join ledger_entry e on e.mailbox_id = n.mailbox_id and e.source = n.source
             where n.uid = :uid
             order by n.recorded_at, n.notice
             limit 1000
            """;

    private final JdbcClient jdbc;

    public NoticeRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What a mail says: the same words in another mailbox are the same notice. */
    public void fromMail(Notice notice, Instant now) {
        store(notice, Digest.of("mail", notice.calendar()), Optional.empty(), Optional.empty(), now);
    }

    /** What a calendar holds now: what it held before under this source is replaced. */
    public void fromCalendar(MailboxId mailbox, SourceId source, Notice notice, Instant now) {
        store(notice, Digest.of("calendar", mailbox.toString(), source.value()), Optional.of(mailbox),
                Optional.of(source), now);
    }

    /** The notice in the words of all interactions, so that it can be matched before it is kept. */
    public static Interaction interaction(Notice notice, Instant changedAt, OwnAddresses own) {
        boolean others = notice.people().stream().anyMatch(person -> !own.includes(person));
        return new Interaction(Interaction.Kind.MEETING, new ThreadRefs("", List.of()),
                others ? Direction.INBOUND : Direction.INTERNAL, new Origin(Origin.Kind.PERSON, ""),
                notice.begins().orElse(changedAt), Optional.empty(), notice.people(), notice.title(),
                new Text("", "", "", false), List.of(), Optional.empty(), List.of());
    }

    private void store(Notice notice, UUID id, Optional<MailboxId> mailbox, Optional<SourceId> source,
            Instant now) {
        jdbc.sql(MEETINGS).param("uids", Column.text(notice.uids())).update();
        for (String uid : notice.uids()) {
            jdbc.sql(NOTICE).param("uid", uid).param("notice", id)
                    .param("mailbox", mailbox.map(MailboxId::value).orElse(null))
                    .param("source", source.map(SourceId::value).orElse(null))
                    .param("calendar", notice.calendar().getBytes(StandardCharsets.UTF_8))
                    .param("now", now.atOffset(ZoneOffset.UTC)).update();
        }
    }

    /** Names the meetings whose entries went out of a calendar at this moment. */
    public void gone(MailboxId mailbox, Instant now) {
        jdbc.sql(GONE).param("mailbox", mailbox.value()).param("now", now.atOffset(ZoneOffset.UTC)).update();
    }

    /** Which of these meetings somebody of the CRM is known to take part in. */
    public Set<String> known(Collection<String> uids) {
        return uids.isEmpty()
                ? Set.of()
                : new HashSet<>(jdbc.sql(KNOWN).param("uids", Column.text(uids)).query(String.class).list());
    }

    List<Agenda.Told> about(String uid) {
        return jdbc.sql(TOLD).param("uid", uid)
                .query((row, i) -> new Agenda.Told(new String(row.getBytes("calendar"), StandardCharsets.UTF_8),
                        row.getString("keeper"), Fields.instant(row, "vanished_at")))
                .list();
    }
}
