// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.imap;

import io.lamplighter.ingest.mailbox.MailboxFailure;
import io.lamplighter.ingest.mailbox.Requests;
import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import jakarta.mail.event.MailEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.eclipse.angus.mail.iap.ParsingException;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.iap.Response;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPStore;
import org.eclipse.angus.mail.imap.MessageVanishedEvent;
import org.eclipse.angus.mail.imap.ResyncData;
import org.eclipse.angus.mail.imap.protocol.IMAPProtocol;
import org.eclipse.angus.mail.imap.protocol.IMAPResponse;
import org.eclipse.angus.mail.imap.protocol.ListInfo;
import org.eclipse.angus.mail.imap.protocol.Status;
import org.jspecify.annotations.Nullable;

/** One signed-in connection with at most one folder open, for reading only. Every failure leaves as {@link MailboxFailure}. */
final class ImapConnection implements AutoCloseable {

    /** A server that has forgotten names every UID that is not there; so many are not worth listening to. */
    private static final long MOST_GAPS = 200_000;

    private final ImapAccount account;
    private final IMAPStore store;
    private final PinnedSockets sockets;
    private @Nullable IMAPFolder open;

    ImapConnection(ImapAccount account, IMAPStore store, PinnedSockets sockets) {
        this.account = account;
        this.store = store;
        this.sockets = sockets;
    }

    /** Every folder that can be opened, with what the server says it is for. */
    List<ImapFolder> folders() {
        return ask(root(), p -> {
            List<ImapFolder> folders = new ArrayList<>();
            for (IMAPResponse line : untagged(p, listing(p), "LIST")) {
                folder(line).ifPresent(folders::add);
            }
            return folders;
        });
    }

    static String listing(IMAPProtocol protocol) {
        boolean tellsUses = protocol.hasCapability("SPECIAL-USE") && protocol.hasCapability("LIST-EXTENDED");
        return "LIST \"\" \"*\"" + (tellsUses ? " RETURN (SPECIAL-USE)" : "");
    }

    /** A folder of a listing; empty for one that only holds others. */
    static Optional<ImapFolder> folder(IMAPResponse line) throws ParsingException {
        ListInfo info = new ListInfo(line);
        return info.canOpen ? Optional.of(new ImapFolder(info.name, uses(info))) : Optional.empty();
    }

    private static Set<String> uses(ListInfo info) {
        String[] attributes = info.attrs == null ? new String[0] : info.attrs;
        return Stream.of(attributes).map(a -> a.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }

    /** How the folder stands, without opening it; empty when the server does not let it be read. */
    Optional<FolderStatus> status(String folder) {
        try {
            Requests.announce("status");
            Status status = (Status) root().doCommand(p -> whole(p.status(folder, p.hasCapability("QRESYNC")
                    ? new String[]{"MESSAGES", "UIDNEXT", "UIDVALIDITY", "HIGHESTMODSEQ"}
                    : new String[]{"MESSAGES", "UIDNEXT", "UIDVALIDITY"})));
            return Optional.of(status.uidnext > 0 && status.uidvalidity > 0
                    ? new FolderStatus(status.uidvalidity, status.uidnext, status.total,
                            Math.max(0, status.highestmodseq))
                    : examine(folder).status());
        } catch (MessagingException failure) {
            if (ImapFailures.isRefusal(failure)) {
                return Optional.empty();
            }
            throw ImapFailures.of(failure, account);
        }
    }

    /** Of an answer that is none of IMAP's there is nothing. */
    private static Status whole(@Nullable Status status) throws ProtocolException {
        if (status == null) {
            throw new ProtocolException("no status");
        }
        return status;
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
                Requests.announce("examine");
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

    /**
     * The UIDs among those read that were expunged since the position was taken (RFC 7162 §3.2.5); empty where the server
     * cannot tell, and they have to be counted.
     */
    Optional<long[]> vanished(FolderPosition position, FolderStatus status) {
        // A mod-sequence that went back belongs to an index that was made anew: what it forgot is not told.
        boolean known = position.modseq() > 0 && status.modseq() >= position.modseq()
                && position.upTo() >= position.downTo();
        if (!known || position.upTo() - position.downTo() - status.messages() > MOST_GAPS || !offers("QRESYNC")) {
            return Optional.empty();
        }
        try {
            Requests.announce("examine");
            leave();
            IMAPFolder folder = (IMAPFolder) store.getFolder(position.folder());
            List<MailEvent> events = folder.open(Folder.READ_ONLY, new ResyncData(position.validity(),
                    position.modseq(), position.downTo(), position.upTo()));
            open = folder;
            // With another UIDVALIDITY the server says nothing at all, which must not pass for "nothing vanished".
            return events == null || folder.getUIDValidity() != position.validity()
                    ? Optional.empty()
                    : Optional.of(events.stream().filter(MessageVanishedEvent.class::isInstance)
                            .flatMapToLong(e -> LongStream.of(((MessageVanishedEvent) e).getUIDs())).sorted()
                            .distinct().filter(uid -> uid >= position.downTo() && uid <= position.upTo()).toArray());
        } catch (MessagingException failure) {
            if (ImapFailures.isRefusal(failure)) {
                return Optional.empty();
            }
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
        Requests.announce("fetch");
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
        mustBeOk(protocol, responses[responses.length - 1]);
        return wanted;
    }

    /** What is neither OK nor a refusal is nothing to go by: without this it would pass for an empty answer. */
    static void mustBeOk(IMAPProtocol protocol, Response last) throws ProtocolException {
        protocol.handleResult(last);
        if (!last.isOK()) {
            throw new ProtocolException("an answer that is none of IMAP");
        }
    }

    /** Whether the server says that it can do this. */
    boolean offers(String capability) {
        try {
            return store.hasCapability(capability);
        } catch (MessagingException failure) {
            throw ImapFailures.of(failure, account);
        }
    }

    ImapAccount account() {
        return account;
    }

    PinnedSockets sockets() {
        return sockets;
    }

    @Override
    public void close() {
        try {
            leave();
        } catch (MessagingException | RuntimeException alreadyGone) {
            // The connection is given up either way; what was read is not affected.
            open = null;
        }
        try {
            store.close();
        } catch (MessagingException | RuntimeException alreadyGone) {
            open = null;
        }
    }
}
