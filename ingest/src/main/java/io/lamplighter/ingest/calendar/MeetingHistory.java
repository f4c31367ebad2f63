// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.calendar;

import io.lamplighter.ingest.calendar.Notices.Sort;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of one meeting or series, put together from invitations, answers, cancellations and every calendar it
 * lies in (RFC 5546). Immutable.
 *
 * <p>Notices may come in any order and any number of times: the same ones always make the same meeting. An older one never
 * undoes a newer one. Answers and cancellations without the meeting they speak of wait for it.
 */
public final class MeetingHistory {
    public static final MeetingHistory NONE = new MeetingHistory(new Notices(), Set.of());

    private final Notices notices;
    private final Set<String> keepers;

    private MeetingHistory(Notices notices, Set<String> keepers) {
        this.notices = notices;
        this.keepers = keepers;
    }

    /** @param addresses lower-case, of those in whose calendars it still lies as a meeting that takes place */
    public MeetingHistory keptBy(Set<String> addresses) {
        return new MeetingHistory(notices, Set.copyOf(addresses));
    }

    public MeetingHistory with(Meeting notice) {
        return with(List.of(notice));
    }

    /** @param more all with the same UID */
    public MeetingHistory with(Collection<Meeting> more) {
        Notices all = notices.copy();
        more.forEach(all::add);
        return new MeetingHistory(all, keepers);
    }

    /** The single meeting or the series as it stands; empty while it is only heard of. */
    public Optional<Meeting> meeting() {
        return Optional.ofNullable(base(Optional.empty())).map(base -> state(base, Optional.empty()));
    }

    /** The meeting and, of a series, every occurrence that differs from it. */
    public List<Meeting> meetings() {
        List<Meeting> all = new ArrayList<>();
        meeting().ifPresent(all::add);
        @Nullable
        Meeting series = base(Optional.empty());
        for (Instant occurrence : notices.occurrences()) {
            Optional.ofNullable(exception(series, occurrence)).map(base -> state(base, Optional.of(occurrence)))
                    .ifPresent(all::add);
        }
        return List.copyOf(all);
    }

    /** To be expanded. */
    public Series series() {
        return Series.of(meetings());
    }

    /** Other times that attendees asked for (COUNTER) and nobody has answered yet. */
    public List<Meeting> proposals() {
        return notices.all(Sort.PROPOSAL).stream().filter(this::isOpen).toList();
    }

    private boolean isOpen(Meeting proposal) {
        Optional<Revision> refusal = notices.refusal(proposal);
        if (refusal.isPresent() && refusal.get().isAtLeast(proposal.revision())) {
            return false;
        }
        Meeting own = base(proposal.key().occurrence());
        Meeting base = own == null ? base(Optional.empty()) : own;
        return base == null || base.revision().sequence() <= proposal.revision().sequence();
    }

    private @Nullable Meeting base(Optional<Instant> occurrence) {
        Meeting invitation = notices.get(occurrence, Sort.INVITATION);
        Meeting copy = notices.get(occurrence, Sort.COPY);
        if (invitation == null || copy == null) {
            return invitation == null ? copy : invitation;
        }
        // What its organiser's own calendar says is right until somebody knows of a later state: a guest's copy is stamped anew
        // whenever the guest touches it, and may show him no other guests.
        boolean organisers = invitation.revision().method() == Method.PUBLISH
                && invitation.revision().sequence() >= copy.revision().sequence();
        return !organisers && copy.revision().compareTo(invitation.revision()) > 0
                ? Merging.copyOver(copy, invitation)
                : Merging.filled(invitation, copy);
    }

    /** An exception's own definition, else the series' at its time; null where neither makes such an occurrence. */
    private @Nullable Meeting exception(@Nullable Meeting series, Instant occurrence) {
        Meeting own = base(Optional.of(occurrence));
        if (own == null) {
            return series != null && isRegular(series, occurrence) ? at(series, occurrence) : null;
        }
        // What was planned before the series was planned anew is gone with the occurrence it changed.
        boolean overtaken = series != null && series.recurs()
                && own.revision().sequence() < series.revision().sequence() && !isRegular(series, occurrence);
        return overtaken ? null : own;
    }

    private static boolean isRegular(Meeting series, Instant occurrence) {
        if (!series.recurs() || series.schedule().isEmpty()) {
            return false;
        }
        Instant start = start(series.schedule().get(), occurrence);
        return Series.of(List.of(series)).between(start, start.plusNanos(1)).occurrences().stream()
                .anyMatch(m -> m.key().occurrence().equals(Optional.of(occurrence)));
    }

    private Meeting at(Meeting series, Instant occurrence) {
        Schedule schedule = series.schedule().orElseThrow();
        Instant start = start(schedule, occurrence);
        return new Meeting(series.key().at(occurrence), notices.lasts(occurrence), series.revision(), series.status(),
                Optional.of(schedule.once(start, start.plus(schedule.length()))), series.details(),
                series.organiser(), series.attendees());
    }

    private static Instant start(Schedule schedule, Instant occurrence) {
        return schedule.zone().isFloating()
                ? schedule.zone().instant(LocalDateTime.ofInstant(occurrence, ZoneOffset.UTC))
                : occurrence;
    }

    private Meeting state(Meeting base, Optional<Instant> occurrence) {
        Answers answers = new Answers(notices, base, occurrence);
        List<Attendee> attendees = answers.attendees();
        Optional<Revision> cancelled = cancelled(base, occurrence).filter(revision -> isForAll(base, occurrence));
        boolean nobodyLeft = !base.attendees().isEmpty() && attendees.stream().allMatch(a -> isOrganiser(base, a))
                && base.attendees().stream().anyMatch(a -> notices.uninvited(occurrence, a.key()).isPresent());
        if (cancelled.isEmpty() && !nobodyLeft) {
            return base.with(base.status(), attendees);
        }
        Meeting state = base.with(Status.CANCELLED, answers.everybody());
        return cancelled.filter(revision -> revision.compareTo(base.revision()) > 0)
                .map(revision -> Merging.revised(state, revision)).orElse(state);
    }

    /**
     * Whoever takes one guest off sends him the words of a cancellation. Where only some are named, and it still lies in the calendar
     * of a guest who is not, it was not called off.
     */
    private boolean isForAll(Meeting base, Optional<Instant> occurrence) {
        boolean named = Stream.of(Optional.<Instant>empty(), occurrence).distinct()
                .flatMap(where -> Optional.ofNullable(notices.get(where, Sort.CANCELLATION)).stream())
                .anyMatch(cancellation -> cancellation.attendees().stream().anyMatch(a -> !isOrganiser(base, a)));
        return !named || keepers.stream()
                .filter(keeper -> base.organiser().filter(o -> o.key().equals(keeper)).isEmpty())
                .allMatch(keeper -> isNamed(base, Optional.empty(), keeper) || isNamed(base, occurrence, keeper));
    }

    private boolean isNamed(Meeting base, Optional<Instant> where, String who) {
        return notices.uninvited(where, who)
                .filter(revision -> revision.sequence() >= base.revision().sequence()).isPresent();
    }

    private static boolean isOrganiser(Meeting meeting, Attendee attendee) {
        return meeting.organiser().filter(o -> o.key().equals(attendee.key())).isPresent();
    }

    private Optional<Revision> cancelled(Meeting base, Optional<Instant> occurrence) {
        Optional<Revision> own = cancellation(base, occurrence);
        return own.isPresent() || occurrence.isEmpty() ? own : cancellation(base, Optional.empty());
    }

    private Optional<Revision> cancellation(Meeting base, Optional<Instant> occurrence) {
        Meeting cancellation = notices.get(occurrence, Sort.CANCELLATION);
        if (cancellation == null) {
            return Optional.empty();
        }
        Revision revision = cancellation.revision();
        // A series may be planned anew without the occurrence that was cancelled; a copy is stamped by whoever keeps it.
        boolean ofSeries = occurrence.isPresent() && base(occurrence) == null;
        boolean valid = ofSeries || revision.isAtLeast(base.revision())
                || base.revision().method() == Method.STORED
                        && revision.sequence() >= base.revision().sequence();
        return valid ? Optional.of(revision) : Optional.empty();
    }
}
