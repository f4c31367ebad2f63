// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.imap;

import io.lamplighter.ingest.Cursor;
import io.lamplighter.ingest.mailbox.MailboxFailure;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** A mailbox's position: one {@link FolderPosition} a line. */
record ImapCursor(Map<String, FolderPosition> folders) {

    private static final int VERSION = 2;
    private static final int WITHOUT_MODSEQ = 1;

    static ImapCursor parse(Cursor cursor) {
        Map<String, FolderPosition> folders = new LinkedHashMap<>();
        if (cursor.isStart()) {
            return new ImapCursor(folders);
        }
        if (cursor.version() != VERSION && cursor.version() != WITHOUT_MODSEQ) {
            throw MailboxFailure.StartOver.ofVersion(cursor.version());
        }
        try {
            cursor.token().lines().map(FolderPosition::parse).forEach(p -> folders.put(p.folder(), p));
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException tampered) {
            throw MailboxFailure.StartOver.notOurs();
        }
        return new ImapCursor(folders);
    }

    ImapCursor with(FolderPosition position) {
        Map<String, FolderPosition> changed = new LinkedHashMap<>(folders);
        changed.put(position.folder(), position);
        return new ImapCursor(changed);
    }

    ImapCursor without(String folder) {
        Map<String, FolderPosition> changed = new LinkedHashMap<>(folders);
        changed.remove(folder);
        return new ImapCursor(changed);
    }

    Cursor toCursor() {
        return new Cursor(ImapConnector.NAME, VERSION,
                folders.values().stream().map(FolderPosition::format).collect(Collectors.joining("\n")));
    }
}
