// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.graph;

import io.lamplighter.ingest.Cursor;
import io.lamplighter.ingest.mailbox.MailboxFailure;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A mailbox's position: a line for each stream.
 *
 * @param sweep whether it is still to be found out which mail was deleted while nothing was followed
 */
record GraphCursor(boolean sweep, Map<String, FolderPosition> folders, CalendarPosition calendar,
        TranscriptPosition transcripts) {

    private static final int VERSION = 1;
    private static final GraphCursor START = new GraphCursor(true, Map.of(), CalendarPosition.NONE,
            TranscriptPosition.NONE);

    /** @throws MailboxFailure.StartOver if it is none of ours, or was tampered with */
    static GraphCursor parse(Cursor cursor, GraphAccount account) {
        if (cursor.isStart()) {
            return START;
        }
        if (cursor.version() != VERSION) {
            throw MailboxFailure.StartOver.ofVersion(cursor.version());
        }
        try {
            GraphCursor read = START;
            for (String line : cursor.token().split("\n")) {
                read = read.with(Fields.of(line));
            }
            return read.checked(account);
        } catch (IllegalArgumentException notOurs) {
            throw MailboxFailure.StartOver.notOurs();
        }
    }

    private GraphCursor with(Fields fields) {
        return switch (fields.text()) {
            case "mail" -> sweeping(fields.flag());
            case "folder" -> with(FolderPosition.parse(fields));
            case "calendar" -> with(CalendarPosition.parse(fields));
            case "transcripts" -> with(TranscriptPosition.parse(fields));
            default -> throw new IllegalArgumentException("an unknown stream");
        };
    }

    private GraphCursor checked(GraphAccount account) {
        Stream<String> links = Stream.concat(folders.values().stream().map(FolderPosition::link),
                Stream.of(calendar.link()));
        if (links.anyMatch(link -> !link.isEmpty() && !Addresses.isRound(link, account))) {
            throw new IllegalArgumentException("a link that leads elsewhere");
        }
        return this;
    }

    GraphCursor with(FolderPosition position) {
        Map<String, FolderPosition> changed = new LinkedHashMap<>(folders);
        changed.put(position.folder(), position);
        return new GraphCursor(sweep, changed, calendar, transcripts);
    }

    GraphCursor with(CalendarPosition position) {
        return new GraphCursor(sweep, folders, position, transcripts);
    }

    GraphCursor with(TranscriptPosition position) {
        return new GraphCursor(sweep, folders, calendar, position);
    }

    GraphCursor without(String folder) {
        Map<String, FolderPosition> changed = new LinkedHashMap<>(folders);
        changed.remove(folder);
        return new GraphCursor(sweep, changed, calendar, transcripts);
    }

    GraphCursor sweeping(boolean needed) {
        return new GraphCursor(needed, folders, calendar, transcripts);
    }

    Cursor toCursor() {
        Stream<String> mail = Stream.concat(Stream.of(Fields.join("mail", sweep)),
                folders.values().stream().map(FolderPosition::format));
        Stream<String> rest = Stream.of(calendar.format(), transcripts.format());
        return new Cursor(GraphConnector.NAME, VERSION, String.join("\n", Stream.concat(mail, rest).toList()));
    }
}
