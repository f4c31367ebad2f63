// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.graph;

import com.microsoft.graph.models.AttendanceRecord;
import com.microsoft.graph.models.MeetingAttendanceReport;
import com.microsoft.graph.models.MeetingAttendanceReportCollectionResponse;
import io.lamplighter.ingest.SourceId;
import io.lamplighter.ingest.mailbox.Change;
import io.lamplighter.ingest.mailbox.Change.Presence;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Who joined a meeting on Teams. There is a report for each time it was opened, once everybody has left. */
final class AttendanceReports {

    static final String PREFIX = "attendance/";

    private final GraphClient client;
    private boolean on = true;

    AttendanceReports(GraphClient client) {
        this.client = client;
    }

    List<String> notices() {
        return on
                ? List.of()
                : List.of("Who joined the meetings of " + client.account().name()
                        + " cannot be read: grant OnlineMeetingArtifact.Read.All. Transcripts are read all the same.");
    }

    List<Recordings.Wanted> of(String meeting, String link) {
        List<Recordings.Wanted> reports = new ArrayList<>();
        String next = on ? address(meeting) : null;
        try {
            while (next != null) {
                MeetingAttendanceReportCollectionResponse page = client.get(next,
                        MeetingAttendanceReportCollectionResponse::createFromDiscriminatorValue);
                Answers.of(page.getValue()).stream().map(report -> Answers.text(report.getId()))
                        .filter(id -> !id.isEmpty()).forEach(id -> reports.add(new Recordings.Wanted(
                                PREFIX + meeting + "/" + id, () -> report(meeting, link, id))));
                next = page.getOdataNextLink();
            }
        } catch (GraphException failure) {
            if (!failure.isForbidden() && !failure.isGone()) {
                throw failure;
            }
            on = on && !failure.isForbidden();
        }
        return reports;
    }

    private String address(String meeting) {
        return client.url("/onlineMeetings/" + Addresses.encoded(meeting) + "/attendanceReports");
    }

    Optional<Change> report(String meeting, String link, String id) {
        try {
            MeetingAttendanceReport report = client.get(
                    address(meeting) + "/" + Addresses.encoded(id) + "?$expand=attendanceRecords",
                    MeetingAttendanceReport::createFromDiscriminatorValue);
            Optional<Instant> began = Answers.instant(report.getMeetingStartDateTime());
            Optional<Instant> ended = Answers.instant(report.getMeetingEndDateTime());
            // Without its times nobody could say of which occurrence it tells.
            return began.isEmpty() || ended.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Change.Attended(new SourceId(PREFIX + meeting + "/" + id), began.get(),
                            ended.get(), link, Answers.of(report.getAttendanceRecords()).stream()
                                    .map(AttendanceReports::presence).toList()));
        } catch (GraphException failure) {
            if (failure.isGone()) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    /** Whoever joins without signing in has a name, and no address. */
    private static Presence presence(AttendanceRecord record) {
        String name = record.getIdentity() == null ? "" : Answers.text(record.getIdentity().getDisplayName());
        return new Presence(name, Answers.text(record.getEmailAddress()),
                Duration.ofSeconds(Objects.requireNonNullElse(record.getTotalAttendanceInSeconds(), 0)));
    }
}
