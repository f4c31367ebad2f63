// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.samples.nodes;

import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.ServerSetup;
import io.lamplighter.ingest.imap.PromptGreenMail;
import jakarta.mail.Flags;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/** An IMAP server that knows who read what when. */
final class MailServer implements AutoCloseable {

    private static final int KNOWN_IS_EVERY = 20;

    private final PromptGreenMail server = new PromptGreenMail(
            new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));
    private final Readers readers = new Readers();
    private final Relay relay;
    private final Instant begin;
    private final Map<String, Integer> delivered = new HashMap<>();

    /** @param now mail is from the months before it */
    MailServer(Instant now) {
        this.begin = now;
        server.start();
        relay = new Relay(server.port(), readers::connection);
    }

    int port() {
        return relay.port();
    }

    Readers readers() {
        return readers;
    }

    /** Every twentieth message is from Helen, who is known, and the same in all mailboxes; the others are from strangers. */
    void deliver(String address, int messages) {
        for (int i = 0; i < messages; i++) {
            append(address, delivered.merge(address, 1, Integer::sum));
        }
    }

    private void append(String address, int number) {
        boolean known = number % KNOWN_IS_EVERY == 0;
        String id = known
                ? "known." + number + "@buyer.example"
                : number + "." + address.replace('@', '.') + "@x.example";
        String mail = "From: " + (known ? "Helen Marsh <helen@buyer.example>" : "Someone <someone@x.example>")
                + "\r\nTo: team@seller.example\r\nMessage-ID: <" + id + ">\r\nSubject: Number " + number
                + "\r\nDate: Mon, 2 Mar 2026 09:00:00 +0000\r\n\r\nThis is message " + number + ".\r\n";
        GreenMailUser user = server.setUser(address, address, "secret");
        try {
            server.getManagers().getImapHostManager().getInbox(user).appendMessage(
                    new MimeMessage(Session.getInstance(new Properties()),
                            new ByteArrayInputStream(mail.getBytes(StandardCharsets.UTF_8))),
                    new Flags(), Date.from(begin.minusSeconds((20_000L - number) * 600)));
        } catch (MessagingException | FolderException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    int delivered(String address) {
        return delivered.getOrDefault(address, 0);
    }

    /** How many messages there are that somebody known wrote, each counted once. */
    int known() {
        return delivered.values().stream().mapToInt(count -> count / KNOWN_IS_EVERY).max().orElse(0);
    }

    @Override
    public void close() throws IOException {
        relay.close();
        server.stop();
    }
}
