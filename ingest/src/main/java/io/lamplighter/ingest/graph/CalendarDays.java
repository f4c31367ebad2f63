// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.graph;

import com.microsoft.graph.models.Event;
import io.lamplighter.ingest.mailbox.MailboxSession.Listed;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** On which days entries came into a calendar. */
final class CalendarDays {

    private final GraphClient client;
    private final Enumeration enumeration;
    private final Clock clock;

    CalendarDays(GraphClient client, Enumeration enumeration, Clock clock) {
        this.client = client;
        this.enumeration = enumeration;
        this.clock = clock;
    }

    /**
     * The entries that came into the calendar on these days, as far as every window reaches in which the calendar can be read
     * now. Private ones are not read, so they are not listed.
     */
    List<Listed> listed(LocalDate first, LocalDate last) {
        Instant now = clock.instant();
        Instant since = client.account().since();
        Instant recent = now.minus(CalendarReading.RECENT);
        List<Listed> listed = new ArrayList<>();
        try {
            enumeration
                    .added(since.isAfter(recent) ? since : recent,
                            now.plus(CalendarReading.AHEAD).minus(CalendarReading.WINDOW_LASTS))
                    .forEach((id, event) -> added(id, event).ifPresent(day -> {
                        if (!day.isBefore(first) && !day.isAfter(last)) {
                            listed.add(new Listed(CalendarReading.source(id), day));
                        }
                    }));
        } catch (GraphException failure) {
            if (!failure.isForbidden()) {
                throw failure;
            }
            return List.of();
        }
        return listed;
    }

    /** @param event empty where only occurrences of it were listed */
    private Optional<LocalDate> added(String id, Optional<Event> event) {
        try {
            Event known = event.filter(e -> e.getCreatedDateTime() != null)
                    .orElseGet(() -> client.get(client.url("/events/" + Addresses.encoded(id))
                            + "?$select=createdDateTime,lastModifiedDateTime,sensitivity",
                            Event::createFromDiscriminatorValue));
            return EventReading.isPrivate(known)
                    ? Optional.empty()
                    : Optional.of(LocalDate.ofInstant(EventText.addedAt(known), ZoneOffset.UTC));
        } catch (GraphException failure) {
            if (failure.isGone()) {
                return Optional.empty();
            }
            throw failure;
        }
    }
}
