// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.graph;

import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.faults.RequestLog;
import io.lamplighter.ingest.mailbox.AccessTokens;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Access to the simulated tenant: tokens that the simulator accepts until they are refused. */
public final class GraphTokens implements AccessTokens {

    private final Set<String> refusedByGraph = new HashSet<>();
    private final RequestLog<String> refusals = new RequestLog<>(1_000);
    private int issued = 1;
    private boolean revoked;

    @Override
    public synchronized String current(MailboxId mailbox) {
        return "token-" + issued;
    }

    @Override
    public synchronized void refused(MailboxId mailbox, String token) {
        refusals.add(token);
        if (token.equals("token-" + issued)) {
            issued++;
        }
    }

    /** Graph no longer accepts the token in use; the next one works. */
    public synchronized void expire() {
        refusedByGraph.add("token-" + issued);
    }

    /** Graph accepts none any more. */
    public synchronized void revokeConsent() {
        revoked = true;
    }

    /** Somebody has connected the mailbox again. */
    public synchronized void grantConsent() {
        revoked = false;
    }

    /** What the connector gave back as refused, at last. */
    public synchronized List<String> refusals() {
        return refusals.latest();
    }

    synchronized boolean accepts(String token) {
        return !revoked && token.startsWith("token-") && !refusedByGraph.contains(token);
    }
}
