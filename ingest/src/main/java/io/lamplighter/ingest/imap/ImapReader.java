// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.imap;

import io.lamplighter.ingest.mailbox.Change;
import io.lamplighter.ingest.mailbox.MailboxFailure;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.LongStream;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.protocol.IMAPResponse;

/** Finds and fetches messages of the folder that is open. */
final class ImapReader {

    static final long LAST_UID = 0xFFFFFFFFL;

    /** RFC 3501 §9 date: month names are English whatever the machine speaks. */
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d-MMM-uuuu", Locale.ENGLISH);

    private final ImapConnection connection;
    private final IMAPFolder folder;
    private final long validity;

    ImapReader(ImapConnection connection, IMAPFolder folder, long validity) {
        this.connection = connection;
        this.folder = folder;
        this.validity = validity;
    }

    /** How the open folder stands, for servers whose {@code STATUS} does not tell: UIDNEXT is the one after the last UID. */
    FolderStatus status() {
        long[] uids = uids(1, LAST_UID);
        return new FolderStatus(validity, uids.length == 0 ? 1 : uids[uids.length - 1] + 1, uids.length, 0);
    }

    /** The UIDs that exist from {@code first} to {@code last}, ascending. */
    long[] uids(long first, long last) {
        // `n:*` and its like always name the newest message, even below n (RFC 3501 §6.4.8): filter.
        return last < first
                ? new long[0]
                : search("UID " + first + ":" + last).filter(u -> u >= first && u <= last).toArray();
    }

    /**
     * At least the messages received on these days, ascending. A server means its own days or the sender's clock
     * (RFC 3501 §6.4.4 disregards the zone): a day more at both ends.
     */
    long[] uidsReceived(LocalDate first, LocalDate last) {
        return search("SINCE " + DAY.format(first.minusDays(1)) + " BEFORE " + DAY.format(last.plusDays(2))).toArray();
    }

    /** How many messages were received since a day, by the server's own days. */
    long count(LocalDate since) {
        return search("SINCE " + DAY.format(since)).count();
    }

    /** Those among {@code 1} to {@code last} that were received since then, at least; ascending. */
    long[] uidsSince(LocalDate since, long last) {
        return last < 1
                ? new long[0]
                : search("UID 1:" + last + " SINCE " + DAY.format(since.minusDays(1))).filter(u -> u <= last).toArray();
    }

    private LongStream search(String criteria) {
        List<long[]> found = connection.ask(folder, p -> {
            List<long[]> lines = new ArrayList<>();
            for (IMAPResponse line : ImapConnection.untagged(p, "UID SEARCH " + criteria, "SEARCH")) {
                lines.add(numbers(line));
            }
            return lines;
        });
        return found.stream().flatMapToLong(LongStream::of).sorted().distinct();
    }

    private static long[] numbers(IMAPResponse line) {
        LongStream.Builder numbers = LongStream.builder();
        for (long n = line.readLong(); n != -1; n = line.readLong()) {
            numbers.add(n);
        }
        return numbers.build().toArray();
    }

    /** Sizes and receive times; messages that are no longer there are left out. */
    Map<Long, Outline> outlines(long[] uids) {
        return connection.ask(folder, p -> Outlines.of(p, uids));
    }

    /** As {@link WholeMessages#messages} does; another folder may be open afterwards. */
    List<Change> messages(List<Outline> outlines, Change.Place place, OtherMessages others) {
        return new WholeMessages(connection, this, others).messages(outlines, place);
    }

    long validity() {
        return validity;
    }

    IMAPFolder folder() {
        return folder;
    }

    /** Fails when the folder was recreated between asking for its status and opening it. */
    void mustHave(long expected) {
        if (validity != expected) {
            throw new MailboxFailure.TryLater(
                    "The folder " + folder.getFullName() + " was recreated while it was read.",
                    Duration.ZERO, null);
        }
    }
}
