// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.imap;

import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.mailbox.AccessTokens;
import io.lamplighter.ingest.mailbox.HostLookup;
import io.lamplighter.ingest.mailbox.MailboxConnector;
import io.lamplighter.ingest.mailbox.MailboxSession;
import io.lamplighter.ingest.mailbox.Patience;
import io.lamplighter.ingest.mailbox.Requests;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Reads mailboxes over IMAP4rev1, never changing them: folders are opened with {@code EXAMINE} and bodies fetched with
 * {@code BODY.PEEK} (RFC 3501 §6.3.2, §6.4.5).
 *
 * <p>A run on a mailbox where nothing happened costs one login, one {@code STATUS} for each folder and a logout.
 */
public final class ImapConnector implements MailboxConnector {

    public static final String NAME = "imap";

    private static final Duration ANSWERS_WITHIN = Duration.ofMinutes(2);

    /** Somebody waits for the answer of a test. */
    private static final Duration TEST_ANSWERS_WITHIN = Duration.ofSeconds(20);

    private final ImapAccounts accounts;
    private final HostLookup hosts;
    private final Optional<AccessTokens> tokens;
    private final Duration answersWithin;
    private final Patience patience;

    /** Calls any host, and signs in with passwords. */
    public ImapConnector(ImapAccounts accounts, Clock clock) {
        this(accounts, HostLookup.ANYWHERE, Optional.empty(), clock);
    }

    /** @param tokens for the accounts that sign in by token */
    public ImapConnector(ImapAccounts accounts, HostLookup hosts, Optional<AccessTokens> tokens, Clock clock) {
        this(accounts, hosts, tokens, ANSWERS_WITHIN, clock);
    }

    ImapConnector(ImapAccounts accounts, HostLookup hosts, Optional<AccessTokens> tokens, Duration answersWithin,
            Clock clock) {
        this.patience = new Patience(OtherMessages.ATTEMPTS, clock);
        this.accounts = accounts;
        this.hosts = hosts;
        this.tokens = tokens;
        this.answersWithin = answersWithin;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public MailboxSession open(MailboxId mailbox) {
        ImapAccount account = accounts.account(mailbox);
        Requests.announce("sign-in");
        ImapConnection connection = connect(mailbox, account);
        try {
            return new ImapSession(connection, account, patience);
        } catch (RuntimeException notOpened) {
            // Nobody else would hang up, and servers count.
            connection.close();
            throw notOpened;
        }
    }

    ImapConnection connect(MailboxId mailbox, ImapAccount account) {
        return new ImapEntry(hosts, tokens.map(source -> new ImapEntry.Tokens(source, mailbox)), answersWithin)
                .connect(account);
    }

    ImapAccounts accounts() {
        return accounts;
    }

    /**
     * Signs in and lists the folders, to find out before a mailbox is saved whether it can be read.
     *
     * @return the folders that would be read
     * @throws io.lamplighter.ingest.mailbox.MailboxFailure saying what is wrong and what to do
     */
    public static List<String> test(ImapAccount account, HostLookup hosts) {
        return test(account, hosts, Optional.empty());
    }

    /**
     * The same for an account that signs in by token.
     *
     * @param given the tokens; not stored yet
     */
    public static List<String> test(ImapAccount account, HostLookup hosts, AccessTokens given) {
        return test(account, hosts, Optional.of(new ImapEntry.Tokens(given, new MailboxId(0))));
    }

    private static List<String> test(ImapAccount account, HostLookup hosts, Optional<ImapEntry.Tokens> tokens) {
        try (ImapConnection connection = new ImapEntry(hosts, tokens, TEST_ANSWERS_WITHIN).connect(account)) {
            List<ImapFolder> chosen = ImapFolders.chosen(connection.folders(), account);
            // Some servers let everybody in and say only at the first folder that IMAP is off.
            chosen.stream().filter(ImapFolder::isInbox).findFirst()
                    .ifPresent(inbox -> connection.examine(inbox.name()));
            return chosen.stream().map(ImapFolder::name).toList();
        }
    }
}
