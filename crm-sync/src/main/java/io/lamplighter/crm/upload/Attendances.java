// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.upload;

import io.lamplighter.crm.activity.ActivityView;
import io.lamplighter.crm.sql.Fields;
import io.lamplighter.crm.sql.Json;
import io.lamplighter.crm.warning.ClockRule;
import io.lamplighter.ingest.OwnAddresses;
import io.lamplighter.ingest.mailbox.Change;
import io.lamplighter.ingest.sync.Attendance;
import io.lamplighter.ingest.sync.AttendanceReader;
import io.lamplighter.ingest.sync.Conversation.Side;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Joins who came to the meeting they came to. Where somebody of the buyer did, it was held; where only we did, it was not. What was
 * spoken there proves more, and so does what somebody says came of it.
 */
public final class Attendances {

    // A meeting may be opened several times, and each time there is a report; read again, it is the same.
    private static final String KEEP = """
            update interaction
               set attendance = coalesce(attendance, '{}') || jsonb_build_object(:source::text, :report::jsonb)
             where interaction_id = :meeting
            returning attendance, occurred_at
            """;

    private static final String PROVED = """
            update activity
               set held_moves = :moves, held_reason = :reason,
                   moves_clock = case when outcome in ('NO_SHOW', 'CANCELLED') and outcome_by <> '' then false else :moves end,
                   clock_reason = case when outcome in ('NO_SHOW', 'CANCELLED') and outcome_by <> '' then clock_reason
                                       else :reason end,
                   outcome = case when outcome is null and :nobody then 'NO_SHOW'
                                  when outcome = 'NO_SHOW' and outcome_by = '' and not :nobody then null
                                  else outcome end,
                   outcome_words = case when outcome is null and :nobody then :words
                                        when outcome = 'NO_SHOW' and outcome_by = '' then case when :nobody then :words else '' end
                                        else outcome_words end
             where interaction_id = :meeting and not score_wanted and (:moves or outcome_by = '')
            """;

    private final JdbcClient jdbc;
    private final DealPeople people;
    private final HeldMeetings meetings;

    public Attendances(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.people = new DealPeople(jdbc);
        this.meetings = new HeldMeetings(jdbc);
    }

    /** The meeting that a report is about, as the number of its interaction. */
    public Optional<Long> meeting(Change.Attended report) {
        return AttendanceReader.occasion(report, meetings.near(report.began(), Optional.empty(), report.meeting()))
                .map(Long::valueOf);
    }

    /** To be called inside a transaction. */
    public void attach(long meeting, Change.Attended report, OwnAddresses own) {
        List<HeldMeetings.Filed> filed = meetings.filed(meeting);
        if (filed.isEmpty()) {
            return;
        }
        Attendance read = AttendanceReader.read(report, people.of(filed.getFirst().account(),
                filed.getFirst().deal(), meetings.people(meeting), own), own);
        record Kept(Attendance attendance, Instant start) {}
        Kept kept = jdbc.sql(KEEP).param("meeting", meeting).param("source", report.source().value())
                .param("report", Json.write(read))
                .query((row, i) -> new Kept(ActivityView.attendance(row.getString("attendance")).orElseThrow(),
                        Fields.at(row, "occurred_at")))
                .single();
        judge(meeting, kept.attendance(), kept.start());
    }

    private void judge(long meeting, Attendance attendance, Instant start) {
        int buyers = on(Side.BUYER, attendance).size();
        boolean nobody = attendance.isOnly(Side.OURS) && attendance.waitedFrom(start);
        if (buyers == 0 && !nobody) {
            return;
        }
        ClockRule.Verdict verdict = ClockRule.judge(buyers);
        jdbc.sql(PROVED).param("meeting", meeting).param("moves", verdict.moves()).param("reason", verdict.reason())
                .param("nobody", nobody)
                .param("words", nobody ? Json.storable("only " + names(attendance) + " joined") : "").update();
    }

    private static List<Attendance.Person> on(Side side, Attendance attendance) {
        return attendance.people().stream().filter(person -> person.side() == side).toList();
    }

    private static String names(Attendance attendance) {
        return on(Side.OURS, attendance).stream().map(Attendance.Person::name).limit(4)
                .collect(Collectors.joining(", "));
    }
}
