// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.calendar;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who is invited to a meeting as it stands, and what everybody said last. */
final class Answers {
    private final Notices notices;
    private final Meeting base;
    private final Optional<Instant> occurrence;

    Answers(Notices notices, Meeting base, Optional<Instant> occurrence) {
        this.notices = notices;
        this.base = base;
        this.occurrence = occurrence;
    }

    List<Attendee> attendees() {
        Map<String, Attendee> all = all();
        all.keySet().removeIf(this::isUninvited);
        return List.copyOf(all.values());
    }

    /** Those who were taken off, too. */
    List<Attendee> everybody() {
        return List.copyOf(all().values());
    }

    private Map<String, Attendee> all() {
        Map<String, Attendee> all = new LinkedHashMap<>();
        for (Attendee attendee : base.attendees()) {
            all.put(attendee.address().isEmpty() ? " " + attendee.name() : attendee.key(), answered(attendee));
        }
        addUninvited(all, Optional.empty());
        if (occurrence.isPresent()) {
            addUninvited(all, occurrence);
        }
        return all;
    }

    private Attendee answered(Attendee attendee) {
        return newest(attendee.key()).map(claim -> attendee.answering(claim.answer())).orElse(attendee);
    }

    /** Of what somebody said about the occurrence and about the series the later one. */
    private Optional<Claim> newest(String who) {
        Optional<Claim> ofSeries = notices.claim(Optional.empty(), who).filter(c -> c.answers(base.revision()));
        if (occurrence.isEmpty()) {
            return ofSeries;
        }
        Optional<Claim> own = notices.claim(occurrence, who).filter(c -> c.answers(base.revision()));
        return own.isPresent() && (ofSeries.isEmpty() || own.get().compareTo(ofSeries.get()) >= 0) ? own : ofSeries;
    }

    /** Whoever answers takes part, also when the invitation was passed on to him (RFC 5546 §3.2.3). */
    private void addUninvited(Map<String, Attendee> all, Optional<Instant> where) {
        for (Claim claim : notices.claims(where)) {
            String who = claim.attendee().key();
            boolean organiser = base.organiser().filter(o -> o.key().equals(who)).isPresent();
            if (claim.own() && !organiser && claim.answers(base.revision())) {
                all.computeIfAbsent(who, key -> answered(claim.attendee()));
            }
        }
    }

    private boolean isUninvited(String who) {
        return isUninvited(who, occurrence) || occurrence.isPresent() && isUninvited(who, Optional.empty());
    }

    private boolean isUninvited(String who, Optional<Instant> where) {
        return notices.uninvited(where, who).filter(revision -> revision.isAtLeast(base.revision())).isPresent();
    }
}
