// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.connect;

import io.lamplighter.crm.ledger.Recalls;
import io.lamplighter.crm.ledger.Reconciliation;
import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.SourceId;
import io.lamplighter.ingest.mailbox.Change;
import io.lamplighter.ingest.mailbox.MailboxConnector;
import io.lamplighter.ingest.mailbox.MailboxSession;
import io.lamplighter.ingest.sync.MailboxSync;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads older mail of a mailbox whose window was made wider, without reading what is there already: a stretch of time is listed,
 * what the ledger lacks is entered as waiting, and read again like anything else that waits. A part of the mailbox's own turn.
 */
public final class FurtherBack {

    static final String WAITING = "left out: older than the window was, and waiting to be read";

    private static final long LEAST_DAYS = 90;
    private static final int AT_ONCE = 500;

    private final ReadingChoices choices;
    private final Reconciliation reconciliation;
    private final Recalls recalls;
    private final Clock clock;

    public FurtherBack(ReadingChoices choices, Reconciliation reconciliation, Recalls recalls, Clock clock) {
        this.choices = choices;
        this.reconciliation = reconciliation;
        this.recalls = recalls;
        this.clock = clock;
    }

    /**
     * Lists one stretch if there is one, newest first.
     *
     * @return whether something was listed: then there may be more, and there is something to read
     */
    boolean step(HeldTurns.Held turn, MailboxConnector connector, MailboxSync sync) {
        MailboxId mailbox = turn.turn().mailbox();
        ReadingChoices.Choice choice = choices.of(mailbox);
        Optional<Instant> since = choice.since()
                .filter(from -> choice.listedTo().filter(to -> to.isAfter(from)).isPresent());
        if (since.isEmpty()) {
            return false;
        }
        LocalDate last = day(choice.listedTo().orElseThrow());
        LocalDate first = last.minusDays(stretch(last));
        boolean isLast = first.isBefore(day(since.get()));
        LocalDate begin = isLast ? day(since.get()) : first;
        try (MailboxSession session = connector.open(mailbox)) {
            if (session.reachesBackByItself()) {
                turn.store(() -> choices.listed(mailbox, since.get()));
                return false;
            }
            List<SourceId> toRead = note(mailbox, begin, last, session.listed(begin, last), sync);
            turn.store(() -> {
                recalls.of(mailbox, toRead);
                choices.listed(mailbox, isLast ? since.get() : begin.atStartOfDay(ZoneOffset.UTC).toInstant());
            });
        }
        return true;
    }

    /** As long again as it is from today: a few stretches reach back to the first mail ever. */
    private long stretch(LocalDate last) {
        return Math.max(LEAST_DAYS, ChronoUnit.DAYS.between(last, day(clock.instant())));
    }

    /** Returns what is to be read. */
    private List<SourceId> note(MailboxId mailbox, LocalDate first, LocalDate last, List<MailboxSession.Listed> listed,
            MailboxSync sync) {
        Set<SourceId> unknown = reconciliation.compare(mailbox, first, last, listed).missing();
        List<Change.LeftOut> fresh = new ArrayList<>();
        List<SourceId> toRead = new ArrayList<>();
        for (MailboxSession.Listed one : listed) {
            if (unknown.contains(one.source())) {
                fresh.add(new Change.LeftOut(one.source(), one.day().atStartOfDay(ZoneOffset.UTC).toInstant(),
                        one.leftOut().isEmpty() ? WAITING : one.leftOut()));
                if (one.leftOut().isEmpty()) {
                    toRead.add(one.source());
                }
            }
        }
        for (int from = 0; from < fresh.size(); from += AT_ONCE) {
            sync.note(mailbox, fresh.subList(from, Math.min(fresh.size(), from + AT_ONCE)));
        }
        return toRead;
    }

    private static LocalDate day(Instant moment) {
        return LocalDate.ofInstant(moment, ZoneOffset.UTC);
    }
}
