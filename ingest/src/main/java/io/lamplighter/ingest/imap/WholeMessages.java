// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.imap;

import io.lamplighter.ingest.SourceId;
import io.lamplighter.ingest.mailbox.Change;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.angus.mail.iap.CommandFailedException;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.iap.Response;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.protocol.BODY;
import org.eclipse.angus.mail.imap.protocol.FetchResponse;
import org.eclipse.angus.mail.imap.protocol.IMAPProtocol;
import org.eclipse.angus.mail.imap.protocol.UID;
import org.jspecify.annotations.Nullable;

/**
 * Fetches whole messages from the folder that is open.
 *
 * <p>It speaks {@code UID FETCH} itself instead of asking for {@code Message} objects: the bytes arrive as the server has
 * them, many in one command, and nothing is fetched lazily later.
 */
final class WholeMessages {

    /** What one command may bring: bounds memory, and is enough to make the round trip not matter. */
    private static final long BATCH_OCTETS = 2 * 1024 * 1024;

    private final ImapConnection connection;
    private final IMAPFolder folder;
    private final long validity;
    private final ImapReader reader;
    private final OtherMessages others;

    WholeMessages(ImapConnection connection, ImapReader reader, OtherMessages others) {
        this.connection = connection;
        this.folder = reader.folder();
        this.validity = reader.validity();
        this.reader = reader;
        this.others = others;
    }

    /**
     * Fetches the messages, in the order given. Those that vanished meanwhile are left out; those the server fails to give
     * come as {@link Change.Withheld}.
     */
    List<Change> messages(List<Outline> outlines, Change.Place place) {
        Map<Long, byte[]> bodies = new HashMap<>();
        List<Outline> batch = new ArrayList<>();
        long octets = 0;
        for (Outline outline : outlines) {
            if (outline.isLarge()) {
                continue;
            }
            if (octets + outline.size() > BATCH_OCTETS) {
                bodies.putAll(whole(batch));
                batch.clear();
                octets = 0;
            }
            batch.add(outline);
            octets += outline.size();
        }
        bodies.putAll(whole(batch));
        List<Change> changes = new ArrayList<>();
        for (Outline outline : outlines) {
            change(outline, bodies.remove(outline.uid()), place).ifPresent(changes::add);
        }
        if (!changes.isEmpty() && changes.stream().allMatch(Change.Withheld.class::isInstance)) {
            others.mustNotBeAnOutage(reader, outlines.stream().map(Outline::uid).collect(Collectors.toSet()));
        }
        return changes;
    }

    private Optional<Change> change(Outline outline, byte @Nullable [] body, Change.Place place) {
        SourceId source = new SourceId(FolderPosition.prefix(folder.getFullName(), validity) + outline.uid());
        if (body != null) {
            return Optional.of(new Change.Appeared(source, outline.receivedAt(), place, body));
        }
        return alone(outline, source, place);
    }

    /** Fetches a batch in one command; empty when the server refuses it because of one of the messages. */
    private Map<Long, byte[]> whole(List<Outline> batch) {
        if (batch.isEmpty()) {
            return Map.of();
        }
        String set = UidSet.of(batch.stream().mapToLong(Outline::uid).toArray());
        return connection.ask(folder, p -> {
            Map<Long, byte[]> bodies = new HashMap<>();
            try {
                for (FetchResponse line : fetch(p, set, "UID BODY.PEEK[]")) {
                    UID uid = line.getItem(UID.class);
                    BODY body = line.getItem(BODY.class);
                    if (uid != null && body != null && body.getByteArray() != null) {
                        bodies.put(uid.uid, body.getByteArray().getNewBytes());
                    }
                }
            } catch (CommandFailedException oneOfThemCannotBeRead) {
                mustNotBeAPause(oneOfThemCannotBeRead);
                // Each is asked for alone afterwards, so that only the broken one is withheld.
                return bodies;
            }
            return bodies;
        });
    }

    /** Fetches one message: because it is large, or because the batch it was in came without it. */
    private Optional<Change> alone(Outline outline, SourceId source, Change.Place place) {
        return connection.ask(folder, p -> {
            try {
                byte[] bytes = content(p, outline);
                if (bytes == null && isThere(p, outline.uid())) {
                    bytes = content(p, outline);
                    if (bytes == null) {
                        return withheld(outline, source, "the server lists it but gives no content");
                    }
                }
                return Optional.ofNullable(bytes)
                        .map(mime -> new Change.Appeared(source, outline.receivedAt(), place, mime));
            } catch (CommandFailedException refused) {
                mustNotBeAPause(refused);
                return withheld(outline, source, "the server refused to give it");
            }
        });
    }

    /** Who is refused because of too much traffic must not take every message for broken. */
    static void mustNotBeAPause(CommandFailedException refused) throws ProtocolException {
        if (ImapFailures.isPause(refused)) {
            throw refused;
        }
    }

    private static Optional<Change> withheld(Outline outline, SourceId source, String reason) {
        return Optional.of(new Change.Withheld(source, outline.receivedAt(), reason, outline.size()));
    }

    private static byte @Nullable [] content(IMAPProtocol protocol, Outline outline) throws ProtocolException {
        return outline.isLarge()
                ? LargeMessage.fetch(protocol, outline.uid())
                : single(protocol, outline.uid());
    }

    private static byte @Nullable [] single(IMAPProtocol protocol, long uid) throws ProtocolException {
        for (FetchResponse line : fetch(protocol, Long.toString(uid), "UID BODY.PEEK[]")) {
            BODY body = line.getItem(BODY.class);
            if (body != null && body.getByteArray() != null) {
                return body.getByteArray().getNewBytes();
            }
        }
        return null;
    }

    private static boolean isThere(IMAPProtocol protocol, long uid) throws ProtocolException {
        // Nothing but the UID: any other item may be what cannot be read. Lines about other messages come unasked.
        return fetch(protocol, Long.toString(uid), "UID").stream().map(line -> line.getItem(UID.class))
                .anyMatch(there -> there != null && there.uid == uid);
    }

    /** Sends one {@code UID FETCH}; responses about other messages (a flag changed meanwhile) are harmless. */
    static List<FetchResponse> fetch(IMAPProtocol protocol, String set, String items) throws ProtocolException {
        Response[] responses = protocol.command("UID FETCH " + set + " (" + items + ")", null);
        List<FetchResponse> fetched = new ArrayList<>();
        for (Response response : responses) {
            if (response instanceof FetchResponse line) {
                fetched.add(line);
            }
        }
        protocol.notifyResponseHandlers(responses);
        ImapConnection.mustBeOk(protocol, responses[responses.length - 1]);
        return fetched;
    }
}
