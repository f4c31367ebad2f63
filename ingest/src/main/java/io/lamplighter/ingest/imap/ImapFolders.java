// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.imap;

import io.lamplighter.ingest.mailbox.FolderChoice;
import io.lamplighter.ingest.mailbox.MailboxFailure;
import io.lamplighter.ingest.mailbox.MailboxFolder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** Decides which folders of a mailbox are read. */
final class ImapFolders {

    private ImapFolders() {}

    /**
     * @param all what the server lists
     * @throws MailboxFailure.ChangeSettings if nothing of what was chosen is there
     */
    static List<ImapFolder> chosen(List<ImapFolder> all, ImapAccount account) {
        Set<String> leftOut = leftOut(all, account).keySet();
        Set<String> read = account.choice().read();
        Set<String> byDefault = names(choose(all, account.folders()));
        List<ImapFolder> chosen = all.stream()
                .filter(f -> byDefault.contains(f.name()) && !leftOut.contains(f.name())
                        || read.contains(f.name()) && f.mayBeRead())
                .toList();
        if (chosen.isEmpty()) {
            throw new MailboxFailure.ChangeSettings("None of the folders " + account.folders() + " is in " + account
                    + ". It has: " + all.stream().map(ImapFolder::name).limit(20).collect(Collectors.joining(", "))
                    + ". Choose among these.", null);
        }
        return chosen;
    }

    /** Why each folder is not read that would be if nobody had left it out. */
    static Map<String, String> leftOut(List<ImapFolder> all, ImapAccount account) {
        Map<String, String> leftOut = new LinkedHashMap<>();
        choose(all, account.folders()).stream().map(ImapFolder::name)
                .forEach(name -> leftOutBy(name, account.choice())
                        .ifPresent(by -> leftOut.put(name, "left out: the folder " + by)));
        return leftOut;
    }

    /** The nearest folder, from this one upwards, that was chosen says; both usual separators are tried, servers use one. */
    private static Optional<String> leftOutBy(String name, FolderChoice choice) {
        String at = name;
        while (!at.isEmpty()) {
            if (choice.read().contains(at)) {
                return Optional.empty();
            }
            if (choice.leftOut().contains(at)) {
                return Optional.of(at);
            }
            at = at.substring(0, Math.max(0, Math.max(at.lastIndexOf('/'), at.lastIndexOf('.'))));
        }
        return Optional.empty();
    }

    /** All there are, for somebody who chooses. */
    static List<MailboxFolder> described(List<ImapFolder> all, ImapAccount account, ToLongFunction<String> messages) {
        Set<String> byDefault = names(choose(all, account.folders()));
        Set<String> read = names(chosen(all, account));
        return all.stream().map(folder -> new MailboxFolder(folder.name(), folder.name(),
                messages.applyAsLong(folder.name()), read.contains(folder.name()), byDefault.contains(folder.name()),
                !folder.isInbox() && folder.mayBeRead(), read.contains(folder.name())
                        ? (folder.isInbox() ? "Without it there is nothing to read." : "")
                        : why(folder, account)))
                .toList();
    }

    private static String why(ImapFolder folder, ImapAccount account) {
        return folder.whyNot().or(() -> leftOutBy(folder.name(), account.choice()).map(by -> by.equals(folder.name())
                ? "Left out by choice."
                : "It lies in " + by + ", which is left out."))
                .orElse("Only the inbox and sent mail are read unless more is chosen.");
    }

    private static Set<String> names(List<ImapFolder> folders) {
        return folders.stream().map(ImapFolder::name).collect(Collectors.toSet());
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
