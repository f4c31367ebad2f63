// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.imap;

import io.lamplighter.ingest.mailbox.ForwardClock;
import io.lamplighter.ingest.mailbox.Requests;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import org.eclipse.angus.mail.iap.Argument;
import org.eclipse.angus.mail.iap.ParsingException;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.iap.Response;
import org.eclipse.angus.mail.imap.protocol.BASE64MailboxEncoder;
import org.eclipse.angus.mail.imap.protocol.IMAPProtocol;
import org.eclipse.angus.mail.imap.protocol.IMAPResponse;
import org.eclipse.angus.mail.imap.protocol.Status;

/**
 * Finds out between two {@code IDLE}s whether something came or went in the folders that no {@code IDLE} watches: mail that was
 * sent, and what rules file away. In one command where the server can (RFC 5819), else folder by folder, some at a time.
 */
final class OtherFolders {

    private static final String ITEMS = "(MESSAGES UIDNEXT UIDVALIDITY)";
    private static final Duration FOREVER = Duration.ofSeconds(Long.MAX_VALUE);
    private static final int LISTED_AT_ONCE = 100;
    private static final int ASKED_AT_ONCE = 20;

    private final Function<List<ImapFolder>, List<String>> chosen;
    private final ImapIdle.Pace pace;
    private final ForwardClock clock;
    private final Map<String, List<Long>> known = new HashMap<>();
    private List<String> names = List.of();
    private OptionalLong listed = OptionalLong.empty();
    private OptionalLong looked = OptionalLong.empty();
    private boolean inOneCommand = true;
    private int next;

    /** @param chosen the folders to look at among those there are */
    OtherFolders(Function<List<ImapFolder>, List<String>> chosen, ImapIdle.Pace pace, ForwardClock clock) {
        this.chosen = chosen;
        this.pace = pace;
        this.clock = clock;
    }

    /** How long until it is time to look; a moment where it is now. */
    Duration dueIn() {
        Duration left = every().minus(since(looked));
        return left.compareTo(Duration.ofMillis(1)) < 0 ? Duration.ofMillis(1) : left;
    }

    boolean isDue() {
        return since(looked).compareTo(every()) >= 0;
    }

    private Duration since(OptionalLong moment) {
        return moment.isEmpty() ? FOREVER : Duration.ofMillis(clock.millis() - moment.getAsLong());
    }

    private Duration every() {
        return names.isEmpty() ? pace.renewEvery() : pace.lookEvery();
    }

    /** Whether something happened since the last look, also in the folder that is open. The first look is what others are held against. */
    boolean changed(IMAPProtocol protocol) throws ProtocolException {
        Requests.announce("status");
        looked = OptionalLong.of(clock.millis());
        boolean changed = since(listed).compareTo(pace.renewEvery()) >= 0 && list(protocol);
        int most = isOneCommandEnough(protocol) ? LISTED_AT_ONCE : ASKED_AT_ONCE;
        List<String> some = new ArrayList<>();
        for (int i = 0; i < Math.min(most, names.size()); i++) {
            some.add(names.get((next + i) % names.size()));
        }
        next = names.isEmpty() ? 0 : (next + some.size()) % names.size();
        return together(protocol, some) || changed;
    }

    private boolean isOneCommandEnough(IMAPProtocol protocol) throws ProtocolException {
        return inOneCommand && protocol.hasCapability("LIST-STATUS") && protocol.hasCapability("LIST-EXTENDED");
    }

    /** Folders are made while we watch, mostly by whoever makes a rule for them. */
    private boolean list(IMAPProtocol protocol) throws ProtocolException {
        boolean isFirst = listed.isEmpty();
        List<ImapFolder> all = new ArrayList<>();
        Response[] said = protocol.command(ImapConnection.listing(protocol), null);
        for (Response line : said) {
            if (line instanceof IMAPResponse named && named.keyEquals("LIST")) {
                ImapConnection.folder(named).ifPresent(all::add);
            }
        }
        boolean happened = judged(protocol, said);
        List<String> before = names;
        names = chosen.apply(all);
        listed = looked;
        return happened || !isFirst && !before.containsAll(names);
    }

    private boolean together(IMAPProtocol protocol, List<String> some) throws ProtocolException {
        if (some.size() > 1 && isOneCommandEnough(protocol)) {
            Argument patterns = new Argument();
            some.forEach(name -> write(patterns, name, protocol));
            Argument all = new Argument();
            all.writeString("");
            all.writeArgument(patterns);
            all.writeAtom("RETURN (STATUS " + ITEMS + ")");
            Response[] said = protocol.command("LIST", all);
            inOneCommand = said[said.length - 1].isOK();
            return judged(protocol, said);
        }
        boolean changed = false;
        for (String name : some) {
            Argument one = new Argument();
            write(one, name, protocol);
            one.writeAtom(ITEMS);
            changed |= judged(protocol, protocol.command("STATUS", one));
        }
        return changed;
    }

    private static void write(Argument argument, String name, IMAPProtocol protocol) {
        if (protocol.supportsUtf8()) {
            argument.writeString(name, StandardCharsets.UTF_8);
        } else {
            argument.writeString(BASE64MailboxEncoder.encode(name));
        }
    }

    /** A folder that cannot be asked about is not worth the connection, only the loss of that is. */
    private boolean judged(IMAPProtocol protocol, Response[] said) throws ProtocolException {
        protocol.notifyResponseHandlers(said);
        Response last = said[said.length - 1];
        if (!last.isNO() && !last.isBAD()) {
            protocol.handleResult(last);
        }
        boolean changed = false;
        for (Response line : said) {
            // The folder that is open is not told of again in the IDLE that follows.
            changed |= IdleLoop.isNews(line) || line instanceof IMAPResponse status && status.keyEquals("STATUS")
                    && isNew(status);
        }
        return changed;
    }

    private boolean isNew(IMAPResponse line) {
        try {
            Status status = new Status(line);
            // Not HIGHESTMODSEQ (RFC 7162): it changes with every flag, and flags are not read.
            List<Long> now = List.of((long) status.total, status.uidnext, status.uidvalidity);
            List<Long> before = known.put(status.mbox, now);
            return before != null && !before.equals(now);
        } catch (ParsingException nonsense) {
            return false;
        }
    }
}
