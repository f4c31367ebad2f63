// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.samples.nodes;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.Random;

/**
 * Figures about servers under load, for {@code docs/scaling.md}: {@code samples/measure} says what there is. Prints and asserts nothing.
 */
final class Load {

    private static final Clock CLOCK = Clock.systemUTC();

    private Load() {}

    public static void main(String[] arguments) throws Exception {
        List<String> rest = List.of(arguments).subList(1, arguments.length);
        switch (arguments[0]) {
            case "graph-idle" -> IdleMailboxes.measure(IdleMailboxes.microsoft(), Integer.parseInt(rest.get(0)),
                    Integer.parseInt(rest.get(1)));
            case "gmail-idle" -> IdleMailboxes.measure(IdleMailboxes.google(), Integer.parseInt(rest.get(0)),
                    Integer.parseInt(rest.get(1)));
            case "imap-idle" -> imapIdle(Integer.parseInt(rest.get(0)), Integer.parseInt(rest.get(1)),
                    Integer.parseInt(rest.get(2)));
            case "delay" -> delay(Integer.parseInt(rest.get(0)), Integer.parseInt(rest.get(1)), rest.get(2));
            case "first" -> LargeMailbox.measure(rest.get(0), rest.get(1));
            case "news" -> LargeMailbox.news(Integer.parseInt(rest.get(0)), Integer.parseInt(rest.get(1)),
                    Integer.parseInt(rest.get(2)));
            case "import" ->
                imports(Integer.parseInt(rest.get(0)), Integer.parseInt(rest.get(1)), rest.get(2), rest.get(3));
            default -> throw new IllegalArgumentException(arguments[0]);
        }
        System.exit(0);
    }

    static void say(String format, Object... values) {
        System.out.println(format.formatted(values));
    }

    /** IMAP mailboxes in which nothing happens, on a server that lets anybody in with the password "secret". */
    private static void imapIdle(int port, int mailboxes, int seconds) throws Exception {
        try (Site site = new Site()) {
            Node node = site.node(List.of(), "--lamplighter.network.private-hosts=127.0.0.1");
            site.knows("buyer.example");
            for (int i = 0; i < mailboxes; i++) {
                String user = "idle%d@lamp.example".formatted(i);
                append(port, user, List.of(mail("Hello", user, "idle." + i)));
                site.imap(site.mailbox("imap", user), port, user, "secret");
            }
            IdleMailboxes.read(site, mailboxes);
            Site.waitUntil(() -> site.count("select count(*) from mailbox_watch where told") == mailboxes);
            IdleMailboxes.rest(site, node, mailboxes, seconds);
        }
    }

    private static MimeMessage mail(String subject, String to, String id) throws MessagingException {
        String text = "From: Helen Marsh <helen@buyer.example>\r\nTo: " + to + "\r\nMessage-ID: <" + id
                + "@buyer.example>\r\nSubject: "
                + subject
                + "\r\n\r\nThe pilot went well, and our board would like to see your offer by the end of the week.\r\n";
        return new MimeMessage(Session.getInstance(new Properties()),
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static void append(int port, String user, List<MimeMessage> mails) throws MessagingException {
        try (Store store = Session.getInstance(new Properties()).getStore("imap")) {
            store.connect("127.0.0.1", port, user, "secret");
            store.getFolder("INBOX").appendMessages(mails.toArray(Message[]::new));
        }
    }

    /** From the moment a mail is given to the mail server until its score is what the board shows. */
    private static void delay(int port, int mails, String poll) throws Exception {
        try (Site site = new Site()) {
            site.node(List.of(), "--lamplighter.network.private-hosts=127.0.0.1",
                    "--lamplighter.sync.poll-every=" + poll);
            site.knows("buyer.example");
            String run = Long.toString(CLOCK.millis());
            String user = "delay" + run + "@lamp.example";
            append(port, user, List.of(mail("Hello", user, run)));
            site.imap(site.mailbox("imap", user), port, user, "secret");
            site.wake();
            Site.waitUntil(site::allIsRead);
            Site.pause(15_000);
            delays(site, mails, "message_id", i -> {
                append(port, user, List.of(mail("News " + i, user, run + "." + i)));
                return run + "." + i + "@buyer.example";
            });
        }
    }

    /** Lets something arrive and say by what it is known. */
    interface Arrival {

        String of(int number) throws Exception;
    }

    static void delays(Site site, int mails, String known, Arrival arrival) throws Exception {
        Random random = new Random(7);
        List<Long> delays = Collections.synchronizedList(new ArrayList<>());
        List<Thread> waiting = new ArrayList<>();
        for (int i = 0; i < mails; i++) {
            long begin = System.nanoTime();
            String name = arrival.of(i);
            waiting.add(Thread.ofVirtual().start(() -> {
                Site.waitUntil(() -> site.count("select count(*) from activity join interaction using (interaction_id)"
                        + " where scored_by is not null and " + known + " = '" + name + "'") == 1);
                delays.add((System.nanoTime() - begin) / 1_000_000);
            }));
            Site.pause(1_500 + random.nextInt(3_000));
        }
        for (Thread one : waiting) {
            one.join();
        }
        percentiles(delays);
    }

    private static void percentiles(List<Long> millis) {
        List<Long> sorted = millis.stream().sorted().toList();
        say("%d mails: p50 %d ms, p95 %d ms, most %d ms", sorted.size(), sorted.get(sorted.size() / 2),
                sorted.get((int) (sorted.size() * 0.95)), sorted.getLast());
    }

    /** How fast mailboxes are read that lie on an IMAP server already, by one node or several, and how fast they are scored. */
    private static void imports(int port, int nodes, String users, String cores) throws IOException {
        List<String> pinned = cores.equals("all") ? List.of() : List.of("taskset", "-c", cores);
        try (Site site = new Site()) {
            List<Node> all = new ArrayList<>();
            for (int i = 0; i < nodes; i++) {
                all.add(site.node(pinned, "--lamplighter.network.private-hosts=127.0.0.1"));
            }
            for (String domain : domains()) {
                site.knows(domain);
            }
            for (String user : users.split(",")) {
                site.imap(site.mailbox("imap", user), port, user, "secret");
            }
            Site.pause(5_000);
            long begin = System.nanoTime();
            Duration before = worked(all);
            site.wake();
            Site.waitUntil(site::allIsRead);
            double seconds = (System.nanoTime() - begin) / 1e9;
            double work = worked(all).minus(before).toMillis() / 1000.0;
            long read = site.count("select count(*) from ledger_entry");
            say("%d nodes on %s: %d messages in %.1f s, %.0f a second; %.1f s of processor time in the nodes, %.0f a second of it",
                    nodes, cores, read, seconds, read / seconds, work, read / work);
            sizes(site, read);
            scores(site, all);
        }
    }

    /** The companies whose people write in the mailboxes that were generated for an IMAP server. */
    static List<String> domains() {
        List<String> domains = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            domains.add("account%04d.example".formatted(i));
        }
        return domains;
    }

    private static Duration worked(List<Node> nodes) {
        return nodes.stream().map(Node::worked).reduce(Duration.ZERO, Duration::plus);
    }

    private static void sizes(Site site, long read) {
        site.jdbc().sql("vacuum analyze").update();
        for (String table : List.of("interaction", "ledger_entry", "activity", "score")) {
            long rows = site.count("select count(*) from " + table);
            long bytes = site.count("select pg_total_relation_size('" + table + "')");
            long heap = site.count("select pg_table_size('" + table + "')");
            say("%-13s %8d rows, %6d octets each, of which %d are not indexes", table, rows,
                    rows == 0 ? 0 : bytes / rows,
                    rows == 0 ? 0 : heap / rows);
        }
        say("database %d MB, %d octets for each message read", site.count("select pg_database_size('postgres')") >> 20,
                site.count("select pg_database_size('postgres')") / Math.max(1, read));
    }

    private static void scores(Site site, List<Node> nodes) {
        long first = scored(site);
        long begin = System.nanoTime();
        Duration before = worked(nodes);
        long left = site.count("select count(*) from activity where score_wanted and scored_by is null");
        while (left > 0 && System.nanoTime() - begin < 60_000_000_000L) {
            Site.pause(200);
            left = site.count("select count(*) from activity where score_wanted and scored_by is null");
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        double work = worked(nodes).minus(before).toMillis() / 1000.0;
        long scored = scored(site) - first;
        say("%d scored in %.1f s, %.0f a second; %.0f a second of processor time; %d left", scored, seconds,
                scored / seconds, scored / work, left);
    }

    private static long scored(Site site) {
        return site.count("select count(*) from activity where scored_by is not null");
    }
}
