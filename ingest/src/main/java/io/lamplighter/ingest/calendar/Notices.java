// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.calendar;

import io.lamplighter.ingest.calendar.Attendee.Answer;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The newest notice of every sort about one UID. Keeping the greatest of each makes the order in which they come, and how
 * often, of no matter.
 */
final class Notices {

    /** What a notice can be to a meeting. */
    enum Sort {
        /** The organiser's word. */
        INVITATION,
        /** What lies in some calendar. */
        COPY, CANCELLATION,
        /** A cancellation in which one attendee is named. */
        UNINVITED,
        /** An attendee's wish for another time, and the organiser's no to it. */
        PROPOSAL, REFUSAL
    }

    /** @param occurrence {@link Instant#MIN} for the series */
    private record Slot(Instant occurrence, Sort sort, String who) implements Comparable<Slot> {
        private static final Comparator<Slot> ORDER = Comparator.comparing(Slot::occurrence).thenComparing(Slot::sort)
                .thenComparing(Slot::who);

        @Override
        public int compareTo(Slot other) {
            return ORDER.compare(this, other);
        }
    }

    private record Answered(Instant occurrence, String who) {}

    /** Where revisions are equal: whoever knows more of the guests, then any order, if only always the same. */
    private static final Comparator<Meeting> AGE = Comparator.comparing(Meeting::revision)
            .thenComparing(m -> m.attendees().size()).thenComparing(Meeting::toString);

    private final TreeMap<Slot, Meeting> newest = new TreeMap<>();
    private final TreeMap<Answered, Claim> claims = new TreeMap<>(
            Comparator.comparing(Answered::occurrence).thenComparing(Answered::who));

    Notices copy() {
        Notices copy = new Notices();
        copy.newest.putAll(newest);
        copy.claims.putAll(claims);
        return copy;
    }

    void add(Meeting notice) {
        switch (notice.revision().method()) {
            case REQUEST, PUBLISH, ADD -> keep(Sort.INVITATION, "", notice);
            case STORED -> keep(Sort.COPY, "", notice);
            case CANCEL -> cancel(notice);
            case COUNTER -> keep(Sort.PROPOSAL, who(notice), notice);
            case DECLINECOUNTER -> keep(Sort.REFUSAL, who(notice), notice);
            case REPLY, REFRESH -> {
                // An answer is in the attendees; a refresh only asks.
            }
        }
        if (notice.revision().method() != Method.CANCEL && notice.revision().method() != Method.DECLINECOUNTER) {
            boolean own = !notice.revision().method().defines();
            notice.attendees().stream().filter(a -> a.answer() != Answer.NONE && !a.address().isEmpty())
                    .forEach(a -> claims.merge(new Answered(occurrence(notice), a.key()),
                            new Claim(notice.revision(), own, a), (one, other) -> one.compareTo(other) < 0
                                    ? other
                                    : one));
        }
    }

    /**
     * RFC 5546 §3.2.5: with STATUS the meeting is off, without it only for those who are named. Google and Exchange write the
     * STATUS in both cases: in whose calendars it still lies tells them apart.
     */
    private void cancel(Meeting notice) {
        if (notice.status() == Status.CANCELLED || notice.attendees().isEmpty()) {
            keep(Sort.CANCELLATION, "", notice);
        }
        notice.attendees().forEach(a -> keep(Sort.UNINVITED, a.key(), notice));
    }

    private static String who(Meeting notice) {
        String organiser = notice.organiser().map(Organiser::key).orElse("");
        return notice.attendees().stream().map(Attendee::key).filter(a -> !a.equals(organiser)).findFirst()
                .orElse("");
    }

    private void keep(Sort sort, String who, Meeting notice) {
        newest.merge(new Slot(occurrence(notice), sort, who), notice,
                (one, other) -> AGE.compare(one, other) < 0 ? other : one);
    }

    private static Instant occurrence(Meeting notice) {
        return notice.key().occurrence().orElse(Instant.MIN);
    }

    @Nullable
    Meeting get(Optional<Instant> occurrence, Sort sort) {
        return newest.get(new Slot(occurrence.orElse(Instant.MIN), sort, ""));
    }

    Optional<Revision> uninvited(Optional<Instant> occurrence, String who) {
        return Optional.ofNullable(newest.get(new Slot(occurrence.orElse(Instant.MIN), Sort.UNINVITED, who)))
                .map(Meeting::revision);
    }

    List<Meeting> all(Sort sort) {
        return newest.entrySet().stream().filter(e -> e.getKey().sort() == sort).map(Map.Entry::getValue)
                .toList();
    }

    Optional<Revision> refusal(Meeting proposal) {
        return Optional
                .ofNullable(newest.get(new Slot(occurrence(proposal), Sort.REFUSAL, who(proposal))))
                .or(() -> Optional.ofNullable(newest.get(new Slot(occurrence(proposal), Sort.REFUSAL, ""))))
                .map(Meeting::revision);
    }

    Optional<Claim> claim(Optional<Instant> occurrence, String who) {
        return Optional.ofNullable(claims.get(new Answered(occurrence.orElse(Instant.MIN), who)));
    }

    Collection<Claim> claims(Optional<Instant> occurrence) {
        Instant wanted = occurrence.orElse(Instant.MIN);
        return claims.subMap(new Answered(wanted, ""), new Answered(wanted.plusNanos(1), "")).values();
    }

    /** All occurrences that anything is known of. */
    Set<Instant> occurrences() {
        Set<Instant> all = new TreeSet<>();
        newest.keySet().forEach(slot -> all.add(slot.occurrence()));
        claims.keySet().forEach(answered -> all.add(answered.occurrence()));
        all.remove(Instant.MIN);
        return all;
    }

    /** Whether what is said of an occurrence is said of all later ones. */
    boolean lasts(Instant occurrence) {
        Slot first = new Slot(occurrence, Sort.INVITATION, "");
        return newest.subMap(first, new Slot(occurrence.plusNanos(1), Sort.INVITATION, "")).values().stream()
                .anyMatch(Meeting::thisAndFuture);
    }
}
