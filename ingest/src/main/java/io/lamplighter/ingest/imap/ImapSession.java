// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.imap;

import io.lamplighter.ingest.Cursor;
import io.lamplighter.ingest.SourceId;
import io.lamplighter.ingest.mailbox.Change;
import io.lamplighter.ingest.mailbox.ChangePage;
import io.lamplighter.ingest.mailbox.Forecast;
import io.lamplighter.ingest.mailbox.MailboxFolder;
import io.lamplighter.ingest.mailbox.MailboxSession;
import io.lamplighter.ingest.mailbox.Patience;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * One run over the folders of a mailbox: what is new in any of them first, then history, always in the folder that has
 * been read back least far, at last a count to find what was expunged.
 */
final class ImapSession implements MailboxSession {

    private static final int LISTED_AT_ONCE = 1000;

    private final ImapConnection connection;
    private final ImapAccount account;
    private final FolderSurvey survey;
    private final OtherMessages others;
    private final Map<String, long[]> histories = new HashMap<>();

    ImapSession(ImapConnection connection, ImapAccount account, Patience patience) {
        this.connection = connection;
        this.account = account;
        this.survey = FolderSurvey.of(connection, account);
        this.others = new OtherMessages(connection, survey, patience);
    }

    @Override
    public ChangePage changesAfter(Cursor cursor) {
        ImapCursor position = survey.settle(ImapCursor.parse(cursor));
        return news(position).or(() -> history(position)).or(() -> sweep(position)).or(() -> count(position))
                .orElseGet(() -> page(position, List.of()));
    }

    private Optional<ChangePage> news(ImapCursor position) {
        for (FolderPosition folder : survey.positions(position)) {
            FolderStatus status = survey.status(folder);
            if (folder.hasNews(status)) {
                ImapReader reader = examine(folder);
                long[] uids = reader.uids(folder.upTo() + 1, status.uidNext() - 1);
                boolean all = uids.length <= OutlinePage.MOST;
                long[] first = all ? uids : Arrays.copyOf(uids, OutlinePage.MOST);
                OutlinePage outlines = OutlinePage.of(reader, first);
                List<Change> changes = reader.messages(outlines.outlines(), survey.place(folder.folder()), others);
                long upTo = outlines.end(all ? status.uidNext() - 1 : first[first.length - 1]);
                return Optional.of(page(position.with(folder.readUpTo(upTo, changes.size())), changes));
            }
        }
        return Optional.empty();
    }

    private Optional<ChangePage> history(ImapCursor position) {
        return survey.positions(position).stream().filter(FolderPosition::hasHistory)
                .max(Comparator.comparingLong(FolderPosition::reachedBack)).map(folder -> history(position, folder));
    }

    private ChangePage history(ImapCursor position, FolderPosition folder) {
        ImapReader reader = examine(folder);
        long[] below = histories.computeIfAbsent(folder.prefix(), p -> isWhole()
                ? reader.uids(1, folder.downTo() - 1)
                : reader.uidsSince(LocalDate.ofInstant(account.since(), ZoneOffset.UTC), folder.downTo() - 1));
        int end = firstAtLeast(below, folder.downTo());
        int begin = Math.max(0, end - OutlinePage.MOST);
        OutlinePage outlines = OutlinePage.of(reader, backwards(below, begin, end));
        List<Change> changes = reader.messages(outlines.outlines().stream()
                .filter(outline -> !outline.isBefore(account.since())).toList(),
                survey.place(folder.folder()), others);
        long downTo = outlines.end(begin == 0 ? 1 : below[begin]);
        long oldest = outlines.oldest(folder.reachedBack());
        return page(position.with(folder.readDownTo(downTo, oldest, changes.size())), changes);
    }

    /** After UIDVALIDITY changed and everything was read again, the copies under the old one are no more. */
    private Optional<ChangePage> sweep(ImapCursor position) {
        return survey.positions(position).stream().filter(folder -> !folder.replaces().isEmpty()).findFirst()
                .map(folder -> page(position.with(folder.swept()), folder.replaces().stream().<Change>map(
                        old -> new Change.Remaining(FolderPosition.prefix(folder.folder(), old), Set.of())).toList()));
    }

    /** Finds what was expunged: only when a folder's count is not what reading left it with. */
    private Optional<ChangePage> count(ImapCursor position) {
        return survey.positions(position).stream().filter(folder -> folder.held() != survey.status(folder).messages())
                .findFirst().map(folder -> {
                    FolderStatus status = survey.status(folder);
                    List<Change> gone = connection.vanished(folder, status)
                            // Fewer than are missing: this server does not tell all.
                            .filter(uids -> folder.held() - uids.length <= status.messages())
                            .map(uids -> vanished(folder, uids)).orElseGet(() -> List.of(remaining(folder)));
                    // What came or went since the survey makes the next run count again.
                    return page(position.with(folder.holding(status)), gone);
                });
    }

    private static List<Change> vanished(FolderPosition folder, long[] uids) {
        return LongStream.of(uids)
                .<Change>mapToObj(uid -> new Change.Vanished(new SourceId(folder.prefix() + uid))).toList();
    }

    private Change remaining(FolderPosition folder) {
        long[] present = examine(folder).uids(1, folder.upTo());
        return new Change.Remaining(folder.prefix(), LongStream.of(present)
                .mapToObj(uid -> new SourceId(folder.prefix() + uid)).collect(Collectors.toUnmodifiableSet()));
    }

    private ChangePage page(ImapCursor next, List<Change> changes) {
        List<FolderPosition> positions = survey.positions(next);
        return new ChangePage(changes, next.toCursor(), positions.stream().anyMatch(survey::hasWork),
                positions.stream().mapToLong(this::stillToRead).sum(), survey.notices());
    }

    /** Where only some weeks are read, what lies before them waits for nobody. */
    private long stillToRead(FolderPosition folder) {
        long[] below = histories.get(folder.prefix());
        if (isWhole() || below == null) {
            return isWhole() ? survey.remaining(folder) : 0;
        }
        return folder.hasHistory() ? firstAtLeast(below, folder.downTo()) : 0;
    }

    private ImapReader examine(FolderPosition folder) {
        ImapReader reader = connection.examine(folder.folder());
        reader.mustHave(folder.validity());
        return reader;
    }

    private static long[] backwards(long[] uids, int from, int to) {
        long[] page = new long[to - from];
        for (int i = 0; i < page.length; i++) {
            page[i] = uids[to - 1 - i];
        }
        return page;
    }

    private static int firstAtLeast(long[] ascending, long value) {
        int at = Arrays.binarySearch(ascending, value);
        return at < 0 ? -at - 1 : at;
    }

    @Override
    public List<Change> fetch(Collection<SourceId> sources) {
        return new SingleMessages(connection, survey, others).fetch(sources);
    }

    @Override
    public List<Listed> listed(LocalDate first, LocalDate last) {
        List<Listed> listed = new ArrayList<>();
        survey.statuses().forEach((folder, status) -> {
            ImapReader reader = connection.examine(folder);
            reader.mustHave(status.validity());
            listed.addAll(listed(folder, reader, first, last, ""));
        });
        survey.leftOut().forEach((folder, reason) -> connection.status(folder).ifPresent(
                there -> listed.addAll(listed(folder, connection.examine(folder), first, last, reason))));
        return listed;
    }

    private boolean isWhole() {
        return !account.since().isAfter(Instant.EPOCH);
    }

    private List<Listed> listed(String folder, ImapReader reader, LocalDate first, LocalDate last,
            String leftOut) {
        String prefix = FolderPosition.prefix(folder, reader.validity());
        List<Listed> listed = new ArrayList<>();
        long[] uids = reader.uidsReceived(first, last);
        for (int begin = 0; begin < uids.length; begin += LISTED_AT_ONCE) {
            long[] some = Arrays.copyOfRange(uids, begin, Math.min(uids.length, begin + LISTED_AT_ONCE));
            for (Outline outline : reader.outlines(some).values()) {
                // Of one without a time only the server knows the day, by which it found it.
                LocalDate day = outline.hasTime() ? LocalDate.ofInstant(outline.receivedAt(), ZoneOffset.UTC) : first;
                if (!day.isBefore(first) && !day.isAfter(last) && !outline.isBefore(account.since())) {
                    listed.add(new Listed(new SourceId(prefix + outline.uid()), day, leftOut));
                }
            }
        }
        return listed;
    }

    /** Of more folders than these not each is asked: what is in the others is counted in. */
    private static final int COUNTED = 40;

    @Override
    public Forecast forecast(List<Instant> since) {
        List<String> folders = List.copyOf(survey.statuses().keySet());
        long rest = folders.stream().skip(COUNTED).mapToLong(this::messages).sum();
        long[] counts = new long[since.size()];
        for (String folder : folders.subList(0, Math.min(COUNTED, folders.size()))) {
            for (int i = 0; i < counts.length; i++) {
                counts[i] += since.get(i).isAfter(Instant.EPOCH)
                        ? connection.examine(folder).count(LocalDate.ofInstant(since.get(i), ZoneOffset.UTC))
                        : messages(folder);
            }
        }
        List<Forecast.Volume> volumes = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            volumes.add(new Forecast.Volume(since.get(i), counts[i] + rest, rest == 0));
        }
        return new Forecast(volumes, Forecast.NO_LIMIT);
    }

    private long messages(String folder) {
        FolderStatus status = survey.statuses().get(folder);
        return status == null ? 0 : status.messages();
    }

    @Override
    public List<MailboxFolder> folders() {
        return ImapFolders.described(connection.folders(), account,
                name -> connection.status(name).map(FolderStatus::messages).orElse(MailboxFolder.UNKNOWN));
    }

    @Override
    public void close() {
        connection.close();
    }
}
