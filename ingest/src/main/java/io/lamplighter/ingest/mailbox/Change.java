// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.mailbox;

import io.lamplighter.ingest.SourceId;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;

/** One thing that happened in a mailbox, as the provider tells it. */
public sealed interface Change {

    /** The folder a copy was found in, as far as it says who wrote it. */
    enum Place {
        RECEIVED, SENT, OTHER
    }

    /**
     * A message is there.
     *
     * @param receivedAt the provider's receive time (IMAP: INTERNALDATE)
     * @param mime the message; parts that are no text may be reduced to their headers, see {@code mime.ReducedMessage}
     */
    record Appeared(SourceId source, Instant receivedAt, Place place, byte[] mime) implements Change {

        public Appeared {
            Objects.requireNonNull(source, "source");
            Objects.requireNonNull(receivedAt, "receivedAt");
            Objects.requireNonNull(place, "place");
            Objects.requireNonNull(mime, "mime");
        }
    }

    /** A message is there, but the provider would not give it. It must not be skipped: it is to be quarantined. */
    record Withheld(SourceId source, Instant receivedAt, String reason) implements Change {

        public Withheld {
            Objects.requireNonNull(source, "source");
            Objects.requireNonNull(receivedAt, "receivedAt");
            Objects.requireNonNull(reason, "reason");
        }
    }

    /** A message is gone: deleted or moved away. */
    record Vanished(SourceId source) implements Change {

        public Vanished {
            Objects.requireNonNull(source, "source");
        }
    }

    /** Of all sources that begin with {@code prefix}, these alone are still there. Whatever else was stored has vanished. */
    record Remaining(String prefix, Set<SourceId> present) implements Change {

        public Remaining {
            Objects.requireNonNull(prefix, "prefix");
            present = Set.copyOf(present);
        }
    }
}
