// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.samples.nodes;

import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.google.GoogleSimulator;
import io.lamplighter.ingest.google.GoogleUser;
import io.lamplighter.ingest.graph.GraphSimulator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Mailboxes in which nothing happens: what they cost a server, and how soon it notices when something does. */
final class IdleMailboxes {

    private static final Clock CLOCK = Clock.systemUTC();
    private static final int MAILS = 30;
    private static final String TRANSACTIONS = "select xact_commit from pg_stat_database where datname = 'postgres'";

    private IdleMailboxes() {}

    /** A simulated provider that calls the server it promised to call. */
    interface Provider extends AutoCloseable {

        Node server(Site site);

        void connects(Site site, String address);

        void receives(String address, String subject);

        int asked();

        /** The limits that were exceeded for these mailboxes, in words; empty where none. */
        List<String> exceeded(List<String> addresses);

        @Override
        void close();
    }

    /** Subscriptions of Graph, with the consent of the tenant's administrator. */
    static Provider microsoft() {
        return new Microsoft(new GraphSimulator(CLOCK));
    }

    private record Microsoft(GraphSimulator graph) implements Provider {

        @Override
        public Node server(Site site) {
            return site.microsoft(graph);
        }

        @Override
        public void connects(Site site, String address) {
            site.graph(site.mailbox("graph", address), address);
        }

        @Override
        public void receives(String address, String subject) {
            graph.mailbox(address).receives(subject);
        }

        @Override
        public int asked() {
            return graph.requests().count();
        }

        @Override
        public List<String> exceeded(List<String> addresses) {
            return graph.requests().exceeded();
        }

        @Override
        public void close() {
            graph.close();
        }
    }

    /** Watches of Gmail, whose calls come by way of Pub/Sub with a signed token, and channels of the calendar; with each owner's consent. */
    static Provider google() {
        return new Google(new GoogleSimulator(CLOCK));
    }

    private record Google(GoogleSimulator google) implements Provider {

        @Override
        public Node server(Site site) {
            return site.google(google);
        }

        @Override
        public void connects(Site site, String address) {
            GoogleUser user = google.user(address);
            long id = site.mailbox("google", address);
            site.google(id, address, google.consentOf(user).current(new MailboxId(id)));
        }

        @Override
        public void receives(String address, String subject) {
            google.user(address).receives(subject);
        }

        @Override
        public int asked() {
            return google.asked();
        }

        @Override
        public List<String> exceeded(List<String> addresses) {
            return addresses.stream().flatMap(a -> google.beyondLimits(google.user(a)).stream().map(w -> a + ": " + w))
                    .toList();
        }

        @Override
        public void close() {
            google.close();
        }
    }

    /** Mailboxes each of which has been promised calls; then mail for some of them. */
    static void measure(Provider at, int mailboxes, int seconds) throws Exception {
        try (at; Site site = new Site()) {
            Node node = at.server(site);
            site.knows("buyer.example");
            List<String> addresses = IntStream.range(0, mailboxes).mapToObj("rep%d@seller.example"::formatted).toList();
            addresses.forEach(address -> {
                at.receives(address, "Hello " + address);
                at.connects(site, address);
            });
            read(site, mailboxes);
            Site.waitUntil(
                    () -> site.count("select count(distinct mailbox_id) from push_subscription") == mailboxes);
            int asked = at.asked();
            rest(site, node, mailboxes, seconds);
            Load.say("%d subscriptions; %d requests to the provider since all were made",
                    site.count("select count(*) from push_subscription"), at.asked() - asked);
            Random random = new Random(7);
            int before = at.asked();
            Load.delays(site, MAILS, "subject", i -> {
                at.receives(addresses.get(random.nextInt(mailboxes)), "News " + i);
                return "News " + i;
            });
            Load.say("%d requests while these came; beyond the provider's limits: %s", at.asked() - before,
                    at.exceeded(addresses));
        }
    }

    static void read(Site site, int mailboxes) {
        Instant begin = CLOCK.instant();
        site.wake();
        Site.waitUntil(site::allIsRead);
        Site.waitUntil(() -> site.count("select count(*) from activity where score_wanted and scored_by is null") == 0);
        Load.say("%d mailboxes read for the first time in %d s", mailboxes,
                Duration.between(begin, CLOCK.instant()).toSeconds());
    }

    static void rest(Site site, Node node, int mailboxes, int seconds) throws IOException {
        Site.pause(30_000);
        jcmd(node, "GC.run");
        long turns = turns(site);
        Duration before = node.worked();
        long transactions = site.count(TRANSACTIONS);
        Site.pause(seconds * 1000L);
        Duration worked = node.worked().minus(before);
        Load.say("%d idle mailboxes for %d s: %.1f %% of one core; %d turns; %d transactions a second", mailboxes,
                seconds, worked.toMillis() / 10.0 / seconds, turns(site) - turns,
                (site.count(TRANSACTIONS) - transactions) / seconds);
        Load.say("heap in use before and after a collection: %s, %s", heap(node), collected(node));
    }

    private static long turns(Site site) {
        return site.count("select sum(turn) from mailbox");
    }

    private static String collected(Node node) throws IOException {
        jcmd(node, "GC.run");
        return heap(node);
    }

    private static String heap(Node node) throws IOException {
        long used = Pattern.compile("(?:PSYoungGen|ParOldGen) .*used (\\d+)K").matcher(jcmd(node, "GC.heap_info"))
                .results()
                .mapToLong(part -> Long.parseLong(part.group(1))).sum();
        return used / 1024 + " MB";
    }

    private static String jcmd(Node node, String what) throws IOException {
        Process jcmd = new ProcessBuilder(System.getProperty("java.home") + "/bin/jcmd", Long.toString(node.pid()),
                what)
                .redirectErrorStream(true).start();
        return new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
