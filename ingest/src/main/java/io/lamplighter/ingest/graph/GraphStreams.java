// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.graph;

import io.lamplighter.ingest.graph.Beside.Stream;
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
    private final Beside beside;
    private final Clock clock;

    GraphStreams(FolderSurvey survey, MailReading mail, CalendarReading calendar, TranscriptReading transcripts,
            Beside beside, Clock clock) {
        this.survey = survey;
        this.mail = mail;
        this.calendar = calendar;
        this.transcripts = transcripts;
        this.beside = beside;
        this.clock = clock;
    }

    GraphCursor settle(GraphCursor position) {
        return calendar.settle(mail.settle(position));
    }

    /** Empty where everything was read. */
    Optional<Step> next(GraphCursor position) {
        Instant recently = clock.instant().minus(LAST_WEEKS);
        return mail.news(position)
                .or(() -> beside.ask(Stream.CALENDAR, () -> calendar.news(position)))
                .or(() -> mail.history(position, recently))
                .or(() -> beside.ask(Stream.CALENDAR, () -> calendar.history(position)))
                .or(() -> beside.ask(Stream.TRANSCRIPTS, () -> transcripts.look(position)))
                .or(() -> mail.history(position, Instant.MIN))
                .or(() -> mail.sweep(position))
                .or(() -> beside.ask(Stream.CALENDAR, () -> calendar.sweep(position)));
    }

    boolean hasWork(GraphCursor position) {
        return mail.hasWork(position) || beside.hasFailed()
                || beside.isRead(Stream.CALENDAR) && calendar.hasWork(position)
                || beside.isRead(Stream.TRANSCRIPTS) && transcripts.isDue(position);
    }

    /** To be asked where everything else was read. */
    void failIfOneDid() {
        beside.failIfOneDid();
    }

    long remaining(GraphCursor position) {
        return mail.remaining(position);
    }

    List<String> notices() {
        List<String> notices = new ArrayList<>(survey.notices());
        notices.addAll(calendar.notices());
        notices.addAll(transcripts.notices());
        notices.addAll(beside.notices());
        return notices;
    }
}
