// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.graph;

import com.microsoft.graph.models.Event;
import com.microsoft.graph.models.EventType;
import com.microsoft.graph.users.item.calendarview.delta.DeltaGetResponse;
import io.lamplighter.ingest.SourceId;
import io.lamplighter.ingest.mailbox.Change;
import io.lamplighter.ingest.mailbox.MailboxFailure;
import io.lamplighter.ingest.mailbox.MailboxSession.Listed;
import io.lamplighter.ingest.mailbox.PageSize;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
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
    static final Duration RECENT = Duration.ofDays(30);
    static final Duration AHEAD = Duration.ofDays(180);

    /** Graph refuses to show more than 1,825 days at once (ErrorInvalidRequest). */
    static final Duration LONGEST_VIEW = Duration.ofDays(1_800);

    /** A window does not move by itself. */
    static final Duration WINDOW_LASTS = Duration.ofDays(7);
    private static final Duration LINK_LASTS = Duration.ofHours(20);

    private final GraphClient client;
    private final Downloads downloads;
    private final Enumeration enumeration;
    private final EventReading events;
    private final CalendarDays days;
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
        this.events = new EventReading(client);
        this.days = new CalendarDays(client, enumeration, clock);
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
        Change.Remaining remaining = new Change.Remaining(PREFIX, present(Instant.ofEpochSecond(calendar.earliest()),
                Instant.ofEpochSecond(calendar.until())));
        upToDate.clear();
        return Optional.of(new Step(List.of(remaining), position.with(calendar.swept())));
    }

    /** Everything since a day, what was put off beyond the window included. */
    private Set<SourceId> present(Instant earliest, Instant until) {
        Set<SourceId> present = new HashSet<>();
        for (Instant from = earliest; from.isBefore(until); from = from.plus(LONGEST_VIEW)) {
            Instant to = from.plus(LONGEST_VIEW);
            present.addAll(enumeration.events(from, to.isBefore(until) ? to : until).present());
        }
        present.addAll(enumeration.eventsFrom(until));
        return present;
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
                DeltaGetResponse::createFromDiscriminatorValue, "odata.maxpagesize=" + pages.now(), EventReading.ZONE);
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
                e -> Optional.of(e.getValue() ? events.readSeries(e.getKey()) : events.read(e.getKey()))));
        RuntimeException failure = arrivals.failure();
        if (failure != null) {
            pages.failed();
            throw failure;
        }
        removed.removeAll(touched.keySet());
        // Graph says the same of what was deleted and of what now lies outside the window.
        Downloads.Arrivals removals = patiently(
                downloads.each(List.copyOf(removed), id -> id, id -> Optional.of(events.read(id))));
        RuntimeException unknown = removals.failure();
        if (unknown != null) {
            pages.failed();
            throw unknown;
        }
        pages.passed();
        List<Change> changes = new ArrayList<>(arrivals.changes());
        changes.addAll(removals.changes());
        boolean empty = changes.isEmpty();
        return new Step(changes, position.with(moved(calendar, page, empty)));
    }

    /** One that fails again and again must not keep all others, and the history of mail, waiting for ever. */
    private Downloads.Arrivals patiently(Downloads.Arrivals arrivals) {
        Hopeless hopeless = downloads.hopeless();
        return hopeless.withheld(arrivals, failed -> events.others(hopeless, failed), this::withheld);
    }

    private Change withheld(String id) {
        return new Change.Withheld(source(id), clock.instant(), "Microsoft cannot give this meeting in full");
    }

    private CalendarPosition moved(CalendarPosition calendar, DeltaGetResponse page, boolean empty) {
        long now = clock.instant().getEpochSecond();
        boolean ended = page.getOdataNextLink() == null;
        String link = Addresses
                .onward(ended ? page.getOdataDeltaLink() : page.getOdataNextLink(), client.account())
                .orElseThrow(() -> new MailboxFailure.TryLater(
                        "Microsoft did not say where to go on, or named another host.", Duration.ZERO, null));
        boolean young = now - calendar.linked() < LINK_LASTS.toSeconds();
        CalendarPosition moved = ended && empty && !calendar.first() && young
                ? calendar
                : calendar.at(link, now, calendar.first() && !ended);
        if (ended && !calendar.first()) {
            upToDate.add(moved.link());
        }
        return moved;
    }

    /** A window follows the one before it without a gap, however long nobody looked. */
    private String beginning(CalendarPosition calendar) {
        Instant until = Instant.ofEpochSecond(calendar.until());
        Instant earliest = Instant.ofEpochSecond(calendar.earliest());
        Instant from = calendar.linked() == 0
                ? earliest
                : earlier(until.minus(AHEAD), Instant.ofEpochSecond(calendar.linked())).minus(RECENT);
        Instant longest = until.minus(LONGEST_VIEW);
        from = from.isBefore(longest) ? longest : from;
        return client.url("/calendarView/delta?startDateTime=" + from + "&endDateTime=" + until);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /** What {@link CalendarDays#listed} lists, where the calendar can be read. */
    List<Listed> listed(LocalDate first, LocalDate last) {
        return on ? days.listed(first, last) : List.of();
    }
}
