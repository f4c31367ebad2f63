// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.imap;

import io.lamplighter.ingest.mailbox.FolderChoice;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * How to reach one mailbox over IMAP.
 *
 * @param folders the folders to read, by full name; empty for INBOX and the Sent folder, {@link #ALL_FOLDERS} for every
 *     folder but drafts, junk and trash
 * @param choice what was chosen beside {@link #folders}: folders by full name; one that is left out leaves out what lies in it
 * @param since mail received before is not read
 * @param plainAllowed whether the password or token may travel unencrypted to a host that is not this machine
 */
public record ImapAccount(String host, int port, Security security, String user, SignIn signIn,
        List<String> folders, FolderChoice choice, Instant since, boolean plainAllowed) {

    /** In {@link #folders}: everything but drafts, junk and trash. */
    public static final String ALL_FOLDERS = "*";

    /** How the connection is protected. */
    public enum Security {
        /** TLS from the first byte, usually port 993 (RFC 8314 §3.2). */
        TLS,
        /** Plain at first, then upgraded; without the upgrade no password is sent (RFC 3501 §6.2.1). */
        STARTTLS,
        /** No encryption: only to this machine, or where it was allowed explicitly. */
        PLAIN
    }

    public ImapAccount {
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(security, "security");
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(signIn, "signIn");
        folders = List.copyOf(folders);
        Objects.requireNonNull(choice, "choice");
        Objects.requireNonNull(since, "since");
    }

    /** One for which nobody chose more than {@code folders}; all of its mail. */
    public ImapAccount(String host, int port, Security security, String user, SignIn signIn, List<String> folders,
            boolean plainAllowed) {
        this(host, port, security, user, signIn, folders, FolderChoice.NONE, Instant.EPOCH, plainAllowed);
    }

    /** One that signs in with a password. */
    public ImapAccount(String host, int port, Security security, String user, String password, List<String> folders,
            boolean plainAllowed) {
        this(host, port, security, user, new SignIn.Password(password), folders, plainAllowed);
    }

    /** Without the password, so that an account may be named in an error. */
    @Override
    public String toString() {
        return user + " at " + host + ":" + port + " (" + security + ")";
    }
}
