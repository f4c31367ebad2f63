// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.ledger;

import io.lamplighter.crm.match.Match;
import io.lamplighter.ingest.Interaction;
import io.lamplighter.ingest.SourceId;
import io.lamplighter.ingest.mailbox.Change;
import io.lamplighter.ingest.sync.Notice;
import io.lamplighter.ingest.sync.Reading;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** What is to be done with one copy, decided before the transaction begins. */
sealed interface Decision {

    /** What a copy is. Providers count messages and entries of calendars; the rest belongs to such an entry. */
    enum What {
        MESSAGE, ENTRY, BESIDE;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    SourceId source();

    Instant receivedAt();

    /** Keep it: somebody on it is known. */
    record Keep(Reading.Captured copy, UUID key, byte[] kept, List<Match> matches) implements Decision {

        @Override
        public SourceId source() {
            return copy.source();
        }

        @Override
        public Instant receivedAt() {
            return copy.interaction().occurredAt();
        }

        Interaction interaction() {
            return copy.interaction();
        }

        Keep under(UUID otherKey) {
            return new Keep(copy, otherKey, kept, matches);
        }
    }

    /** Keep what a calendar says of a meeting with somebody who is known. */
    record Plan(SourceId source, Instant receivedAt, UUID key, Notice notice) implements Decision {}

    /** Keep what was spoken in a meeting that is known. */
    record Speak(Change.Spoken recording, UUID key, long meeting) implements Decision {

        @Override
        public SourceId source() {
            return recording.source();
        }

        @Override
        public Instant receivedAt() {
            return recording.began();
        }
    }

    /** Keep who came to a meeting that is known. */
    record Attend(Change.Attended report, UUID key, long meeting) implements Decision {

        @Override
        public SourceId source() {
            return report.source();
        }

        @Override
        public Instant receivedAt() {
            return report.began();
        }
    }

    /** Keep nothing but the reason. */
    record Exclude(SourceId source, Instant receivedAt, What what, UUID key, String reason,
            List<Long> parties) implements Decision {}

    /** Put it aside: it could not be read. */
    record Quarantine(Reading.Unreadable broken) implements Decision {

        @Override
        public SourceId source() {
            return broken.source();
        }

        @Override
        public Instant receivedAt() {
            return broken.receivedAt();
        }

        String reason() {
            return broken.reason();
        }
    }
}
