// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.imap;

import io.lamplighter.ingest.SourceId;
import io.lamplighter.ingest.mailbox.Change;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Fetches messages named one by one, for repair. */
final class SingleMessages {

    private final ImapConnection connection;
    private final FolderSurvey survey;
    private final OtherMessages others;

    SingleMessages(ImapConnection connection, FolderSurvey survey, OtherMessages others) {
        this.others = others;
        this.connection = connection;
        this.survey = survey;
    }

    List<Change> fetch(Collection<SourceId> sources) {
        Map<String, List<SourceId>> byFolder = new LinkedHashMap<>();
        sources.forEach(s -> byFolder.computeIfAbsent(ImapSource.parse(s).prefix(), p -> new ArrayList<>()).add(s));
        return byFolder.values().stream().flatMap(group -> fromOneFolder(group).stream()).toList();
    }

    private List<Change> fromOneFolder(List<SourceId> sources) {
        ImapSource first = ImapSource.parse(sources.getFirst());
        FolderStatus status = survey.statuses().get(first.folder());
        if (status == null && survey.leftOut().containsKey(first.folder())) {
            return leftOut(first, sources);
        }
        if (status == null || status.validity() != first.validity()) {
            return sources.stream().<Change>map(Change.Vanished::new).toList();
        }
        long[] uids = sources.stream().mapToLong(s -> ImapSource.parse(s).uid()).toArray();
        Map<SourceId, Change> found = new HashMap<>();
        for (int begin = 0; begin < uids.length; begin += OutlinePage.MOST) {
            long[] some = Arrays.copyOfRange(uids, begin, Math.min(uids.length, begin + OutlinePage.MOST));
            ImapReader reader = connection.examine(first.folder());
            reader.messages(List.copyOf(reader.outlines(some).values()), survey.place(first.folder()), others)
                    .forEach(change -> found.put(source(change), change));
        }
        return sources.stream().map(s -> found.getOrDefault(s, new Change.Vanished(s))).toList();
    }

    /** What lies in a folder that somebody left out is looked for, and not looked into. */
    private List<Change> leftOut(ImapSource first, List<SourceId> sources) {
        ImapReader reader = connection.examine(first.folder());
        if (reader.validity() != first.validity()) {
            return sources.stream().<Change>map(Change.Vanished::new).toList();
        }
        Map<Long, Outline> there = reader
                .outlines(sources.stream().mapToLong(s -> ImapSource.parse(s).uid()).toArray());
        String reason = survey.leftOut().getOrDefault(first.folder(), "");
        return sources.stream().<Change>map(s -> {
            Outline outline = there.get(ImapSource.parse(s).uid());
            return outline == null
                    ? new Change.Vanished(s)
                    : new Change.LeftOut(s, outline.receivedAt(), reason);
        }).toList();
    }

    private static SourceId source(Change change) {
        return switch (change) {
            case Change.Appeared appeared -> appeared.source();
            case Change.Withheld withheld -> withheld.source();
            case Change.LeftOut left -> left.source();
            case Change.Vanished vanished -> vanished.source();
            case Change.Planned planned -> planned.source();
            case Change.Spoken spoken -> spoken.source();
            case Change.Attended attended -> attended.source();
            case Change.Remaining remaining -> throw new IllegalStateException("a reader of messages counts nothing");
        };
    }
}
