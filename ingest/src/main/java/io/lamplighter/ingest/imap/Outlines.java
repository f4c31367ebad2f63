// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.imap;

import io.lamplighter.ingest.mime.Message;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.eclipse.angus.mail.iap.BadCommandException;
import org.eclipse.angus.mail.iap.CommandFailedException;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.imap.protocol.BODY;
import org.eclipse.angus.mail.imap.protocol.FetchResponse;
import org.eclipse.angus.mail.imap.protocol.IMAPProtocol;
import org.eclipse.angus.mail.imap.protocol.INTERNALDATE;
import org.eclipse.angus.mail.imap.protocol.RFC822SIZE;
import org.eclipse.angus.mail.imap.protocol.UID;
import org.jspecify.annotations.Nullable;

/**
 * Asks for the sizes and receive times of messages. One of which the server says what cannot be read, or refuses to say
 * anything, is there all the same: passed over here, nobody would ever look for it again.
 */
final class Outlines {

    /** So many refusals and not one message: it is not the messages. */
    private static final int ENOUGH = 40;

    private final IMAPProtocol protocol;
    private final Map<Long, Outline> found = new HashMap<>();
    private int refusals;

    private Outlines(IMAPProtocol protocol) {
        this.protocol = protocol;
    }

    /** By UID; messages that are no longer there are left out. */
    static Map<Long, Outline> of(IMAPProtocol protocol, long[] uids) throws ProtocolException {
        Outlines outlines = new Outlines(protocol);
        outlines.ask(uids);
        long[] lost = outlines.lost(uids);
        if (lost.length > 0 && outlines.refusals == 0) {
            // Servers have been seen that say OK and give only some.
            outlines.ask(lost);
            lost = outlines.lost(uids);
        }
        if (lost.length > 0) {
            outlines.addUnknown(outlines.present(lost));
        }
        return outlines.found;
    }

    private long[] lost(long[] uids) {
        return LongStream.of(uids).filter(uid -> !found.containsKey(uid)).toArray();
    }

    private void ask(long[] uids) throws ProtocolException {
        if (uids.length == 0) {
            return;
        }
        try {
            for (FetchResponse line : WholeMessages.fetch(protocol, UidSet.of(uids), "UID RFC822.SIZE INTERNALDATE")) {
                UID uid = line.getItem(UID.class);
                RFC822SIZE size = line.getItem(RFC822SIZE.class);
                if (uid != null && size != null) {
                    found.put(uid.uid, new Outline(uid.uid, size.size, received(line.getItem(INTERNALDATE.class))));
                }
            }
        } catch (CommandFailedException refused) {
            refusals++;
            if (ImapFailures.isPause(refused) || found.isEmpty() && refusals >= ENOUGH) {
                throw refused;
            }
            if (uids.length > 1) {
                // One of them is at fault, and does not keep the others from being read.
                ask(Arrays.copyOf(uids, uids.length / 2));
                ask(Arrays.copyOfRange(uids, uids.length / 2, uids.length));
            }
        }
    }

    private static Instant received(@Nullable INTERNALDATE date) {
        return date == null || date.getDate() == null ? Instant.EPOCH : date.getDate().toInstant();
    }

    /**
     * Which of those are there of which nothing came. Angus drops a line it cannot parse and says so to nobody: some servers
     * write {@code INTERNALDATE NIL}, imap.qq.com dates of its own.
     */
    private Set<Long> present(long[] uids) throws ProtocolException {
        Set<Long> wanted = new HashSet<>();
        LongStream.of(uids).forEach(wanted::add);
        Set<Long> there = new HashSet<>();
        try {
            for (FetchResponse line : WholeMessages.fetch(protocol, UidSet.of(uids), "UID")) {
                UID uid = line.getItem(UID.class);
                if (uid != null && wanted.contains(uid.uid)) {
                    there.add(uid.uid);
                }
            }
            return there;
        } catch (CommandFailedException refused) {
            if (ImapFailures.isPause(refused) || found.isEmpty() && uids.length > 1) {
                throw refused;
            }
            return wanted;
        }
    }

    private void addUnknown(Set<Long> uids) throws ProtocolException {
        uids.forEach(uid -> found.put(uid, Outline.unknown(uid, Instant.EPOCH)));
        if (uids.isEmpty()) {
            return;
        }
        String set = UidSet.of(uids.stream().mapToLong(Long::longValue).toArray());
        try {
            for (FetchResponse line : WholeMessages.fetch(protocol, set, "UID BODY.PEEK[HEADER.FIELDS (DATE)]")) {
                UID uid = line.getItem(UID.class);
                BODY header = line.getItem(BODY.class);
                if (uid != null && uids.contains(uid.uid) && header != null && header.getByteArray() != null) {
                    Message.read(header.getByteArray().getNewBytes()).sentAt()
                            .ifPresent(at -> found.put(uid.uid, Outline.unknown(uid.uid, at)));
                }
            }
        } catch (CommandFailedException | BadCommandException refused) {
            // Without a time they are read as well.
            if (ImapFailures.isPause(refused)) {
                throw refused;
            }
        }
    }
}
