// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.imap;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A private Dovecot 2.3 on loopback, where one is installed; what tests with it prove is skipped elsewhere. */
final class Dovecot implements AutoCloseable {

    private static final int NOBODYS_GROUP = 65_534;
    private static final String PROGRAM = "/usr/sbin/dovecot";

    private final Path home;
    private final int port;
    private final List<Store> stores = new ArrayList<>();

    Dovecot() {
        assumeTrue(version().startsWith("2.3."), "no Dovecot 2.3");
        try {
            home = Files.createTempDirectory("dovecot");
            Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
            Path mail = Files.createDirectory(home.resolve("mail"));
            Files.setPosixFilePermissions(mail, PosixFilePermissions.fromString("rwxrwxrwx"));
            try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                port = free.getLocalPort();
            }
            Files.writeString(home.resolve("dovecot.conf"), configuration());
            run(PROGRAM, "-c", home.resolve("dovecot.conf").toString());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String version() {
        try {
            return Files.isExecutable(Path.of(PROGRAM)) ? run(PROGRAM, "--version") : "";
        } catch (IOException none) {
            return "";
        }
    }

    /** What it says goes through a file: the daemon it leaves behind would keep a pipe open for ever. */
    private static String run(String... command) throws IOException {
        Path said = Files.createTempFile("dovecot", ".out");
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile())
                    .start();
            if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException(String.join(" ", command) + ": " + Files.readString(said));
            }
            return Files.readString(said);
        } catch (InterruptedException stopped) {
            throw new IOException(stopped);
        } finally {
            Files.delete(said);
        }
    }

    /** Everything runs as whoever runs the test; as root, mail belongs to nobody, for root may not have any. */
    private String configuration() throws IOException {
        String me = System.getProperty("user.name");
        String mail = me.equals("root") ? "nobody" : me;
        Object group = me.equals("root") ? NOBODYS_GROUP : Files.getAttribute(home, "unix:gid");
        return """
                protocols = imap
                base_dir = %1$s/run
                log_path = %1$s/dovecot.log
                listen = 127.0.0.1
                ssl = no
                disable_plaintext_auth = no
                mail_location = maildir:%1$s/mail/%%u
                mail_uid = %2$s
                mail_gid = %4$s
                first_valid_uid = 1
                default_internal_user = %2$s
                default_login_user = %2$s
                mailbox_idle_check_interval = 1 secs
                mail_max_userip_connections = 1000
                service imap-login {
                  inet_listener imap {
                    port = %3$d
                  }
                  inet_listener imaps {
                    port = 0
                  }
                  chroot =
                }
                service anvil {
                  chroot =
                }
                service stats {
                  chroot =
                }
                passdb {
                  driver = static
                  args = password=secret
                }
                userdb {
                  driver = static
                  args = uid=%2$s gid=%4$s home=%1$s/mail/%%u
                }
                namespace inbox {
                  inbox = yes
                }
                """.formatted(home, mail, port, group);
    }

    /** A mailbox; anybody may have one. */
    User user(String name) {
        try {
            Store store = Session.getInstance(new Properties()).getStore("imap");
            store.connect("127.0.0.1", port, name, "secret");
            stores.add(store);
            return new User(name, store, port);
        } catch (MessagingException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** One of the mailboxes, and what happens in it. */
    record User(String name, Store store, int port) {

        ImapAccount account() {
            return new ImapAccount("127.0.0.1", port, ImapAccount.Security.PLAIN, name, "secret", List.of(), false);
        }

        void arrives(String subject) {
            byte[] message = ("From: Helen Marsh <helen@buyer.example>\r\nSubject: " + subject + "\r\n\r\nText of "
                    + subject
                    + "\r\n").getBytes(StandardCharsets.UTF_8);
            try {
                store.getFolder("INBOX").appendMessages(new Message[]{
                        new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(message))});
            } catch (MessagingException failed) {
                throw new IllegalStateException(failed);
            }
        }

        void isDeleted(String subject) {
            try (Folder inbox = store.getFolder("INBOX")) {
                inbox.open(Folder.READ_WRITE);
                for (Message message : inbox.getMessages()) {
                    if (subject.equals(message.getSubject())) {
                        message.setFlag(Flags.Flag.DELETED, true);
                    }
                }
                inbox.expunge();
            } catch (MessagingException failed) {
                throw new IllegalStateException(failed);
            }
        }
    }

    @Override
    public void close() {
        try {
            for (Store store : stores) {
                store.close();
            }
            run("/usr/bin/doveadm", "-c", home.resolve("dovecot.conf").toString(), "stop");
            try (Stream<Path> files = Files.walk(home)) {
                files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
            }
        } catch (MessagingException failed) {
            throw new IllegalStateException(failed);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
