// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.imap;

import io.lamplighter.ingest.mailbox.MailboxFailure;
import io.lamplighter.ingest.mailbox.Requests;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.function.Predicate;
import org.eclipse.angus.mail.iap.ConnectionException;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.iap.Response;
import org.eclipse.angus.mail.imap.protocol.IMAPProtocol;
import org.eclipse.angus.mail.imap.protocol.IMAPResponse;
import org.jspecify.annotations.Nullable;

/**
 * One {@code IDLE} after the other on an open folder. Each ends with {@code DONE}, to which a server that is still there answers:
 * a connection that is half open is found out at the latest then, before by the system's own question (keep-alive).
 */
final class IdleLoop {

    private final ImapConnection connection;
    private final ImapReader folder;
    private final ImapIdle.Pace pace;
    private final OtherFolders others;
    private volatile @Nullable IMAPProtocol idling;
    private volatile boolean ended;

    IdleLoop(ImapConnection connection, ImapReader folder, ImapIdle.Pace pace, OtherFolders others) {
        this.connection = connection;
        this.folder = folder;
        this.pace = pace;
        this.others = others;
        try {
            connection.sockets().askWhetherAlive();
        } catch (IOException closed) {
            throw lost(closed);
        }
    }

    /** Looks how the other folders stand. What happens from here on is told. */
    void begin() {
        connection.ask(folder.folder(), protocol -> {
            try {
                patience(pace.answersWithin());
                return others.changed(protocol);
            } catch (IOException broken) {
                throw new ProtocolException("the connection broke", broken);
            }
        });
    }

    /**
     * Waits until something came or went, or it is time to look at the other folders, or to say that we are still here; returns
     * whether something happened.
     */
    boolean happened() {
        Requests.announce("idle");
        return connection.ask(folder.folder(), protocol -> {
            try {
                // What came since the last command is told now, before the server says that it is ready.
                patience(pace.answersWithin());
                String tag = protocol.writeCommand("IDLE", null);
                boolean happened = upTo(protocol, tag, Response::isContinuation);
                Duration toLook = others.dueIn();
                patience(toLook.compareTo(pace.renewEvery()) < 0 ? toLook : pace.renewEvery());
                idling = protocol;
                if (ended) {
                    protocol.idleAbort();
                }
                happened = happened || listen(protocol, tag);
                idling = null;
                patience(pace.answersWithin());
                protocol.idleAbort();
                happened |= upTo(protocol, tag, Response::isTagged);
                return others.isDue() && others.changed(protocol) || happened;
            } catch (IOException broken) {
                throw new ProtocolException("the connection broke", broken);
            } finally {
                idling = null;
            }
        });
    }

    /** From another thread: asks the server to end the {@code IDLE}, upon which waiting ends with a failure. */
    void end() {
        ended = true;
        IMAPProtocol protocol = idling;
        if (protocol != null) {
            protocol.idleAbort();
        }
    }

    private void patience(Duration patience) throws IOException {
        connection.sockets().patience(patience);
    }

    private static boolean listen(IMAPProtocol protocol, String tag) throws IOException, ProtocolException {
        try {
            return upTo(protocol, tag, IdleLoop::isNews);
        } catch (SocketTimeoutException nothingHappened) {
            return false;
        }
    }

    /** Reads until a response is the one awaited; returns whether something came or went. */
    private static boolean upTo(IMAPProtocol protocol, String tag, Predicate<Response> awaited)
            throws IOException, ProtocolException {
        boolean happened = false;
        while (true) {
            Response response = protocol.readResponse();
            happened |= isNews(response);
            if (awaited.test(response)) {
                if (response.isTagged()) {
                    protocol.handleResult(response);
                }
                return happened;
            }
            if (response.isBYE() || (response.isTagged() && tag.equals(response.getTag()))) {
                // It goes away, refuses, or ends the IDLE by itself: begin again.
                throw new ConnectionException(protocol, response);
            }
        }
    }

    /** VANISHED comes for EXPUNGE once QRESYNC is on (RFC 7162 §3.2.10); it never is here, but servers differ. */
    static boolean isNews(Response response) {
        return response instanceof IMAPResponse line
                && (line.keyEquals("EXISTS") || line.keyEquals("EXPUNGE") || line.keyEquals("VANISHED"));
    }

    private static MailboxFailure lost(IOException closed) {
        return new MailboxFailure.TryLater("The connection broke.", Duration.ZERO, closed);
    }
}
