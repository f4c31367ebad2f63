// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.imap;

import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Flags;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Properties;

/** An IMAP server inside the test, with Anna's mailbox on it. */
final class ImapServer implements AutoCloseable {

    static final String USER = "anna@seller.example";
    static final String PASSWORD = "secret";

    private final PromptGreenMail server;
    private final GreenMailUser user;
    private Instant time = Instant.parse("2026-11-02T09:00:00Z");

    ImapServer() {
        this(ServerSetup.PROTOCOL_IMAP);
    }

    ImapServer(String protocol) {
        ServerSetup setup = new ServerSetup(0, "127.0.0.1", protocol);
        server = new PromptGreenMail(setup);
        server.start();
        user = server.setUser(USER, USER, PASSWORD);
    }

    ImapAccount account(String... folders) {
        return new ImapAccount("127.0.0.1", server.port(), ImapAccount.Security.PLAIN, USER, PASSWORD,
                List.of(folders), false);
    }

    int port() {
        return server.port();
    }

    int tlsPort() {
        return server.port();
    }

    void createFolder(String name) {
        try {
            server.getManagers().getImapHostManager().createMailbox(user, name);
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    void deleteFolder(String name) {
        try {
            server.getManagers().getImapHostManager().deleteMailbox(user, name);
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** Deletes the folder and makes it again, empty and with another UIDVALIDITY. GreenMail takes that from the clock. */
    void recreateFolder(String name) {
        long before = folder(name).getUidValidity();
        do {
            deleteFolder(name);
            createFolder(name);
        } while (folder(name).getUidValidity() == before);
    }

    MailFolder folder(String name) {
        return server.getManagers().getImapHostManager().getFolder(user, name);
    }

    /** Puts a message into a folder that was received at this moment. */
    void store(String folder, Instant receivedAt, String subject) {
        time = receivedAt.minusSeconds(60);
        storeSubject(folder, subject);
    }

    /** Puts a message into a folder, a minute after the one before. */
    void store(String folder, String mime) {
        time = time.plusSeconds(60);
        try {
            folder(folder).appendMessage(new MimeMessage(Session.getInstance(new Properties()),
                    new ByteArrayInputStream(mime.getBytes(StandardCharsets.UTF_8))), new Flags(), Date.from(time));
        } catch (MessagingException failed) {
            throw new IllegalStateException(failed);
        }
    }

    void storeSubject(String folder, String subject) {
        store(folder, "From: Helen Marsh <helen@buyer.example>\r\nTo: " + USER + "\r\nMessage-ID: <"
                + subject.replace(' ', '.') + "@buyer.example>\r\nSubject: " + subject + "\r\n\r\nText of " + subject
                + "\r\n");
    }

    void expunge(String folder, String subject) {
        try {
            for (var message : folder(folder).getMessages()) {
                if (subject.equals(message.getMimeMessage().getSubject())) {
                    message.getFlags().add(Flags.Flag.DELETED);
                    message.setFlag(Flags.Flag.DELETED, true);
                }
            }
            folder(folder).expunge();
        } catch (MessagingException | FolderException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** The subjects of what is in a folder. */
    List<String> subjects(String folder) {
        return folder(folder).getMessages().stream().map(message -> {
            try {
                return message.getMimeMessage().getSubject();
            } catch (MessagingException failed) {
                throw new IllegalStateException(failed);
            }
        }).toList();
    }

    /** When a message was received. */
    Instant receivedAt(String folder, String subject) {
        int at = subjects(folder).indexOf(subject);
        return folder(folder).getMessages().get(at).getReceivedDate().toInstant();
    }

    List<Flags> flags(String folder) {
        return folder(folder).getMessages().stream().map(m -> m.getFlags()).toList();
    }

    @Override
    public void close() {
        server.stop();
    }
}
