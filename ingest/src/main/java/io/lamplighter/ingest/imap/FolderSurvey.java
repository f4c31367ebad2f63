// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.imap;

import io.lamplighter.ingest.mailbox.Change.Place;
import io.lamplighter.ingest.mailbox.MailboxFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The folders that are to be read and how each of them stood when the run began. Everything a run does is measured against
 * this one look, so that mail arriving meanwhile cannot be half seen: it belongs to the next run.
 */
record FolderSurvey(Map<String, FolderStatus> statuses, Map<String, Place> places, Map<String, String> leftOut,
        List<String> notices) {

    static FolderSurvey of(ImapConnection connection, ImapAccount account) {
        Map<String, FolderStatus> statuses = new LinkedHashMap<>();
        Map<String, Place> places = new LinkedHashMap<>();
        List<String> notices = new ArrayList<>();
        List<ImapFolder> all = connection.folders();
        for (ImapFolder folder : ImapFolders.chosen(all, account)) {
            Optional<FolderStatus> status = connection.status(folder.name());
            if (status.isPresent()) {
                statuses.put(folder.name(), status.get());
                places.put(folder.name(), folder.place());
            } else if (folder.isInbox()) {
                throw new MailboxFailure.TryLater(account + " does not let INBOX be read.", Duration.ZERO, null);
            } else {
                notices.add("The folder " + folder.name() + " cannot be read. Check the rights on it.");
            }
        }
        Map<String, String> leftOut = ImapFolders.leftOut(all, account);
        account.folders().stream()
                .filter(name -> !name.equals(ImapAccount.ALL_FOLDERS) && !statuses.containsKey(name)
                        && !leftOut.containsKey(name))
                .forEach(name -> notices.add("The folder " + name + " is no longer there. Choose the folders again."));
        return new FolderSurvey(statuses, places, leftOut, notices);
    }

    /** Brings a position in line with the folders there are: new ones begin, recreated ones begin again. */
    ImapCursor settle(ImapCursor position) {
        ImapCursor settled = position;
        for (Map.Entry<String, FolderStatus> entry : statuses.entrySet()) {
            FolderPosition known = position.folders().get(entry.getKey());
            if (known == null) {
                settled = settled.with(FolderPosition.atEnd(entry.getKey(), entry.getValue(), List.of()));
            } else if (known.validity() != entry.getValue().validity()) {
                settled = settled.with(FolderPosition.atEnd(entry.getKey(), entry.getValue(), known.generations()));
            }
        }
        return settled;
    }

    /** Positions of the folders that are there. One that is gone keeps its position in the cursor, in case it returns. */
    List<FolderPosition> positions(ImapCursor cursor) {
        return cursor.folders().values().stream().filter(p -> statuses.containsKey(p.folder())).toList();
    }

    FolderStatus status(FolderPosition folder) {
        FolderStatus status = statuses.get(folder.folder());
        if (status == null) {
            throw new IllegalArgumentException("not surveyed");
        }
        return status;
    }

    Place place(String folder) {
        return places.getOrDefault(folder, Place.OTHER);
    }

    boolean hasWork(FolderPosition folder) {
        return folder.hasNews(status(folder)) || folder.hasHistory() || !folder.replaces().isEmpty()
                || folder.held() != status(folder).messages();
    }

    long remaining(FolderPosition folder) {
        return Math.max(0, status(folder).messages() - folder.held());
    }
}
