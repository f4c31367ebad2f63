// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.graph;

import com.microsoft.graph.models.Event;
import com.microsoft.graph.models.EventType;
import com.microsoft.graph.models.Sensitivity;
import com.microsoft.graph.users.item.calendarview.delta.DeltaGetResponse;
import io.lamplighter.ingest.SourceId;
import io.lamplighter.ingest.mailbox.Change;
import io.lamplighter.ingest.mailbox.MailboxFailure;
import io.lamplighter.ingest.mailbox.PageSize;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The calendar of one run. Changes only tell what is to be read: occurrences come without subject or guests, and of one that was
 * taken out of its series nothing comes at all. So whatever is touched is read whole, a series with all its exceptions.
 */
final class CalendarReading {

    static final String PREFIX = "events/";
    static final int PAGE = 50;

    private static final Duration PAST = Duration.ofDays(365);
    private static final Duration RECENT = Duration.ofDays(30);
    private static final Duration AHEAD = Duration.ofDays(180);

    /** A window does not move by itself. */
    private static final Duration WINDOW_LASTS = Duration.ofDays(7);
    private static final Duration LINK_LASTS = Duration.ofHours(20);

    private static final String[] FORM = {"outlook.timezone=\"UTC\"", "outlook.body-content-type=\"text\""};
    private static final String FIELDS = "?$select=iCalUId,type,seriesMasterId,subject,body,location,start,end,isAllDay,"
            + "isCancelled,isOrganizer,onlineMeeting,organizer,attendees,responseStatus,recurrence,sensitivity,"
            + "lastModifiedDateTime,originalStart,originalStartTimeZone";
    private static final String SEQUENCE = "singleValueExtendedProperties($filter="
            + Addresses.encoded("id eq '" + EventText.SEQUENCE + "'") + ")";
    private static final String SINGLE = FIELDS + "&$expand=" + SEQUENCE;
    private static final String SERIES = FIELDS + ",cancelledOccurrences,exceptionOccurrences&$expand="
            + "exceptionOccurrences," + SEQUENCE;

    private final GraphClient client;
    private final Downloads downloads;
    private final Enumeration enumeration;
    private final PageSize pages;
    private final Clock clock;
    private final Set<String> upToDate = new HashSet<>();
    private boolean on;
    private boolean refused;

    /**
     * @param pages kept from run to run. Unlike messages entries cannot be handed out by halves: what was read of one may be old
     *     when its page is asked for again
     */
    CalendarReading(GraphClient client, Downloads downloads, Enumeration enumeration, PageSize pages, Clock clock) {
        this.client = client;
        this.downloads = downloads;
        this.enumeration = enumeration;
        this.pages = pages;
        this.clock = clock;
        this.on = client.account().calendar();
    }

    static SourceId source(String id) {
        return new SourceId(PREFIX + id);
    }

    /** A window that is too old to look far enough ahead gives way to a new one. */
    GraphCursor settle(GraphCursor position) {
        CalendarPosition calendar = position.calendar();
        Instant now = clock.instant();
        if (!on) {
            return position;
        }
        if (!calendar.hasWindow()) {
            Instant since = client.account().since();
            Instant past = now.minus(PAST);
            return position.with(calendar.begin((since.isAfter(past) ? since : past).getEpochSecond(),
                    now.plus(AHEAD).getEpochSecond()));
        }
        boolean old = Instant.ofEpochSecond(calendar.until()).isBefore(now.plus(AHEAD).minus(WINDOW_LASTS));
        // What is deleted from here on and not seen by the old round is found by the sweep after the new one.
        return old && !calendar.first()
                ? position.with(calendar.begin(now.minus(RECENT).getEpochSecond(), now.plus(AHEAD).getEpochSecond()))
                : position;
    }

    Optional<Step> news(GraphCursor position) {
        CalendarPosition calendar = position.calendar();
        return on && !calendar.first() && !upToDate.contains(calendar.link()) ? follow(position) : Optional.empty();
    }

    Optional<Step> history(GraphCursor position) {
        return on && position.calendar().first() ? follow(position) : Optional.empty();
    }

    Optional<Step> sweep(GraphCursor position) {
        CalendarPosition calendar = position.calendar();
        if (!on || !calendar.sweep() || calendar.first()) {
            return Optional.empty();
        }
        Change.Remaining remaining = enumeration.events(Instant.ofEpochSecond(calendar.earliest()),
                Instant.ofEpochSecond(calendar.until()));
        upToDate.clear();
        return Optional.of(new Step(List.of(remaining), position.with(calendar.swept())));
    }

    boolean hasWork(GraphCursor position) {
        CalendarPosition calendar = position.calendar();
        return on && (calendar.first() || calendar.sweep() || !upToDate.contains(calendar.link()));
    }

    List<String> notices() {
        return refused
                ? List.of("The calendar of " + client.account().name()
                        + " cannot be read: grant Calendars.Read, or switch reading calendars off. Mail is read all the same.")
                : List.of();
    }

    private Optional<Step> follow(GraphCursor position) {
        CalendarPosition calendar = position.calendar();
        try {
            return Optional.of(page(position, calendar));
        } catch (GraphException failure) {
            if (failure.isForgotten() && !calendar.link().isEmpty()) {
                return Optional.of(Step.nothing(position.with(calendar.restarted())));
            }
            if (failure.isForbidden()) {
                on = false;
                refused = true;
                return Optional.empty();
            }
            throw failure;
        }
    }

    private Step page(GraphCursor position, CalendarPosition calendar) {
        DeltaGetResponse page = client.get(calendar.link().isEmpty() ? beginning(calendar) : calendar.link(),
                DeltaGetResponse::createFromDiscriminatorValue, "odata.maxpagesize=" + pages.now(), FORM[0]);
        Map<String, Boolean> touched = new LinkedHashMap<>();
        Set<String> removed = new LinkedHashSet<>();
        for (Event event : Answers.of(page.getValue())) {
            String master = event.getSeriesMasterId();
            String id = Answers.text(event.getId());
            if (Answers.isRemoved(event)) {
                removed.add(id);
            } else if (master != null) {
                touched.put(master, true);
            } else {
                touched.put(id, event.getType() == EventType.SeriesMaster);
            }
        }
        Downloads.Arrivals arrivals = patiently(downloads.each(List.copyOf(touched.entrySet()), Map.Entry::getKey,
                e -> Optional.of(read(e.getKey(), e.getValue()))));
        RuntimeException failure = arrivals.failure();
        if (failure != null) {
            pages.failed();
            throw failure;
        }
        pages.passed();
        List<Change> changes = new ArrayList<>(arrivals.changes());
        removed.stream().filter(id -> !touched.containsKey(id))
                .forEach(id -> changes.add(new Change.Vanished(source(id))));
        boolean empty = changes.isEmpty();
        return new Step(changes, position.with(moved(calendar, page, empty)));
    }

    /** One that fails again and again must not keep all others, and the history of mail, waiting for ever. */
    private Downloads.Arrivals patiently(Downloads.Arrivals arrivals) {
        boolean allFail = arrivals.done().isEmpty() && arrivals.failed().size() > 1;
        return allFail ? arrivals : downloads.withoutHopeless(arrivals, this::withheld);
    }

    private Change withheld(String id) {
        return new Change.Withheld(source(id), clock.instant(), "Microsoft cannot give this meeting in full");
    }

    private CalendarPosition moved(CalendarPosition calendar, DeltaGetResponse page, boolean empty) {
        long now = clock.instant().getEpochSecond();
        boolean ended = page.getOdataNextLink() == null;
        String link = ended ? page.getOdataDeltaLink() : page.getOdataNextLink();
        if (link == null || !Addresses.isRound(link, client.account())) {
            throw new MailboxFailure.TryLater("Microsoft did not say where to go on, or named another host.",
                    Duration.ZERO, null);
        }
        boolean young = now - calendar.linked() < LINK_LASTS.toSeconds();
        CalendarPosition moved = ended && empty && !calendar.first() && young
                ? calendar
                : calendar.at(link, now, calendar.first() && !ended);
        if (ended && !calendar.first()) {
            upToDate.add(moved.link());
        }
        return moved;
    }

    private String beginning(CalendarPosition calendar) {
        Instant until = Instant.ofEpochSecond(calendar.until());
        // After an outage of weeks what was recent is recent from where we stopped: it may have changed since.
        long upTo = Math.min(until.minus(AHEAD).getEpochSecond(), calendar.linked());
        Instant from = Instant.ofEpochSecond(calendar.linked() == 0
                ? calendar.earliest()
                : upTo - RECENT.toSeconds());
        return client.url("/calendarView/delta?startDateTime=" + from + "&endDateTime=" + until);
    }

    /** Reads a meeting, not knowing whether it is a series. */
    Change read(String id) {
        Change single = read(id, false);
        return single == SERIES_FOUND ? read(id, true) : single;
    }

    private static final Change SERIES_FOUND = new Change.Vanished(source(""));

    private Change read(String id, boolean series) {
        try {
            Event event = client.get(client.url("/events/" + Addresses.encoded(id)) + (series ? SERIES : SINGLE),
                    Event::createFromDiscriminatorValue, FORM);
            if (event.getType() == EventType.SeriesMaster && !series) {
                return SERIES_FOUND;
            }
            Sensitivity sensitivity = Objects.requireNonNullElse(event.getSensitivity(), Sensitivity.Normal);
            if (sensitivity == Sensitivity.Private || sensitivity == Sensitivity.Confidential) {
                // It is nobody's business; and no longer, if it was before.
                return new Change.Vanished(source(id));
            }
            return new Change.Planned(source(id), EventText.changedAt(event), EventText.of(event, client.account()));
        } catch (GraphException failure) {
            if (failure.isGone()) {
                return new Change.Vanished(source(id));
            }
            throw failure;
        }
    }
}
