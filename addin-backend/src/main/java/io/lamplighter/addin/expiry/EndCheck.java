// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.expiry;

import io.lamplighter.addin.oauth.OrganisationDesk;
import io.lamplighter.ingest.google.PublishedKeys;
import io.lamplighter.ingest.imap.ServerCertificate;
import io.lamplighter.ingest.mailbox.HostLookup;
import java.time.Clock;
import java.time.Duration;

/** Asks once a day, on one node: Microsoft for the end of our secret, Google for keys, servers for their certificates. */
public final class EndCheck {

    static final String MICROSOFT_SECRET = "secret:microsoft";

    private static final Duration FORGOTTEN_AFTER = Duration.ofDays(7);

    private final KnownEnds ends;
    private final Watched watched;
    private final OrganisationDesk organisations;
    private final PublishedKeys google;
    private final HostLookup hosts;
    private final Clock clock;

    EndCheck(KnownEnds ends, Watched watched, OrganisationDesk organisations, PublishedKeys google, HostLookup hosts,
            Clock clock) {
        this.ends = ends;
        this.watched = watched;
        this.organisations = organisations;
        this.google = google;
        this.hosts = hosts;
        this.clock = clock;
    }

    /** What does not answer keeps what was known of it. */
    public void run() {
        organisations.secretEnds().ifPresent(end -> ends.save(MICROSOFT_SECRET, null, end));
        for (Watched.Key key : watched.keys()) {
            google.key(key.account(), key.id()).ifPresent(found -> {
                switch (found) {
                    case PublishedKeys.Key.Endless endless -> ends.save(key.what(), null, null);
                    case PublishedKeys.Key.Ends end -> ends.save(key.what(), null, end.at());
                    case PublishedKeys.Key.Gone gone -> ends.save(key.what(), null, clock.instant());
                }
            });
        }
        for (Watched.Server server : watched.servers()) {
            ServerCertificate.of(server.account(), hosts)
                    .ifPresent(shown -> ends.save(server.what(), shown.began(), shown.ends()));
        }
        ends.forget(clock.instant().minus(FORGOTTEN_AFTER));
    }
}
