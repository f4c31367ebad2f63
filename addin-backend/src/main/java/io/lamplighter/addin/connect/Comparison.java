// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.connect;

import io.lamplighter.crm.ledger.Reconciliation;
import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.SourceId;
import io.lamplighter.ingest.mailbox.Change;
import io.lamplighter.ingest.mailbox.MailboxConnector;
import io.lamplighter.ingest.mailbox.MailboxSession;
import io.lamplighter.ingest.mailbox.MailboxSession.Listed;
import io.lamplighter.ingest.sync.MailboxSync;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** One mailbox compared with its provider: what the ledger lacks is read again, and what does not come then is missing. */
final class Comparison {

    private static final int AT_ONCE = 200;
    /** More that is wrong at once is no lost mail but a misunderstanding; the next comparison goes on from there. */
    private static final int MOST = 5_000;

    private final MailboxId mailbox;
    private final MailboxConnector connector;
    private final MailboxSync sync;
    private final Reconciliation reconciliation;

    Comparison(MailboxId mailbox, MailboxConnector connector, MailboxSync sync, Reconciliation reconciliation) {
        this.mailbox = mailbox;
        this.connector = connector;
        this.sync = sync;
        this.reconciliation = reconciliation;
    }

    /**
     * @param before what was missing at first
     * @param after what is missing still
     */
    record Result(Stretch stretch, List<Listed> listed, Set<SourceId> before, Set<SourceId> after) {}

    /**
     * @param usual whether it is the stretch of every night; of any other only its own days are looked at
     * @throws io.lamplighter.ingest.mailbox.MailboxFailure if it could not be listed or read to the end
     */
    Result of(Stretch stretch, boolean usual) {
        List<Listed> listed = listed(stretch, usual);
        Reconciliation.Difference before = unexplained(listed,
                reconciliation.compare(mailbox, stretch.first(), stretch.last(), listed));
        if (!before.isEmpty()) {
            List<SourceId> doubtful = new ArrayList<>(before.missing());
            doubtful.addAll(before.unlisted());
            repair(doubtful.subList(0, Math.min(MOST, doubtful.size())));
        }
        return new Result(stretch, listed, before.missing(),
                before.missing().isEmpty() ? Set.of() : stillMissing(stretch, usual, before.missing()));
    }

    private List<Listed> listed(Stretch stretch, boolean usual) {
        Stretch asked = usual ? stretch : stretch.widened();
        try (MailboxSession session = connector.open(mailbox)) {
            return stretch.of(session.listed(asked.first(), asked.last()), usual);
        }
    }

    /** What lies in a folder that somebody left out is nobody's loss: it is known from here on, with the reason. */
    private Reconciliation.Difference unexplained(List<Listed> listed, Reconciliation.Difference difference) {
        List<Change.LeftOut> left = listed.stream()
                .filter(one -> !one.leftOut().isEmpty() && difference.missing().contains(one.source()))
                .map(one -> new Change.LeftOut(one.source(), one.day().atStartOfDay(ZoneOffset.UTC).toInstant(),
                        one.leftOut()))
                .toList();
        for (int from = 0; from < left.size(); from += AT_ONCE) {
            sync.note(mailbox, left.subList(from, Math.min(left.size(), from + AT_ONCE)));
        }
        return difference.without(left.stream().map(Change.LeftOut::source).collect(Collectors.toSet()));
    }

    private void repair(List<SourceId> sources) {
        for (int from = 0; from < sources.size(); from += AT_ONCE) {
            sync.repair(mailbox, sources.subList(from, Math.min(sources.size(), from + AT_ONCE)));
        }
    }

    /** Listed anew: what was deleted meanwhile is not missing. */
    private Set<SourceId> stillMissing(Stretch stretch, boolean usual, Set<SourceId> before) {
        Set<SourceId> missing = new HashSet<>(reconciliation
                .compare(mailbox, stretch.first(), stretch.last(), listed(stretch, usual)).missing());
        // What arrived since is news, and is read with the news.
        missing.retainAll(before);
        return missing;
    }
}
