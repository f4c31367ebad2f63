// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.samples.nodes;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What an IMAP server sees of its clients: who asked for what, on which connection, in which order. Can leave one command
 * unanswered, so that a test stops a client exactly there.
 */
final class Readers {

    private final List<Connection> connections = new CopyOnWriteArrayList<>();
    private final Map<String, Held> held = new ConcurrentHashMap<>();
    private final AtomicLong order = new AtomicLong();

    /** Everything that one connection asked for. */
    final class Connection implements Relay.Listener {

        private final StringBuilder line = new StringBuilder();
        private final List<Command> commands = new CopyOnWriteArrayList<>();
        private volatile String user = "";

        @Override
        public void says(byte[] bytes, int length) throws InterruptedException {
            line.append(new String(bytes, 0, length, ISO_8859_1));
            for (int end = line.indexOf("\r\n"); end >= 0; end = line.indexOf("\r\n")) {
                heard(line.substring(0, end));
                line.delete(0, end + 2);
            }
        }

        private void heard(String said) throws InterruptedException {
            String[] words = said.split(" ", 3);
            String name = words.length > 1 ? words[1].toUpperCase(Locale.ROOT) : "";
            if (name.equals("LOGIN")) {
                user = words[2].split(" ")[0].replace("\"", "");
            } else if (user.isEmpty() && plain(words[words.length - 1]).isPresent()) {
                user = plain(words[words.length - 1]).get();
            }
            commands.add(new Command(order.incrementAndGet(), said));
            Held here = said.contains("BODY.PEEK[]") ? held.get(user) : null;
            if (here != null && here.takes(this)) {
                here.go.await();
            }
        }

        /** Who signs in by SASL PLAIN: nothing, the user and the password, separated by NUL (RFC 4616). */
        private static Optional<String> plain(String word) {
            try {
                String[] parts = new String(Base64.getDecoder().decode(word), ISO_8859_1).split("\0");
                return parts.length == 3 ? Optional.of(parts[1]) : Optional.empty();
            } catch (IllegalArgumentException other) {
                return Optional.empty();
            }
        }

        /** Who waits for news opens a folder and reads nothing, also when it is stopped before it says IDLE. */
        private boolean reads() {
            return commands.stream().map(command -> command.said().toUpperCase(Locale.ROOT))
                    .anyMatch(said -> said.matches(".* (STATUS|SEARCH|FETCH) .*"))
                    && commands.stream().noneMatch(c -> c.said().toUpperCase(Locale.ROOT).endsWith(" IDLE"));
        }

        private long first() {
            return commands.getFirst().order();
        }

        /** Taking leave is not reading. */
        private long last() {
            return commands.stream().filter(c -> !c.said().toUpperCase(Locale.ROOT).matches(".* (LOGOUT|CLOSE)"))
                    .toList().getLast().order();
        }
    }

    private record Command(long order, String said) {}

    /** A command that gets no answer until the test says so. */
    static final class Held {

        private final CountDownLatch come = new CountDownLatch(1);
        private final CountDownLatch go = new CountDownLatch(1);
        private int passing;
        private Connection connection;

        private Held(int passing) {
            this.passing = passing;
        }

        private synchronized boolean takes(Connection asking) {
            if (connection != null || passing-- > 0) {
                return false;
            }
            connection = asking;
            come.countDown();
            return true;
        }

        boolean hasCome() {
            return come.getCount() == 0;
        }

        void release() {
            go.countDown();
        }
    }

    Relay.Listener connection() {
        Connection connection = new Connection();
        connections.add(connection);
        return connection;
    }

    /** Holds up one page of a mailbox on its way to whoever reads it, after some have passed. */
    Held holdPageOf(String user, int passing) {
        Held page = new Held(passing);
        held.put(user, page);
        return page;
    }

    /** Pairs of connections that read one mailbox at the same time. */
    List<String> readTogether() {
        List<String> together = new ArrayList<>();
        connections.stream().map(connection -> connection.user).distinct().filter(user -> !user.isEmpty())
                .forEach(user -> together.addAll(readTogether(user)));
        return together;
    }

    private List<String> readTogether(String user) {
        List<Connection> readers = connections.stream().filter(c -> c.user.equals(user) && c.reads())
                .sorted(Comparator.comparingLong(Connection::first)).toList();
        List<String> together = new ArrayList<>();
        for (int i = 1; i < readers.size(); i++) {
            if (readers.get(i - 1).last() > readers.get(i).first()) {
                together.add(user + ": " + readers.get(i - 1).commands + " and " + readers.get(i).commands);
            }
        }
        return together;
    }
}
