// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.imap;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A server that says to each command what it was told to say, word for word: what real ones say and a good one cannot. */
final class ScriptedImap implements AutoCloseable {

    private final ServerSocket socket;
    private final Map<String, Deque<List<String>>> answers = new HashMap<>();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final List<Socket> clients = new CopyOnWriteArrayList<>();
    private final Semaphore commands = new Semaphore(0);
    private volatile String greeting = "* OK ready";
    private final Set<Socket> deaf = ConcurrentHashMap.newKeySet();

    ScriptedImap() {
        try {
            socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        answers("CAPABILITY", "* CAPABILITY IMAP4rev1 IDLE", "% OK done");
        answers("LOGIN", "% OK LOGIN completed");
        answers("LIST", "* LIST (\\HasNoChildren) \"/\" INBOX", "% OK done");
        answers("STATUS", "* STATUS INBOX (MESSAGES 0 UIDNEXT 1 UIDVALIDITY 7)", "% OK done");
        answers("EXAMINE", "* 0 EXISTS", "* OK [UIDVALIDITY 7] ok", "* OK [UIDNEXT 1] ok", "% OK [READ-ONLY] done");
        answers("NOOP", "% OK done");
        answers("CLOSE", "% OK done");
        answers("LOGOUT", "* BYE bye", "% OK done");
        Thread.ofVirtual().start(this::accept);
    }

    /**
     * What follows a command, {@code %} standing for its tag. Told several times: one after the other, the last for ever.
     *
     * @param command its first word, two after {@code UID}; or all of it, which then goes first
     */
    ScriptedImap answers(String command, String... lines) {
        synchronized (answers) {
            answers.put(command, new ArrayDeque<>(List.of(List.of(lines))));
        }
        return this;
    }

    ScriptedImap then(String command, String... lines) {
        synchronized (answers) {
            answers.computeIfAbsent(command, c -> new ArrayDeque<>()).add(List.of(lines));
        }
        return this;
    }

    ScriptedImap greets(String line) {
        greeting = line;
        return this;
    }

    /** Says nothing any more to those who are connected: the far end of connections that are half open. */
    void fallsSilent() {
        deaf.addAll(clients);
    }

    /** Says something unasked, on every connection. */
    void says(String line) {
        clients.forEach(client -> write(client, line));
    }

    void dropsEverybody() {
        clients.forEach(ScriptedImap::close);
        clients.clear();
    }

    ImapAccount account() {
        return new ImapAccount("127.0.0.1", socket.getLocalPort(), ImapAccount.Security.PLAIN, "anna@seller.example",
                "secret", List.of(), false);
    }

    /** The same, as if this were the server of that name. */
    ImapAccount account(String host) {
        return new ImapAccount(host, socket.getLocalPort(), ImapAccount.Security.PLAIN, "anna@seller.example", "secret",
                List.of(), false);
    }

    ImapAccount accountByToken() {
        return new ImapAccount("127.0.0.1", socket.getLocalPort(), ImapAccount.Security.PLAIN, "anna@seller.example",
                new SignIn.Token(), List.of(), false);
    }

    /** Everything that was asked, without tags. */
    List<String> heard() {
        return List.copyOf(heard);
    }

    long heard(String command) {
        return heard.stream().filter(line -> verb(line).equals(command)).count();
    }

    /** Waits until a command was heard so many times. */
    void awaits(String command, int times) {
        try {
            while (heard(command) < times) {
                if (!commands.tryAcquire(20, TimeUnit.SECONDS)) {
                    throw new AssertionError(command + " was heard " + heard(command) + " times: " + heard);
                }
            }
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket client = socket.accept();
                clients.add(client);
                Thread.ofVirtual().start(() -> serve(client));
            }
        } catch (IOException closed) {
            dropsEverybody();
        }
    }

    private void serve(Socket client) {
        write(client, greeting);
        try {
            BufferedReader in = new BufferedReader(
                    new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
            String idle = "";
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                boolean ended = line.equals("DONE");
                String tag = ended ? idle : line.substring(0, Math.max(0, line.indexOf(' ')));
                String command = ended ? line : line.substring(line.indexOf(' ') + 1);
                idle = verb(command).equals("IDLE") ? tag : idle;
                heard.add(command);
                answer(client, tag, verb(command), command);
                commands.release();
            }
        } catch (IOException gone) {
            close(client);
        }
    }

    private void answer(Socket client, String tag, String verb, String command) {
        if (deaf.contains(client)) {
            return;
        }
        if (verb.equals("IDLE") && !isScripted(verb)) {
            write(client, "+ idling");
        } else if (verb.equals("DONE")) {
            write(client, tag + " OK idle ended");
        } else {
            List<String> lines;
            synchronized (answers) {
                Deque<List<String>> told = answers.getOrDefault(command,
                        answers.getOrDefault(verb, new ArrayDeque<>(List.of(List.of("% BAD what?")))));
                lines = new ArrayList<>(told.size() > 1 ? told.removeFirst() : told.getFirst());
            }
            lines.forEach(line -> write(client, line.replace("%", tag)));
            if (verb.equals("LOGOUT")) {
                close(client);
            }
        }
    }

    private boolean isScripted(String verb) {
        synchronized (answers) {
            return answers.containsKey(verb);
        }
    }

    private static String verb(String command) {
        String[] words = command.toUpperCase(Locale.ROOT).split(" ");
        return words[0].equals("UID") ? "UID " + words[1] : words[0];
    }

    private static synchronized void write(Socket client, String line) {
        try {
            OutputStream out = client.getOutputStream();
            out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException gone) {
            close(client);
        }
    }

    private static void close(Socket client) {
        try {
            client.close();
        } catch (IOException alreadyClosed) {
            throw new UncheckedIOException(alreadyClosed);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
            dropsEverybody();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
