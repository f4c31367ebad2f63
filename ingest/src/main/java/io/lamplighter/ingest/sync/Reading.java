// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.sync;

import io.lamplighter.ingest.Interaction;
import io.lamplighter.ingest.SourceId;
import io.lamplighter.ingest.mailbox.Change;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** What became of one change: the ledger stores exactly one outcome for each. */
public sealed interface Reading {

    /**
     * A copy of an interaction was read.
     *
     * @param fingerprint 64 bits that are alike (few bits apart) for alike content; tells two messages apart that claim
     *     the same Message-ID
     * @param kept headers, text and calendar parts of the message, so that reading can be repeated by a later version
     * @param notice what it says about a meeting; {@link Notice#NONE} for most mail
     * @param departures who has left, as it says; empty for most mail
     */
    record Captured(SourceId source, Change.Place place, Interaction interaction, long fingerprint,
            byte[] kept, Notice notice, List<Departure> departures) implements Reading {

        public Captured {
            Objects.requireNonNull(source, "source");
            Objects.requireNonNull(place, "place");
            Objects.requireNonNull(interaction, "interaction");
            Objects.requireNonNull(kept, "kept");
            Objects.requireNonNull(notice, "notice");
            departures = List.copyOf(departures);
        }

        /** Of a copy that says nothing about a meeting. */
        public Captured(SourceId source, Change.Place place, Interaction interaction, long fingerprint, byte[] kept) {
            this(source, place, interaction, fingerprint, kept, Notice.NONE, List.of());
        }
    }

    /** An entry of a calendar was read. */
    record Planned(SourceId source, Instant addedAt, Notice notice) implements Reading {

        public Planned {
            Objects.requireNonNull(source, "source");
            Objects.requireNonNull(addedAt, "addedAt");
            Objects.requireNonNull(notice, "notice");
        }
    }

    /** The words of a meeting are there. Who spoke for whom is known only with the meeting they belong to. */
    record Spoken(Change.Spoken recording) implements Reading {

        public Spoken {
            Objects.requireNonNull(recording, "recording");
        }
    }

    /** It is known who joined a meeting. On whose side they are is known only with the meeting. */
    record Attended(Change.Attended report) implements Reading {

        public Attended {
            Objects.requireNonNull(report, "report");
        }
    }

    /**
     * A copy is there but could not be read; reason and place are for people and hold no content.
     *
     * @param place where in it reading ended: "its header, 412 octets"; may be empty
     * @param octets its size; 0 where it is not known
     */
    record Unreadable(SourceId source, Instant receivedAt, String reason, String place, long octets)
            implements Reading {

        /** One of which no more is known. */
        public Unreadable(SourceId source, Instant receivedAt, String reason) {
            this(source, receivedAt, reason, "", 0);
        }

        public Unreadable {
            Objects.requireNonNull(source, "source");
            Objects.requireNonNull(receivedAt, "receivedAt");
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(place, "place");
        }
    }

    /** A copy is there, in a place that somebody chose not to have read. */
    record LeftOut(SourceId source, Instant receivedAt, String reason) implements Reading {

        public LeftOut {
            Objects.requireNonNull(source, "source");
            Objects.requireNonNull(receivedAt, "receivedAt");
            Objects.requireNonNull(reason, "reason");
        }
    }

    /** A copy is no longer there. */
    record Gone(SourceId source) implements Reading {

        public Gone {
            Objects.requireNonNull(source, "source");
        }
    }

    /** Of all copies whose source begins with {@code prefix} only these are still there. */
    record Remaining(String prefix, Set<SourceId> present) implements Reading {

        public Remaining {
            Objects.requireNonNull(prefix, "prefix");
            present = Set.copyOf(present);
        }
    }
}
