// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.mailbox;

import io.lamplighter.ingest.Cursor;
import io.lamplighter.ingest.SourceId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/** A connection to one mailbox, good for one run. Used by one thread at a time. */
public interface MailboxSession extends AutoCloseable {

    /**
     * Returns changes after {@code cursor}: what is new first, then history, newest first, so that the last weeks are
     * known within seconds while years follow.
     *
     * @throws MailboxFailure if the page could not be read; nothing about it may be stored
     */
    ChangePage changesAfter(Cursor cursor);

    /**
     * Reads single messages again, for repair and for history that has become of interest. What is no longer there comes
     * back as {@link Change.Vanished}.
     *
     * @throws MailboxFailure if they could not be read
     */
    List<Change> fetch(Collection<SourceId> sources);

    /**
     * What the provider has now of the days from {@code first} to {@code last}, as it tells their days itself: what a full
     * read would give of them, and what lies in folders that somebody left out. An entry of the calendar is of the day on which it
     * came into it; who joined a meeting and what was spoken there is no entry of its own. Costs a listing, reads nothing.
     *
     * @throws MailboxFailure if it could not be listed to the end
     */
    List<Listed> listed(LocalDate first, LocalDate last);

    /**
     * One message or entry of the calendar in a listing.
     *
     * @param day the day of the provider's receive time, in UTC where the provider tells the time
     * @param leftOut why it is not read although it is there, as in {@link Change.LeftOut}; empty where it is
     */
    record Listed(SourceId source, LocalDate day, String leftOut) {

        public Listed {
            Objects.requireNonNull(source, "source");
            Objects.requireNonNull(day, "day");
            Objects.requireNonNull(leftOut, "leftOut");
        }

        /** One that is read. */
        public Listed(SourceId source, LocalDate day) {
            this(source, day, "");
        }
    }

    /**
     * What there is to choose from: folders or labels, those that are never read included, with the reason.
     *
     * @throws MailboxFailure if they could not be listed
     */
    default List<MailboxFolder> folders() {
        return List.of();
    }

    /**
     * How many messages there are since each of these moments, in a handful of requests whatever the size of the mailbox.
     * {@link Instant#EPOCH} stands for all.
     *
     * @throws MailboxFailure if the provider could not be asked
     */
    default Forecast forecast(List<Instant> since) {
        return Forecast.UNKNOWN;
    }

    /** Whether it reads on by itself when the account asks for older mail than before. Else that is listed, and fetched. */
    default boolean reachesBackByItself() {
        return false;
    }

    /** Gives the connection back. Never throws. */
    @Override
    void close();
}
