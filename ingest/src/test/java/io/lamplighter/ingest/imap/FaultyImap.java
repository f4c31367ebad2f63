// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.imap;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Stands between a client and any IMAP server, on 127.0.0.1, and lets a script change what the server says: whole answers, literals
 * among them, are put in the script's hands before they are sent. What the client says passes as it is.
 */
public final class FaultyImap implements AutoCloseable {

    private static final int MOMENTS = 20;
    private static final long MOMENT_MILLIS = 25;
    private static final Pattern LITERAL = Pattern.compile("\\{(\\d+)}\r\n$");

    private final ServerSocket socket;
    private final int server;
    private final List<Socket> open = new ArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private int mostAtOnce;
    private volatile ImapFault fault = ImapFault.NONE;

    /** @param server the port of the real one, on this machine */
    public FaultyImap(int server) {
        this.server = server;
        try {
            socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        Thread.ofVirtual().name("faulty-imap").start(this::accept);
    }

    public int port() {
        return socket.getLocalPort();
    }

    /** From now on this goes wrong, on connections that are open as well. */
    public FaultyImap suffers(ImapFault script) {
        fault = script;
        return this;
    }

    public FaultyImap recovers() {
        return suffers(ImapFault.NONE);
    }

    /** How many connections there were in all. */
    public int connections() {
        return connections.get();
    }

    /** The most there were at the same time. */
    public synchronized int mostAtOnce() {
        return mostAtOnce;
    }

    private void accept() {
        try {
            while (true) {
                Socket client = socket.accept();
                connections.incrementAndGet();
                Thread.ofVirtual().name("faulty-imap-client").start(() -> serve(client));
            }
        } catch (IOException closed) {
            // That is how it ends.
        }
    }

    private void serve(Socket client) {
        try (client; Socket real = new Socket(InetAddress.getLoopbackAddress(), server)) {
            client.setTcpNoDelay(true);
            real.setTcpNoDelay(true);
            begins(client);
            Conversation conversation = new Conversation(client, real);
            Thread.ofVirtual().name("faulty-imap-up").start(conversation::listen);
            conversation.answer();
        } catch (IOException over) {
            // Either side hung up.
        } finally {
            ends(client);
        }
    }

    /** Hanging up takes its time to arrive here: who has done so and connects again at once is not counted twice. */
    private synchronized void begins(Socket client) {
        open.add(client);
        try {
            for (int moments = 0; open.size() > mostAtOnce && mostAtOnce > 0 && moments < MOMENTS; moments++) {
                wait(MOMENT_MILLIS);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        mostAtOnce = Math.max(mostAtOnce, open.size());
    }

    private synchronized void ends(Socket client) {
        open.remove(client);
        notifyAll();
    }

    /** One connection. */
    private final class Conversation {

        private final Socket client;
        private final Socket real;
        private volatile String tag = "*";
        private volatile String command = ImapFault.GREETING;

        Conversation(Socket client, Socket real) {
            this.client = client;
            this.real = real;
        }

        /** What the client says, line by line. */
        void listen() {
            try (client; real) {
                InputStream in = new BufferedInputStream(client.getInputStream());
                OutputStream out = real.getOutputStream();
                for (byte[] line = line(in); line.length > 0; line = line(in)) {
                    String said = text(line).strip();
                    int space = said.indexOf(' ');
                    if (space > 0) {
                        tag = said.substring(0, space);
                        command = said.substring(space + 1);
                    }
                    out.write(line);
                    out.flush();
                }
            } catch (IOException over) {
                // Either side hung up.
            } finally {
                ends(client);
            }
        }

        /** What the server says: an answer is complete with the line that has the command's tag. */
        void answer() throws IOException {
            InputStream in = new BufferedInputStream(real.getInputStream());
            List<byte[]> lines = new ArrayList<>();
            for (byte[] line = response(in); line.length > 0; line = response(in)) {
                lines.add(line);
                boolean goesOn = text(line).startsWith("+");
                boolean idle = command.toUpperCase(Locale.ROOT).startsWith("IDLE");
                boolean complete = text(line).startsWith(tag + " ");
                if (goesOn || idle || complete || command.equals(ImapFault.GREETING)) {
                    String asked = command;
                    if (!goesOn && !complete && idle) {
                        asked = ImapFault.NEWS;
                    }
                    if (!send(goesOn ? ImapFault.NONE.answer(asked, lines) : fault.answer(asked, List.copyOf(lines)))) {
                        return;
                    }
                    lines.clear();
                }
            }
        }

        /** @return whether the conversation goes on */
        private boolean send(ImapFault.Answer answer) throws IOException {
            OutputStream out = client.getOutputStream();
            for (byte[] line : answer.lines()) {
                out.write(text(line).startsWith("% ")
                        ? (tag + text(line).substring(1)).getBytes(StandardCharsets.ISO_8859_1)
                        : line);
            }
            out.flush();
            return !answer.hangsUp();
        }
    }

    /** A line and whatever literals are in it. */
    private static byte[] response(InputStream in) throws IOException {
        ByteArrayOutputStream response = new ByteArrayOutputStream();
        while (true) {
            byte[] line = line(in);
            response.write(line);
            Matcher literal = LITERAL.matcher(text(line));
            if (!literal.find()) {
                return response.toByteArray();
            }
            response.write(in.readNBytes(Integer.parseInt(literal.group(1))));
        }
    }

    private static byte[] line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int octet = in.read(); octet >= 0; octet = in.read()) {
            line.write(octet);
            if (octet == '\n') {
                break;
            }
        }
        return line.toByteArray();
    }

    private static String text(byte[] line) {
        return new String(line, StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() {
        try {
            socket.close();
            synchronized (this) {
                for (Socket client : open) {
                    client.close();
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
