// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.graph;

import com.microsoft.graph.models.Event;
import com.microsoft.graph.models.EventCollectionResponse;
import com.microsoft.graph.models.EventType;
import com.microsoft.graph.models.Sensitivity;
import io.lamplighter.ingest.mailbox.Change;
import io.lamplighter.ingest.mailbox.MailboxFailure;
import io.lamplighter.ingest.mailbox.Patience.Others;
import java.util.Set;

/** Reads one entry of a calendar whole: a meeting, or a series with all its exceptions. */
final class EventReading {

    /** All times in UTC. */
    static final String ZONE = "outlook.timezone=\"UTC\"";

    private static final String[] FORM = {ZONE, "outlook.body-content-type=\"text\""};
    private static final String FIELDS = "?$select=iCalUId,type,seriesMasterId,subject,body,location,start,end,isAllDay,"
            + "isCancelled,isOrganizer,onlineMeeting,organizer,attendees,responseStatus,recurrence,sensitivity,"
            + "createdDateTime,lastModifiedDateTime,originalStart,originalStartTimeZone";
    private static final String SEQUENCE = "singleValueExtendedProperties($filter="
            + Addresses.encoded("id eq '" + EventText.SEQUENCE + "'") + ")";
    private static final String SINGLE = FIELDS + "&$expand=" + SEQUENCE;
    private static final String SERIES = FIELDS + ",cancelledOccurrences,exceptionOccurrences&$expand="
            + "exceptionOccurrences," + SEQUENCE;

    private static final Change SERIES_FOUND = new Change.Vanished(CalendarReading.source(""));

    private final GraphClient client;

    EventReading(GraphClient client) {
        this.client = client;
    }

    static boolean isPrivate(Event event) {
        return event.getSensitivity() == Sensitivity.Private || event.getSensitivity() == Sensitivity.Confidential;
    }

    /** Reads a meeting, not knowing whether it is a series; of an occurrence all of its series. */
    Change read(String id) {
        Change single = read(id, false);
        return single == SERIES_FOUND ? read(id, true) : single;
    }

    /** Reads what is known to be a series. */
    Change readSeries(String id) {
        return read(id, true);
    }

    /** Whether Graph gives a meeting now that is none of these. */
    Others others(Hopeless hopeless, Set<String> failed) {
        client.goesOn();
        try {
            EventCollectionResponse some = client.get(client.url("/events?$select=id&$top=50"),
                    EventCollectionResponse::createFromDiscriminatorValue);
            return hopeless.others(
                    Answers.of(some.getValue()).stream().map(event -> Answers.text(event.getId())).toList(), failed,
                    id -> {
                        // One that is private is given, too.
                        read(id);
                        return true;
                    });
        } catch (GraphException | MailboxFailure outage) {
            return Others.REFUSED;
        }
    }

    private Change read(String id, boolean series) {
        try {
            Event event = client.get(client.url("/events/" + Addresses.encoded(id)) + (series ? SERIES : SINGLE),
                    Event::createFromDiscriminatorValue, FORM);
            if (event.getType() == EventType.SeriesMaster && !series) {
                return SERIES_FOUND;
            }
            String master = event.getSeriesMasterId();
            if (master != null && !series) {
                return read(master, true);
            }
            if (isPrivate(event)) {
                // It is nobody's business; and no longer, if it was before.
                return new Change.Vanished(CalendarReading.source(id));
            }
            return new Change.Planned(CalendarReading.source(id), EventText.addedAt(event),
                    EventText.of(event, client.account()));
        } catch (GraphException failure) {
            if (failure.isGone()) {
                return new Change.Vanished(CalendarReading.source(id));
            }
            throw failure;
        }
    }
}
