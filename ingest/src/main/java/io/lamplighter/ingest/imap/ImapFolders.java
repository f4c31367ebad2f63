// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.imap;

import io.lamplighter.ingest.mailbox.MailboxFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Decides which folders of a mailbox are read. */
final class ImapFolders {

    private ImapFolders() {}

    /**
     * @param all what the server lists
     * @throws MailboxFailure.ChangeSettings if nothing of what was chosen is there
     */
    static List<ImapFolder> chosen(List<ImapFolder> all, ImapAccount account) {
        List<ImapFolder> chosen = choose(all, account.folders());
        if (chosen.isEmpty()) {
            throw new MailboxFailure.ChangeSettings("None of the folders " + account.folders() + " is in " + account
                    + ". It has: " + all.stream().map(ImapFolder::name).limit(20).collect(Collectors.joining(", "))
                    + ". Choose among these.", null);
        }
        return chosen;
    }

    private static List<ImapFolder> choose(List<ImapFolder> all, List<String> names) {
        if (names.contains(ImapAccount.ALL_FOLDERS)) {
            return all.stream().filter(ImapFolder::isWorthReading).toList();
        }
        if (names.isEmpty()) {
            return inboxAndSent(all);
        }
        return all.stream().filter(f -> names.contains(f.name()) || (f.isInbox() && names.contains("INBOX"))).toList();
    }

    private static List<ImapFolder> inboxAndSent(List<ImapFolder> all) {
        List<ImapFolder> chosen = new ArrayList<>(all.stream().filter(ImapFolder::isInbox).limit(1).toList());
        all.stream().filter(ImapFolder::isSent).findFirst()
                .or(() -> all.stream().filter(ImapFolder::looksSent).findFirst()).ifPresent(chosen::add);
        return chosen;
    }
}
