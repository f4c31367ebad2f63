// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.google;

import java.math.BigInteger;

/**
 * How far the mail of an account is read. All that happened up to {@code history} is known of the messages above the place
 * where the listing stands; all older ones are still to be read.
 *
 * @param history the baseline, taken before anything was listed, then the end of the last history read (unsigned 64 bits)
 * @param fingerprint of the labels that are read
 * @param since what was asked for, in epoch seconds
 * @param stage what is still to be done once there is no news
 * @param listing which of {@link MailSelection#listings} is being read
 * @param page its next page; empty for the first
 * @param read how many messages of all listings were read
 * @param total how many there were when reading began, as far as Gmail could tell
 */
record MailPosition(BigInteger history, String fingerprint, long since, Stage stage, int listing, String page,
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

    static final MailPosition START = new MailPosition(BigInteger.ZERO, "", 0, Stage.NEW, 0, "", 0, 0);

    static MailPosition baseline(BigInteger history, MailSelection selection, long total) {
        return new MailPosition(history, selection.fingerprint(), selection.since().getEpochSecond(), Stage.READING, 0,
                "", 0,
                total);
    }

    /** Whether the account now asks for mail that this reading passed over. */
    boolean misses(MailSelection selection) {
        return stage != Stage.NEW && (!fingerprint.equals(selection.fingerprint())
                || selection.since().getEpochSecond() < since || listing >= selection.listings().size());
    }

    MailPosition upTo(BigInteger newHistory) {
        return new MailPosition(newHistory.max(history), fingerprint, since, stage, listing, page, read, total);
    }

    MailPosition nextPage(String newPage, int messages) {
        return new MailPosition(history, fingerprint, since, stage, listing, newPage, read + messages, total);
    }

    MailPosition nextListing(int messages) {
        return new MailPosition(history, fingerprint, since, stage, listing + 1, "", read + messages, total);
    }

    MailPosition at(Stage newStage, int messages) {
        return new MailPosition(history, fingerprint, since, newStage, 0, "", read + messages, total);
    }

    long remaining() {
        return stage == Stage.READING ? Math.max(0, total - read) : 0;
    }
}
