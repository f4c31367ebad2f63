// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.connect;

import io.lamplighter.addin.metrics.CaptureMeters;
import io.lamplighter.crm.mailbox.MailboxState;
import io.lamplighter.crm.mailbox.TurnOver;
import io.lamplighter.ingest.mailbox.MailboxFailure;
import io.lamplighter.ingest.mailbox.Requests;
import io.lamplighter.ingest.sync.MailboxSync;
import java.util.concurrent.Callable;

/** One turn of a mailbox, and how it ended. */
final class MailboxTurn {

    private final MailboxState mailbox;
    private final HeldTurns.Held turn;
    private final MailboxSync sync;
    private String outcome = "our-fault";

    MailboxTurn(MailboxState mailbox, HeldTurns.Held turn, MailboxSync sync) {
        this.mailbox = mailbox;
        this.turn = turn;
        this.sync = sync;
    }

    MailboxState mailbox() {
        return mailbox;
    }

    HeldTurns.Held turn() {
        return turn;
    }

    MailboxSync sync() {
        return sync;
    }

    /** One of a few words, for the metrics. */
    String outcome() {
        return outcome;
    }

    void endsAs(String word) {
        outcome = word;
    }

    void endsAs(MailboxFailure failure) {
        outcome = switch (failure) {
            case MailboxFailure.StartOver again -> "start-over";
            case MailboxFailure.TryLater later -> later.isRefusal() ? "try-later" : "allowance-spent";
            case MailboxFailure.ChangeSettings wrong -> "change-settings";
            case MailboxFailure.SignInAgain gone -> "sign-in-again";
        };
    }

    /**
     * What went wrong because the turn ended says nothing about the mailbox.
     *
     * @throws TurnOver if it may have ended
     */
    void mustBeOurs() {
        if (!turn.isOurs()) {
            throw new TurnOver(turn.turn());
        }
    }

    /** Counts requests, and prevents them once another node may be reading: a node that was asleep does not know it yet. */
    <T> T watched(CaptureMeters meters, Callable<T> work) {
        try {
            return Requests.watched(kind -> {
                mustBeOurs();
                meters.request(mailbox.connector(), kind);
            }, work);
        } catch (RuntimeException failed) {
            throw failed;
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
