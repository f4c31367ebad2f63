// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** An empty mailbox that opens by OAUTHBEARER alone. */
final class TokenImap implements AutoCloseable {

    private final ServerSocket socket;
    private final Set<String> good = ConcurrentHashMap.newKeySet();
    private final List<String> heard = new CopyOnWriteArrayList<>();

    TokenImap() {
        try {
            socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return socket.getLocalPort();
    }

    void lets(String token) {
        good.add(token);
    }

    List<String> heard() {
        return List.copyOf(heard);
    }

    private void accept() {
        try {
            while (true) {
                Socket client = socket.accept();
                Thread.ofVirtual().start(() -> serve(client));
            }
        } catch (IOException closed) {
            heard.add("closed");
        }
    }

    private void serve(Socket client) {
        try (client) {
            BufferedReader in = new BufferedReader(
                    new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
            say(client, "* OK ready");
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String[] words = line.split(" ");
                heard.add(line.substring(line.indexOf(' ') + 1));
                answer(client, words[0], words.length > 1 ? words[1].toUpperCase(Locale.ROOT) : "", words);
            }
        } catch (IOException gone) {
            return;
        }
    }

    private void answer(Socket client, String tag, String verb, String[] words) throws IOException {
        switch (verb) {
            case "CAPABILITY" -> say(client, "* CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN AUTH=OAUTHBEARER");
            case "LIST" -> say(client, "* LIST (\\HasNoChildren) \"/\" INBOX");
            case "STATUS" -> say(client, "* STATUS INBOX (MESSAGES 0 UIDNEXT 1 UIDVALIDITY 7)");
            case "EXAMINE" -> say(client, "* 0 EXISTS\r\n* OK [UIDVALIDITY 7] ok\r\n* OK [UIDNEXT 1] ok");
            default -> {
            }
        }
        boolean in = !verb.equals("AUTHENTICATE") || good.stream().anyMatch(token -> new String(
                Base64.getDecoder().decode(words[3]), StandardCharsets.UTF_8)
                .contains("auth=Bearer " + token + "\u0001"));
        say(client, tag + (in ? " OK done" : " NO the token is not good"));
    }

    private static void say(Socket client, String line) throws IOException {
        client.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        client.getOutputStream().flush();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException closed) {
            throw new UncheckedIOException(closed);
        }
    }
}
