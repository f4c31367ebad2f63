// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.sync;

import io.lamplighter.ingest.Interaction;
import io.lamplighter.ingest.SourceId;
import io.lamplighter.ingest.mailbox.Change;
import java.time.Instant;
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
     */
    record Captured(SourceId source, Change.Place place, Interaction interaction, long fingerprint,
            byte[] kept) implements Reading {

        public Captured {
            Objects.requireNonNull(source, "source");
            Objects.requireNonNull(place, "place");
            Objects.requireNonNull(interaction, "interaction");
            Objects.requireNonNull(kept, "kept");
        }
    }

    /** A copy is there but could not be read; the reason is for people and holds no content. */
    record Unreadable(SourceId source, Instant receivedAt, String reason) implements Reading {

        public Unreadable {
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
