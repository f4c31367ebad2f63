// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.mailbox;

import io.lamplighter.ingest.SourceId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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

    /**
     * An entry of a calendar is there, or is not what it was.
     *
     * @param addedAt when it came into the calendar, as the provider tells: unlike the time of the last change it stays what it
     *     was, so that entries can be counted by day
     * @param calendar iCalendar (RFC 5545) in UTF-8: one meeting, or a series with its exceptions, as it stands now in this
     *     calendar; what an API gives in another form is written with {@code calendar.CalendarWriter}
     */
    record Planned(SourceId source, Instant addedAt, byte[] calendar) implements Change {

        public Planned {
            Objects.requireNonNull(source, "source");
            Objects.requireNonNull(addedAt, "addedAt");
            Objects.requireNonNull(calendar, "calendar");
        }
    }

    /**
     * What was spoken in a meeting is there.
     *
     * @param began when the recording began
     * @param meeting where one joined the meeting (a link or its number), or its UID; may be empty
     * @param fileName tells the form, as in {@code call.vtt}
     * @param words the transcript; what an API gives in another form is written as WebVTT with {@code <v Name>} before the words
     */
    record Spoken(SourceId source, Instant began, String meeting, String fileName, byte[] words) implements Change {

        public Spoken {
            Objects.requireNonNull(source, "source");
            Objects.requireNonNull(began, "began");
            Objects.requireNonNull(meeting, "meeting");
            Objects.requireNonNull(fileName, "fileName");
            Objects.requireNonNull(words, "words");
        }
    }

    /**
     * Somebody joined a meeting online, and it is over.
     *
     * @param began when the first of them came
     * @param ended when the last of them went
     * @param meeting where one joined, as in {@link Spoken}
     */
    record Attended(SourceId source, Instant began, Instant ended, String meeting,
            List<Presence> people) implements Change {

        public Attended {
            Objects.requireNonNull(source, "source");
            Objects.requireNonNull(began, "began");
            Objects.requireNonNull(ended, "ended");
            Objects.requireNonNull(meeting, "meeting");
            people = List.copyOf(people);
        }
    }

    /**
     * One person who joined.
     *
     * @param name as the provider has it; may be empty, and is what guests call themselves
     * @param address empty where the provider does not tell it
     */
    record Presence(String name, String address, Duration stayed) {

        public Presence {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(address, "address");
            Objects.requireNonNull(stayed, "stayed");
        }
    }

    /**
     * Something is there, but the provider would not give it. It must not be skipped: it is to be quarantined.
     *
     * @param octets its size as the provider tells it; 0 where it does not
     */
    record Withheld(SourceId source, Instant receivedAt, String reason, long octets) implements Change {

        /** One whose size is not known. */
        public Withheld(SourceId source, Instant receivedAt, String reason) {
            this(source, receivedAt, reason, 0);
        }

        public Withheld {
            Objects.requireNonNull(source, "source");
            Objects.requireNonNull(receivedAt, "receivedAt");
            Objects.requireNonNull(reason, "reason");
        }
    }

    /**
     * A message is there, in a place that somebody chose not to have read. It counts, and is not looked into.
     *
     * @param reason for people: "left out: the folder Private"
     */
    record LeftOut(SourceId source, Instant receivedAt, String reason) implements Change {

        public LeftOut {
            Objects.requireNonNull(source, "source");
            Objects.requireNonNull(receivedAt, "receivedAt");
            Objects.requireNonNull(reason, "reason");
        }
    }

    /** A message, entry or transcript is gone: deleted or moved away. */
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
