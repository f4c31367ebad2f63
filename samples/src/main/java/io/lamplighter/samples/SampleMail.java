// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.samples;

import com.icegreen.greenmail.imap.AuthorizationException;
import com.icegreen.greenmail.imap.ImapHostManager;
import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.ServerSetup;
import io.lamplighter.ingest.imap.PromptGreenMail;
import io.lamplighter.samples.world.Delivery;
import io.lamplighter.samples.world.SampleMailbox;
import io.lamplighter.samples.world.SampleUser;
import jakarta.mail.Flags;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/** An IMAP server in this process with mailboxes of the sample world, reachable from this machine only. */
final class SampleMail implements AutoCloseable {

    private static final String HOST = "127.0.0.1";

    private final PromptGreenMail server;
    private final Map<String, GreenMailUser> users = new HashMap<>();
    private final Session session = Session.getInstance(new Properties());

    /** @param port 0 for any that is free */
    SampleMail(int port) {
        server = new PromptGreenMail(new ServerSetup(port, HOST, ServerSetup.PROTOCOL_IMAP));
        server.start();
    }

    void open(SampleMailbox mailbox, SampleUser person) {
        GreenMailUser user = server.setUser(mailbox.address(), person.username(), person.password());
        try {
            folders().createMailbox(user, Delivery.Folder.SENT.title());
        } catch (FolderException | AuthorizationException impossible) {
            throw new IllegalStateException(impossible);
        }
        users.put(mailbox.name(), user);
    }

    private ImapHostManager folders() {
        return server.getManagers().getImapHostManager();
    }

    void deliver(Delivery delivery) {
        GreenMailUser user = users.get(delivery.mailbox());
        if (user == null) {
            throw new IllegalArgumentException("no mailbox of " + delivery.mailbox());
        }
        try {
            folders().getFolder(user, delivery.folder().title()).appendMessage(
                    new MimeMessage(session, new ByteArrayInputStream(delivery.message())), new Flags(),
                    Date.from(delivery.at()));
        } catch (MessagingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.stop();
    }
}
