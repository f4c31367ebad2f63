// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.meeting;

import io.lamplighter.crm.directory.OurAddresses;
import io.lamplighter.crm.match.Match;
import io.lamplighter.crm.match.Matches;
import io.lamplighter.ingest.Interaction;
import io.lamplighter.ingest.OwnAddresses;
import io.lamplighter.ingest.sync.Agenda;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Puts meetings together from what was said about them and files them on deals. One meeting is one activity, however many
 * mails and calendars tell of it; told again, or by somebody else, it changes and stays one.
 *
 * <p>Works on what the ledger marked as stale, a meeting at a time, and may be interrupted anywhere: what is left is settled
 * by the next call, on whichever node.
 */
public final class Meetings {

    private static final Duration BACK = Duration.ofDays(730);
    private static final Duration AHEAD = Duration.ofDays(100);
    /** Occurrences come nearer: a series is looked at again after so long. */
    private static final Duration LOOK_AGAIN = Duration.ofDays(7);

    private static final String CLAIM = """
            select uid
              from meeting
             where stale or repeats and settled_at < :before
             order by uid
             limit 1
               for update skip locked
            """;

    private static final String SETTLED = """
            update meeting set stale = false, repeats = :repeats, settled_at = :now where uid = :uid
            """;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final NoticeRows notices;
    private final MeetingRows rows;
    private final Matches matches;
    private final OurAddresses own;
    private final Clock clock;
    private final ZoneId zone;
    private final Consumer<Set<String>> joined;

    /**
     * @param zone for clock times without a zone
     * @param joined is told where a meeting that buyers take part in is joined, last in the transaction that stores the meeting: what
     *            was spoken there is of interest now
     */
    public Meetings(JdbcClient jdbc, TransactionTemplate transaction, Clock clock, ZoneId zone,
            Consumer<Set<String>> joined) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.notices = new NoticeRows(jdbc);
        this.rows = new MeetingRows(jdbc);
        this.matches = new Matches(jdbc);
        this.own = new OurAddresses(jdbc);
        this.clock = clock;
        this.zone = zone;
        this.joined = joined;
    }

    /** Settles at most {@code limit} meetings and returns how many there were; fewer mean that nothing waits any more. */
    public int settle(int limit) {
        int settled = 0;
        OwnAddresses ours = own.now();
        while (settled < limit && Boolean.TRUE.equals(transaction.execute(status -> settleOne(ours)))) {
            settled++;
        }
        return settled;
    }

    private boolean settleOne(OwnAddresses ours) {
        Instant now = clock.instant();
        Optional<String> claimed = jdbc.sql(CLAIM).param("before", now.minus(LOOK_AGAIN).atOffset(ZoneOffset.UTC))
                .query(String.class).optional();
        if (claimed.isEmpty()) {
            return false;
        }
        String uid = claimed.get();
        Agenda agenda = Agenda.of(uid, notices.about(uid), now.minus(BACK), now.plus(AHEAD), zone);
        List<MeetingFacts> facts = facts(agenda, ours);
        Set<String> links = new TreeSet<>();
        for (MeetingFacts meeting : facts) {
            rows.store(meeting, now);
            if (!meeting.matches().isEmpty() && !meeting.planned().link().isEmpty()) {
                links.add(meeting.planned().link());
            }
        }
        rows.callOffOthers(uid, facts, now);
        jdbc.sql(SETTLED).param("uid", uid).param("repeats", agenda.repeats())
                .param("now", now.atOffset(ZoneOffset.UTC)).update();
        if (!links.isEmpty()) {
            joined.accept(links);
        }
        return true;
    }

    private List<MeetingFacts> facts(Agenda agenda, OwnAddresses ours) {
        List<Interaction> interactions = agenda.meetings().stream()
                .map(planned -> MeetingFacts.interaction(planned, ours)).toList();
        Map<Interaction, List<Match>> matched = matches.of(interactions, ours);
        List<MeetingFacts> facts = new ArrayList<>();
        for (int i = 0; i < interactions.size(); i++) {
            Interaction interaction = interactions.get(i);
            facts.add(MeetingFacts.of(agenda.meetings().get(i), interaction,
                    matched.getOrDefault(interaction, List.of()), ours));
        }
        return facts;
    }
}
