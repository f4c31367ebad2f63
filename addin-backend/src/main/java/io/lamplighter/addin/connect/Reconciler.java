// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.connect;

import io.lamplighter.crm.ledger.Reconciliation;
import io.lamplighter.crm.mailbox.MailboxEvents;
import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.SourceId;
import io.lamplighter.ingest.mailbox.Change;
import io.lamplighter.ingest.mailbox.MailboxConnector;
import io.lamplighter.ingest.mailbox.MailboxFailure;
import io.lamplighter.ingest.mailbox.MailboxSession;
import io.lamplighter.ingest.sync.MailboxSync;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Proves, once a day and whenever somebody asks, that nothing is missing: asks the provider what it has, reads again what the
 * ledger lacks, and says what is missing still. Part of the mailbox's own turn, so that nobody else reads it meanwhile.
 */
public final class Reconciler {

    private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);
    private static final Duration EVERY = Duration.ofHours(24);
    private static final int AT_ONCE = 200;
    /** More that is wrong at once is no lost mail but a misunderstanding; the next comparison goes on from there. */
    private static final int MOST = 5_000;

    private final Reconciliation reconciliation;
    private final MailboxEvents events;
    private final int days;
    private final Clock clock;

    /** @param days how far back the comparison goes */
    public Reconciler(Reconciliation reconciliation, MailboxEvents events, int days, Clock clock) {
        this.reconciliation = reconciliation;
        this.events = events;
        this.days = days;
        this.clock = clock;
    }

    /** Does it if it is due. A provider that does not list now is asked again at the next turn. */
    void reconcileIfDue(HeldTurns.Held turn, MailboxConnector connector, MailboxSync sync) {
        MailboxId mailbox = turn.turn().mailbox();
        if (!reconciliation.isDue(mailbox, clock.instant().minus(EVERY))) {
            return;
        }
        boolean wanted = reconciliation.begin(mailbox);
        try {
            reconcile(turn, connector, sync);
        } catch (MailboxFailure refused) {
            if (wanted) {
                reconciliation.want(mailbox);
            }
            LOG.atWarn().addKeyValue("mailbox", mailbox)
                    .addKeyValue("failure", refused.getClass().getSimpleName()).log("mailbox could not be compared");
        }
    }

    private void reconcile(HeldTurns.Held turn, MailboxConnector connector, MailboxSync sync) {
        MailboxId mailbox = turn.turn().mailbox();
        Instant now = clock.instant();
        LocalDate last = LocalDate.ofInstant(now, ZoneOffset.UTC);
        LocalDate first = last.minusDays(days - 1L);
        List<MailboxSession.Listed> listed = listed(mailbox, connector, first, last);
        Reconciliation.Difference before = unexplained(mailbox, listed,
                reconciliation.compare(mailbox, first, last, listed), sync);
        if (!before.isEmpty()) {
            List<SourceId> doubtful = new ArrayList<>(before.missing());
            doubtful.addAll(before.unlisted());
            repair(mailbox, doubtful.subList(0, Math.min(MOST, doubtful.size())), sync);
        }
        Set<SourceId> after = before.missing().isEmpty()
                ? Set.of()
                : stillMissing(mailbox, connector, first, last, before.missing());
        turn.store(() -> {
            reconciliation.record(mailbox, first, last, listed, before.missing(), after, now);
            tell(mailbox, before.missing().size(), after.size(), now);
        });
    }

    /** What lies in a folder that somebody left out is nobody's loss: it is known from here on, with the reason. */
    private static Reconciliation.Difference unexplained(MailboxId mailbox, List<MailboxSession.Listed> listed,
            Reconciliation.Difference difference, MailboxSync sync) {
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

    private static List<MailboxSession.Listed> listed(MailboxId mailbox, MailboxConnector connector, LocalDate first,
            LocalDate last) {
        try (MailboxSession session = connector.open(mailbox)) {
            return session.listed(first, last);
        }
    }

    private static void repair(MailboxId mailbox, List<SourceId> sources, MailboxSync sync) {
        for (int from = 0; from < sources.size(); from += AT_ONCE) {
            sync.repair(mailbox, sources.subList(from, Math.min(sources.size(), from + AT_ONCE)));
        }
    }

    /** Listed anew: what was deleted meanwhile is not missing. */
    private Set<SourceId> stillMissing(MailboxId mailbox, MailboxConnector connector, LocalDate first, LocalDate last,
            Set<SourceId> before) {
        Set<SourceId> missing = new HashSet<>(reconciliation
                .compare(mailbox, first, last, listed(mailbox, connector, first, last)).missing());
        // What arrived since is news, and is read with the news.
        missing.retainAll(before);
        return missing;
    }

    private void tell(MailboxId mailbox, int before, int after, Instant now) {
        LOG.atInfo().addKeyValue("mailbox", mailbox).addKeyValue("missing", before).addKeyValue("remainder", after)
                .log("mailbox compared with its provider");
        if (after > 0) {
            events.add(mailbox, MailboxEvents.Kind.STILL_MISSING, Integer.toString(after), now);
        } else if (before > 0) {
            events.add(mailbox, MailboxEvents.Kind.MISSING_FOUND, Integer.toString(before), now);
        }
    }
}
