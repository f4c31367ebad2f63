// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.graph;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which of a mailbox's streams is read next: what is new, then the last weeks, then meetings, then older mail. */
final class GraphStreams {

    private static final Duration LAST_WEEKS = Duration.ofDays(30);

    private final FolderSurvey survey;
    private final MailReading mail;
    private final CalendarReading calendar;
    private final TranscriptReading transcripts;
    private final Clock clock;

    GraphStreams(FolderSurvey survey, MailReading mail, CalendarReading calendar, TranscriptReading transcripts,
            Clock clock) {
        this.survey = survey;
        this.mail = mail;
        this.calendar = calendar;
        this.transcripts = transcripts;
        this.clock = clock;
    }

    GraphCursor settle(GraphCursor position) {
        return calendar.settle(mail.settle(position));
    }

    /** Empty where everything was read. */
    Optional<Step> next(GraphCursor position) {
        Instant recently = clock.instant().minus(LAST_WEEKS);
        return mail.news(position)
                .or(() -> calendar.news(position))
                .or(() -> mail.history(position, recently))
                .or(() -> calendar.history(position))
                .or(() -> transcripts.look(position))
                .or(() -> mail.history(position, Instant.MIN))
                .or(() -> mail.sweep(position))
                .or(() -> calendar.sweep(position));
    }

    boolean hasWork(GraphCursor position) {
        return mail.hasWork(position) || calendar.hasWork(position) || transcripts.isDue(position);
    }

    long remaining(GraphCursor position) {
        return mail.remaining(position);
    }

    List<String> notices() {
        List<String> notices = new ArrayList<>(survey.notices());
        notices.addAll(calendar.notices());
        notices.addAll(transcripts.notices());
        return notices;
    }
}
