// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.expiry;

import io.lamplighter.addin.board.Words;
import io.lamplighter.addin.oauth.OrganisationDesk;
import io.lamplighter.ingest.google.PublishedKeys;
import io.lamplighter.ingest.mailbox.HostLookup;
import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Builds what looks for ends and what tells of them. */
public final class ExpiryParts {

    private final KnownEnds ends;
    private final Watched watched;
    private final Clock clock;

    public ExpiryParts(JdbcClient jdbc, Clock clock) {
        this.ends = new KnownEnds(jdbc, clock);
        this.watched = new Watched(jdbc);
        this.clock = clock;
    }

    public EndCheck check(OrganisationDesk organisations, PublishedKeys google, HostLookup hosts) {
        return new EndCheck(ends, watched, organisations, google, hosts, clock);
    }

    public Endings endings(Endings.Settings settings, Words words) {
        return new Endings(ends, watched, settings, words, clock);
    }
}
