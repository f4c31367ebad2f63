// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.graph;

import com.microsoft.graph.models.MailFolder;
import com.microsoft.graph.users.item.mailfolders.delta.DeltaGetResponse;
import io.lamplighter.ingest.mailbox.Change.Place;
import io.lamplighter.ingest.mailbox.FolderChoice;
import io.lamplighter.ingest.mailbox.MailboxFolder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The folders that are to be read, as they stood when the run began.
 *
 * @param folders those that are read, by id
 * @param leftOut those that somebody left out, by id
 * @param described all of them, for somebody who chooses
 */
record FolderSurvey(Map<String, Folder> folders, Map<String, Folder> leftOut, List<MailboxFolder> described,
        List<String> notices) {

    private static final int DEEPEST = 100;

    /**
     * Folder changes from nowhere list all folders, however deep, in one request; {@code mailFolders} lists one level.
     *
     * @param known tells, of these folders, which of them Microsoft has names for
     */
    static FolderSurvey of(GraphClient client, Function<Set<String>, WellKnown> known) {
        Map<String, MailFolder> all = new LinkedHashMap<>();
        String next = client.url("/mailFolders/delta?$select=displayName,parentFolderId,totalItemCount");
        while (next != null) {
            DeltaGetResponse page = client.get(next, DeltaGetResponse::createFromDiscriminatorValue,
                    "odata.maxpagesize=200");
            for (MailFolder folder : Answers.of(page.getValue())) {
                if (folder.getId() != null && !Answers.isRemoved(folder)) {
                    all.put(folder.getId(), folder);
                }
            }
            next = page.getOdataNextLink();
        }
        return chosen(client.account(), known.apply(all.keySet()), all);
    }

    private static FolderSurvey chosen(GraphAccount account, WellKnown known, Map<String, MailFolder> all) {
        Map<String, Folder> folders = new LinkedHashMap<>();
        Map<String, Folder> leftOut = new LinkedHashMap<>();
        List<MailboxFolder> described = new ArrayList<>();
        Set<String> found = new HashSet<>();
        for (Map.Entry<String, MailFolder> entry : all.entrySet()) {
            String id = entry.getKey();
            String path = path(id, all);
            List<String> names = account.folders().stream()
                    .filter(name -> name.equals(id) || name.equals(path) || known.is(name, id)).toList();
            found.addAll(names);
            boolean byDefault = account.folders().isEmpty()
                    ? within(id, all, known::isLeftOut) == null
                    : !names.isEmpty();
            int messages = Objects.requireNonNullElse(entry.getValue().getTotalItemCount(), 0);
            Folder folder = new Folder(id, path, place(id, all, known), messages);
            String never = within(id, all, known::isNeverRead);
            FolderChoice choice = account.choice();
            String chosen = within(id, all, f -> choice.leftOut().contains(f) || choice.read().contains(f)
                    || known.isLeftOut(f));
            boolean isRead = never == null && chosen != null && choice.read().contains(chosen);
            boolean isLeftOut = never == null && chosen != null && choice.leftOut().contains(chosen);
            if (isRead || byDefault && !isLeftOut) {
                folders.put(id, folder);
            } else if (isLeftOut) {
                leftOut.put(id, folder);
            }
            described.add(new MailboxFolder(id, path, messages, folders.containsKey(id), byDefault,
                    never == null && !known.is(WellKnown.INBOX, id),
                    why(id, folders.containsKey(id), never, isLeftOut ? chosen : null, all, known)));
        }
        List<String> notices = new ArrayList<>();
        account.folders().stream().filter(name -> !found.contains(name))
                .forEach(name -> notices.add("The folder " + name + " is no longer there. Choose the folders again."));
        return new FolderSurvey(inboxFirst(folders), leftOut, described, notices);
    }

    private static String why(String id, boolean isRead, @Nullable String never, @Nullable String leftOut,
            Map<String, MailFolder> all, WellKnown known) {
        if (isRead) {
            return known.is(WellKnown.INBOX, id) ? "Without it there is nothing to read." : "";
        }
        if (leftOut != null) {
            return leftOut.equals(id)
                    ? "Left out by choice."
                    : "It lies in " + path(leftOut, all) + ", which is left out.";
        }
        String outer = never != null ? never : within(id, all, known::isLeftOut);
        return outer == null ? "Only some folders were chosen when it was connected." : known.why(outer);
    }

    private static Place place(String id, Map<String, MailFolder> all, WellKnown known) {
        if (within(id, all, folder -> known.is(WellKnown.SENT, folder)) != null) {
            return Place.SENT;
        }
        return known.is(WellKnown.INBOX, id) ? Place.RECEIVED : Place.OTHER;
    }

    private static Map<String, Folder> inboxFirst(Map<String, Folder> folders) {
        Map<String, Folder> sorted = new LinkedHashMap<>();
        for (Place place : List.of(Place.RECEIVED, Place.SENT, Place.OTHER)) {
            folders.values().stream().filter(f -> f.place() == place).forEach(f -> sorted.put(f.id(), f));
        }
        return sorted;
    }

    private static String path(String id, Map<String, MailFolder> all) {
        List<String> names = new ArrayList<>();
        within(id, all, folder -> {
            MailFolder at = all.get(folder);
            names.addFirst(at == null ? "" : Objects.requireNonNullElse(at.getDisplayName(), ""));
            return false;
        });
        return String.join("/", names);
    }

    /** The first folder, from this one upwards, that fits; the root of all is not listed and ends the search. */
    private static @Nullable String within(String id, Map<String, MailFolder> all, Predicate<String> fits) {
        Map<String, Boolean> seen = new HashMap<>();
        String at = id;
        while (at != null && all.containsKey(at) && seen.size() < DEEPEST && seen.put(at, true) == null) {
            if (fits.test(at)) {
                return at;
            }
            MailFolder folder = all.get(at);
            at = folder == null ? null : folder.getParentFolderId();
        }
        return null;
    }

    boolean reads(@Nullable String folder) {
        return folder != null && folders.containsKey(folder);
    }

    /** Why what lies in it is not read although it is there; empty where nobody left it out. */
    Optional<String> leftOut(@Nullable String folder) {
        return Optional.ofNullable(folder == null ? null : leftOut.get(folder))
                .map(left -> "left out: the folder " + left.path());
    }

    Folder folder(String id) {
        return Objects.requireNonNull(folders.get(id), "not surveyed");
    }
}
