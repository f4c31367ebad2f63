// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.imap;

import io.lamplighter.ingest.mailbox.MailboxFailure;
import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.iap.Response;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPStore;
import org.eclipse.angus.mail.imap.protocol.IMAPProtocol;
import org.eclipse.angus.mail.imap.protocol.IMAPResponse;
import org.eclipse.angus.mail.imap.protocol.ListInfo;
import org.eclipse.angus.mail.imap.protocol.Status;
import org.jspecify.annotations.Nullable;

/** One signed-in connection with at most one folder open, for reading only. Every failure leaves as {@link MailboxFailure}. */
final class ImapConnection implements AutoCloseable {

    private static final String CONNECT_TIMEOUT_MILLIS = "20000";
    private static final String READ_TIMEOUT_MILLIS = "120000";

    private final ImapAccount account;
    private final IMAPStore store;
    private @Nullable IMAPFolder open;

    private ImapConnection(ImapAccount account, IMAPStore store) {
        this.account = account;
        this.store = store;
    }

    static ImapConnection to(ImapAccount account) {
        refuseToLeakThePassword(account);
        try {
            IMAPStore store = (IMAPStore) Session.getInstance(properties(account)).getStore(protocol(account));
            store.connect(account.host(), account.port(), account.user(), account.password());
            return new ImapConnection(account, store);
        } catch (MessagingException failure) {
            throw ImapFailures.of(failure, account);
        }
    }

    private static String protocol(ImapAccount account) {
        return account.security() == ImapAccount.Security.TLS ? "imaps" : "imap";
    }

    private static Properties properties(ImapAccount account) {
        String prefix = "mail." + protocol(account) + ".";
        Properties properties = new Properties();
        properties.setProperty(prefix + "connectiontimeout", CONNECT_TIMEOUT_MILLIS);
        properties.setProperty(prefix + "timeout", READ_TIMEOUT_MILLIS);
        properties.setProperty(prefix + "writetimeout", READ_TIMEOUT_MILLIS);
        properties.setProperty(prefix + "ssl.checkserveridentity", "true");
        if (account.security() == ImapAccount.Security.STARTTLS) {
            properties.setProperty(prefix + "starttls.enable", "true");
            properties.setProperty(prefix + "starttls.required", "true");
        }
        return properties;
    }

    private static void refuseToLeakThePassword(ImapAccount account) {
        if (account.security() == ImapAccount.Security.PLAIN && !account.plainAllowed()
                && !isThisMachine(account.host())) {
            throw new MailboxFailure.ChangeSettings(
                    "The password of " + account.user() + " would travel unencrypted to "
                            + account.host() + ". Choose TLS or STARTTLS, or allow plain connections for this mailbox.",
                    null);
        }
    }

    private static boolean isThisMachine(String host) {
        try {
            return Stream.of(InetAddress.getAllByName(host)).allMatch(InetAddress::isLoopbackAddress);
        } catch (UnknownHostException unknown) {
            return false;
        }
    }

    /** Every folder that can be opened, with what the server says it is for. */
    List<ImapFolder> folders() {
        return ask(root(), p -> {
            String extended = p.hasCapability("SPECIAL-USE") && p.hasCapability("LIST-EXTENDED")
                    ? " RETURN (SPECIAL-USE)"
                    : "";
            List<ImapFolder> folders = new ArrayList<>();
            for (IMAPResponse line : untagged(p, "LIST \"\" \"*\"" + extended, "LIST")) {
                ListInfo info = new ListInfo(line);
                if (info.canOpen) {
                    folders.add(new ImapFolder(info.name, uses(info)));
                }
            }
            return folders;
        });
    }

    private static Set<String> uses(ListInfo info) {
        String[] attributes = info.attrs == null ? new String[0] : info.attrs;
        return Stream.of(attributes).map(a -> a.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }

    /** How the folder stands, without opening it; empty when the server does not let it be read. */
    Optional<FolderStatus> status(String folder) {
        try {
            Status status = (Status) root().doCommand(
                    p -> p.status(folder, new String[]{"MESSAGES", "UIDNEXT", "UIDVALIDITY"}));
            return Optional.of(status.uidnext > 0 && status.uidvalidity > 0
                    ? new FolderStatus(status.uidvalidity, status.uidnext, status.total)
                    : examine(folder).status());
        } catch (MessagingException failure) {
            if (ImapFailures.isRefusal(failure)) {
                return Optional.empty();
            }
            throw ImapFailures.of(failure, account);
        }
    }

    private IMAPFolder root() {
        try {
            return (IMAPFolder) store.getDefaultFolder();
        } catch (MessagingException failure) {
            throw ImapFailures.of(failure, account);
        }
    }

    /** Opens the folder with {@code EXAMINE}, leaving the one that was open. */
    ImapReader examine(String name) {
        try {
            IMAPFolder folder = open;
            if (folder == null || !folder.isOpen() || !folder.getFullName().equals(name)) {
                leave();
                folder = (IMAPFolder) store.getFolder(name);
                folder.open(Folder.READ_ONLY);
                open = folder;
            }
            return new ImapReader(this, folder, folder.getUIDValidity());
        } catch (MessagingException failure) {
            throw ImapFailures.of(failure, account);
        }
    }

    private void leave() throws MessagingException {
        IMAPFolder folder = open;
        open = null;
        if (folder != null && folder.isOpen()) {
            folder.close(false);
        }
    }

    /** What to send, and what to make of the answer. */
    @FunctionalInterface
    interface Question<T> {
        T ask(IMAPProtocol protocol) throws ProtocolException;
    }

    @SuppressWarnings("unchecked")
    <T> T ask(IMAPFolder folder, Question<T> question) {
        try {
            return (T) folder.doCommand(question::ask);
        } catch (MessagingException failure) {
            throw ImapFailures.of(failure, account);
        }
    }

    /** Sends a command and returns the untagged answers of one kind; throws when the server refuses it. */
    static List<IMAPResponse> untagged(IMAPProtocol protocol, String command, String key) throws ProtocolException {
        Response[] responses = protocol.command(command, null);
        List<IMAPResponse> wanted = new ArrayList<>();
        for (Response response : responses) {
            if (response instanceof IMAPResponse line && line.keyEquals(key)) {
                wanted.add(line);
            }
        }
        protocol.notifyResponseHandlers(responses);
        protocol.handleResult(responses[responses.length - 1]);
        return wanted;
    }

    ImapAccount account() {
        return account;
    }

    @Override
    public void close() {
        try {
            leave();
            store.close();
        } catch (MessagingException | RuntimeException alreadyGone) {
            // The connection is given up either way; what was read is not affected.
            open = null;
        }
    }
}
