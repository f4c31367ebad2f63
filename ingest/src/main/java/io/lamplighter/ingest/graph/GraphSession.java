// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.graph;

import io.lamplighter.ingest.Cursor;
import io.lamplighter.ingest.SourceId;
import io.lamplighter.ingest.mailbox.Change;
import io.lamplighter.ingest.mailbox.ChangePage;
import io.lamplighter.ingest.mailbox.Forecast;
import io.lamplighter.ingest.mailbox.MailboxFolder;
import io.lamplighter.ingest.mailbox.MailboxSession;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** One run over the streams of a mailbox. */
final class GraphSession implements MailboxSession {

    /** After so much work without a change the position is handed out all the same, so that it is stored. */
    private static final int LONGEST_SILENCE = 40;

    private final GraphClient client;
    private final FolderSurvey survey;
    private final GraphStreams streams;
    private final Enumeration enumeration;
    private final CalendarReading calendar;
    private final SingleItems singles;

    GraphSession(GraphClient client, FolderSurvey survey, GraphStreams streams, Enumeration enumeration,
            CalendarReading calendar, SingleItems singles) {
        this.calendar = calendar;
        this.client = client;
        this.survey = survey;
        this.streams = streams;
        this.enumeration = enumeration;
        this.singles = singles;
    }

    @Override
    public ChangePage changesAfter(Cursor cursor) {
        return judged(() -> {
            GraphCursor began = GraphCursor.parse(cursor, client.account());
            GraphCursor position = streams.settle(began);
            for (int silence = 0; silence < LONGEST_SILENCE; silence++) {
                Optional<Step> step = streams.next(position);
                if (step.isEmpty()) {
                    if (position.equals(began)) {
                        streams.failIfOneDid();
                    }
                    break;
                }
                position = step.get().next();
                if (!step.get().changes().isEmpty()) {
                    return page(position, step.get().changes());
                }
            }
            return page(position, List.of());
        });
    }

    private ChangePage page(GraphCursor position, List<Change> changes) {
        return new ChangePage(changes, position.toCursor(), streams.hasWork(position), streams.remaining(position),
                streams.notices());
    }

    @Override
    public List<Change> fetch(Collection<SourceId> sources) {
        return judged(() -> singles.fetch(sources));
    }

    @Override
    public List<Listed> listed(LocalDate first, LocalDate last) {
        return judged(() -> {
            List<Listed> listed = new ArrayList<>(enumeration.days(survey, first, last));
            listed.addAll(calendar.listed(first, last));
            return listed;
        });
    }

    @Override
    public List<MailboxFolder> folders() {
        return survey.described();
    }

    /** A request for each message, and one in fifty for their list. */
    @Override
    public Forecast forecast(List<Instant> since) {
        return judged(() -> new Forecast(since.stream().map(from -> enumeration.volume(survey, from)).toList(),
                client.perMinute() * 50 / 51));
    }

    private <T> T judged(Supplier<T> work) {
        try {
            return work.get();
        } catch (GraphException failure) {
            throw GraphFailures.of(failure, client.account());
        }
    }

    @Override
    public void close() {
        // Connections belong to the connector.
        client.done();
    }
}
