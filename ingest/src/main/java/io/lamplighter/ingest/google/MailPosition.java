// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.google;

import java.math.BigInteger;

/**
 * How far the mail of an account is read. All that happened up to {@code history} is known of the messages above the place
 * where the listing stands; all older ones are still to be read.
 *
 * @param history the baseline, taken before anything was listed, then the end of the last history read (unsigned 64 bits)
 * @param partly what was given of the record after {@code history}
 * @param fingerprint of the labels that are read
 * @param since what was asked for, in epoch seconds
 * @param stage what is still to be done once there is no news
 * @param listing which of {@link MailSelection#listings} is being read
 * @param page its next page; empty for the first
 * @param read how many messages of all listings were read
 * @param total how many there were when reading began, as far as Gmail could tell
 */
record MailPosition(BigInteger history, Partly partly, String fingerprint, long since, Stage stage, int listing,
        String page,
        long read,
        long total) {

    enum Stage {
        /** Nothing was asked yet. */
        NEW,
        /** The mailbox is being read, newest mail first. */
        READING,
        /** All is read; what was stored before and is no more has to be found. */
        SWEEPING,
        /** Only news is left. */
        DONE
    }

    /**
     * A record that tells of more messages than can be paid for at once is given in parts, in the order of their ids: which of them it
     * tells of does not change, but some may be told of again by a later record.
     *
     * @param record its id
     * @param upTo the last message given; empty where nothing was
     */
    record Partly(BigInteger record, String upTo) {

        static final Partly NOTHING = new Partly(BigInteger.ZERO, "");

        boolean covers(MailHistory.Touched touched) {
            return touched.at().equals(record) && touched.id().compareTo(upTo) <= 0;
        }
    }

    static final MailPosition START = new MailPosition(BigInteger.ZERO, Partly.NOTHING, "", 0, Stage.NEW, 0, "", 0, 0);

    static MailPosition baseline(BigInteger history, MailSelection selection, long total) {
        return new MailPosition(history, Partly.NOTHING, selection.fingerprint(), selection.since().getEpochSecond(),
                Stage.READING, 0,
                "", 0,
                total);
    }

    /** Whether the account now asks for mail that this reading passed over. */
    boolean misses(MailSelection selection) {
        return stage != Stage.NEW && (!fingerprint.equals(selection.fingerprint())
                || selection.since().getEpochSecond() < since || listing >= selection.listings().size());
    }

    MailPosition upTo(BigInteger newHistory) {
        return new MailPosition(newHistory.max(history), Partly.NOTHING, fingerprint, since, stage, listing, page, read,
                total);
    }

    /** The same up to a message in the middle of a record. */
    MailPosition upTo(BigInteger newHistory, MailHistory.Touched last) {
        return new MailPosition(newHistory.max(history), new Partly(last.at(), last.id()), fingerprint, since, stage,
                listing, page, read, total);
    }

    boolean isPast(MailHistory.Touched touched) {
        return touched.at().compareTo(history) <= 0 || partly.covers(touched);
    }

    MailPosition nextPage(String newPage, int messages) {
        return new MailPosition(history, partly, fingerprint, since, stage, listing, newPage, read + messages, total);
    }

    MailPosition nextListing(int messages) {
        return new MailPosition(history, partly, fingerprint, since, stage, listing + 1, "", read + messages, total);
    }

    MailPosition at(Stage newStage, int messages) {
        return new MailPosition(history, partly, fingerprint, since, newStage, 0, "", read + messages, total);
    }

    long remaining() {
        return stage == Stage.READING ? Math.max(0, total - read) : 0;
    }
}
