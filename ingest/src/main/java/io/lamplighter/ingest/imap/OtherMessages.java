// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.imap;

import io.lamplighter.ingest.mailbox.MailboxFailure;
import io.lamplighter.ingest.mailbox.Patience;
import io.lamplighter.ingest.mailbox.Patience.Others;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.eclipse.angus.mail.iap.CommandFailedException;
import org.eclipse.angus.mail.imap.protocol.BODY;

/**
 * Tells who is to blame where a server gives none of the messages it was asked for: the server, if it gives no other either. Asking
 * leaves the folder that was open.
 */
final class OtherMessages {

    /** How often the only message there is must be refused. */
    static final int ATTEMPTS = 4;

    /** Of those that tell one may be broken, too. */
    private static final int SOME = 3;

    private final ImapConnection connection;
    private final FolderSurvey survey;
    private final Patience patience;

    /** @param patience kept from run to run */
    OtherMessages(ImapConnection connection, FolderSurvey survey, Patience patience) {
        this.connection = connection;
        this.survey = survey;
        this.patience = patience;
    }

    /**
     * Returns where the messages are to blame for not being given.
     *
     * @throws MailboxFailure.TryLater where it may be the server, so that nothing is set aside
     */
    void mustNotBeAnOutage(ImapReader reader, Set<Long> refused) {
        boolean blamed = switch (others(reader, refused)) {
            case GIVEN -> true;
            case REFUSED -> false;
            // Every one of them is counted.
            case NONE -> refused.stream().filter(uid -> !patience.isOver(thing(reader, uid), Others.NONE)).count() == 0;
        };
        if (!blamed) {
            throw new MailboxFailure.TryLater(
                    "The server refuses to give any message of " + reader.folder().getFullName() + ".", Duration.ZERO,
                    null);
        }
    }

    private String thing(ImapReader reader, long uid) {
        ImapAccount account = connection.account();
        return account.user() + "@" + account.host() + "/"
                + FolderPosition.prefix(reader.folder().getFullName(), reader.validity()) + uid;
    }

    /** Of the same folder, because it may be the folder; where there is no other, of the others. */
    private Others others(ImapReader reader, Set<Long> refused) {
        long[] others = LongStream.of(reader.uids(1, ImapReader.LAST_UID)).filter(uid -> !refused.contains(uid))
                .toArray();
        if (others.length > 0) {
            return gives(reader, others) ? Others.GIVEN : Others.REFUSED;
        }
        return refused.size() > Patience.FEW ? Others.REFUSED : elsewhere(reader.folder().getFullName());
    }

    private Others elsewhere(String folder) {
        int asked = 0;
        for (Map.Entry<String, FolderStatus> other : survey.statuses().entrySet()) {
            if (asked < SOME && !other.getKey().equals(folder) && other.getValue().messages() > 0) {
                ImapReader reader = connection.examine(other.getKey());
                long[] uids = reader.uids(1, ImapReader.LAST_UID);
                if (uids.length > 0 && gives(reader, uids)) {
                    return Others.GIVEN;
                }
                asked += uids.length > 0 ? 1 : 0;
            }
        }
        return asked > 0 ? Others.REFUSED : Others.NONE;
    }

    /** One of three tells. */
    private boolean gives(ImapReader reader, long[] uids) {
        return LongStream.of(uids[uids.length - 1], uids[uids.length / 2], uids[0]).distinct()
                .anyMatch(uid -> isGiven(reader, uid));
    }

    /** One octet is enough to tell. */
    private boolean isGiven(ImapReader reader, long uid) {
        return connection.ask(reader.folder(), p -> {
            try {
                return WholeMessages.fetch(p, Long.toString(uid), "UID BODY.PEEK[]<0.1>").stream()
                        .anyMatch(line -> line.getItem(BODY.class) != null);
            } catch (CommandFailedException another) {
                WholeMessages.mustNotBeAPause(another);
                return false;
            }
        });
    }
}
