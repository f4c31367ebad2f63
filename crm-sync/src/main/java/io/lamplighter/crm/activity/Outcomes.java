// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.activity;

import io.lamplighter.crm.ActivityId;
import io.lamplighter.crm.UserId;
import io.lamplighter.crm.directory.User;
import io.lamplighter.crm.sql.Json;
import io.lamplighter.crm.warning.ClockRule;
import io.lamplighter.ingest.MeetingOutcome;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What came of meetings, and what that makes of the clock. */
public final class Outcomes {

    private static final String HELD = """
            select coalesce(a.held_moves, a.moves_clock) as moves, coalesce(a.held_reason, a.clock_reason) as reason
              from activity a
              join interaction i using (interaction_id)
              join opportunity o using (opportunity_id)
             where a.activity_id = :activity and i.kind <> 'EMAIL' and (:owner::bigint is null or o.owner_id = :owner)
               for update of a
            """;

    private static final String SET = """
            update activity
               set outcome = :outcome, outcome_words = :words, outcome_by = :by, moves_clock = :moves, clock_reason = :reason,
                   held_moves = :heldMoves, held_reason = :heldReason
             where activity_id = :activity
            """;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    public Outcomes(JdbcClient jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /**
     * Says what came of a meeting, a call, a transcript or notes.
     *
     * @param outcome empty for what is not known
     * @param owner the deal must be this user's; empty for any
     * @return what the clock makes of it; empty where there is no such activity, or none for this user
     */
    public Optional<ClockRule.Verdict> set(ActivityId activity, Optional<MeetingOutcome> outcome, User by,
            Optional<UserId> owner) {
        return transaction.execute(status -> jdbc.sql(HELD).param("activity", activity.value())
                .param("owner", owner.map(UserId::value).orElse(null))
                .query((row, i) -> new ClockRule.Verdict(row.getBoolean("moves"), row.getString("reason"))).optional()
                .map(held -> set(activity, outcome, by, held)));
    }

    private ClockRule.Verdict set(ActivityId activity, Optional<MeetingOutcome> outcome, User by,
            ClockRule.Verdict held) {
        ClockRule.Verdict now = ClockRule.after(held, outcome);
        jdbc.sql(SET).param("activity", activity.value())
                .param("outcome", outcome.map(o -> o.kind().name()).orElse(null))
                .param("words", outcome.map(o -> Json.storable(o.words())).orElse(""))
                .param("by", outcome.isPresent() ? by.name() : "").param("moves", now.moves())
                .param("reason", now.reason()).param("heldMoves", held.moves()).param("heldReason", held.reason())
                .update();
        return now;
    }

    static Optional<ActivityView.Outcome> read(ResultSet row) throws SQLException {
        return Optional.ofNullable(row.getString("outcome")).map(MeetingOutcome.Kind::valueOf)
                .map(kind -> new ActivityView.Outcome(new MeetingOutcome(kind, text(row, "outcome_words")),
                        text(row, "outcome_by")));
    }

    private static String text(ResultSet row, String column) {
        try {
            return row.getString(column);
        } catch (SQLException failed) {
            throw new IllegalStateException(column, failed);
        }
    }
}
