// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.samples.nodes;

import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.google.GoogleSimulator;
import io.lamplighter.ingest.google.GoogleUser;
import io.lamplighter.ingest.graph.GraphMailbox;
import io.lamplighter.ingest.graph.GraphSimulator;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A large mailbox that is read for the first time, within the limits of its provider. */
final class LargeMailbox {

    private static final Clock CLOCK = Clock.systemUTC();
    private static final String LARGE = "anna@seller.example";

    private LargeMailbox() {}

    /**
     * How soon its newest mail is on the board.
     *
     * @param where "microsoft", "google", or the port of an IMAP server
     * @param what how many messages there are, or at an IMAP server whose mailbox it is
     */
    static void measure(String where, String what) throws IOException {
        switch (where) {
            case "microsoft" -> microsoft(Integer.parseInt(what));
            case "google" -> google(Integer.parseInt(what));
            default -> imap(Integer.parseInt(where), what);
        }
    }

    private static void microsoft(int messages) throws IOException {
        try (GraphSimulator graph = new GraphSimulator(CLOCK); Site site = new Site()) {
            graph.allows(10_000, Duration.ofMinutes(10), 4);
            site.microsoft(graph);
            GraphMailbox mailbox = graph.mailbox(LARGE);
            Instant now = CLOCK.instant();
            for (int i = messages; i > 0; i--) {
                mailbox.received("inbox", now.minus(Duration.ofMinutes(20L * i)), "Number " + i);
            }
            site.graph(site.mailbox("graph", LARGE), LARGE);
            site.knows("buyer.example");
            onBoard(site);
            Load.say("beyond Microsoft's limits: %s", graph.requests().beyondLimits());
        }
    }

    /** Mail that arrives while a large mailbox is being read within Microsoft's limits, until its score is what the board shows. */
    static void news(int messages, int mails) throws Exception {
        try (GraphSimulator graph = new GraphSimulator(CLOCK); Site site = new Site()) {
            graph.allows(10_000, Duration.ofMinutes(10), 4);
            site.microsoft(graph);
            site.knows("buyer.example");
            GraphMailbox mailbox = graph.mailbox(LARGE);
            Instant now = CLOCK.instant();
            for (int i = messages; i > 0; i--) {
                mailbox.received("inbox", now.minus(Duration.ofMinutes(20L * i)), "Number " + i);
            }
            site.graph(site.mailbox("graph", LARGE), LARGE);
            site.wake();
            Site.pause(75_000);
            Load.say("%d of %d are read, %d subscriptions", site.count("select messages_read from mailbox"), messages,
                    site.count("select count(*) from push_subscription"));
            Load.delays(site, mails, "subject", i -> {
                mailbox.receives("News " + i);
                return "News " + i;
            });
            Load.say("%d of %d are read, history is %s", site.count("select messages_read from mailbox"), messages,
                    site.allIsRead() ? "complete" : "not complete");
            Load.say("beyond Microsoft's limits: %s", graph.requests().beyondLimits());
        }
    }

    private static void google(int messages) throws IOException {
        try (GoogleSimulator google = new GoogleSimulator(CLOCK); Site site = new Site()) {
            site.node(List.of(), "--lamplighter.providers.google.client-id=load",
                    "--lamplighter.providers.google.client-secret=load",
                    "--lamplighter.providers.google.apis=" + google.url());
            GoogleUser user = google.user(LARGE);
            Instant now = CLOCK.instant();
            for (int i = messages; i > 0; i--) {
                user.receives("Number " + i, now.minus(Duration.ofMinutes(20L * i)));
            }
            MailboxId id = new MailboxId(site.mailbox("google", LARGE));
            site.google(id.value(), LARGE, google.consentOf(user).current(id));
            site.knows("buyer.example");
            onBoard(site);
            Load.say("units of Gmail's quota: %d, at most %d in a minute; refused: %d", google.units(user),
                    google.peakUnits(user), google.overQuota(user));
        }
    }

    private static void imap(int port, String user) throws IOException {
        try (Site site = new Site()) {
            site.node(List.of(), "--lamplighter.network.private-hosts=127.0.0.1");
            Load.domains().forEach(site::knows);
            site.imap(site.mailbox("imap", user), port, user, "secret");
            onBoard(site);
        }
    }

    private static void onBoard(Site site) {
        long begin = System.nanoTime();
        site.wake();
        for (int threads : new int[]{1, 50, 200}) {
            Site.waitUntil(() -> site.count("select count(distinct interaction_id) from activity") >= threads);
            Load.say("%d threads on the board after %d ms", threads, (System.nanoTime() - begin) / 1_000_000);
        }
        Site.waitUntil(() -> site.count("select count(*) from activity where scored_by is not null") >= 50);
        Load.say("50 with their scores after %d ms", (System.nanoTime() - begin) / 1_000_000);
    }
}
