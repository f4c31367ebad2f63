// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.graph;

import io.lamplighter.ingest.mailbox.MailboxFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The mail of one run: what is new in any folder first, then the history of the folder that has been read back least far. */
final class MailReading {

    private final FolderSurvey survey;
    private final FolderReader reader;
    private final Enumeration enumeration;

    /** Places at which nothing was new a moment ago; asked again in the next run. */
    private final Set<String> upToDate = new HashSet<>();
    private final Map<String, Long> counts = new HashMap<>();

    MailReading(FolderSurvey survey, FolderReader reader, Enumeration enumeration) {
        this.survey = survey;
        this.reader = reader;
        this.enumeration = enumeration;
    }

    /** Brings a position in line with the folders there are. What lay in one that is read no longer is swept. */
    GraphCursor settle(GraphCursor position) {
        GraphCursor settled = position;
        for (String known : position.folders().keySet()) {
            if (!survey.reads(known)) {
                // What somebody left out is still there: there is nothing to sweep.
                settled = settled.without(known).sweeping(settled.sweep() || survey.leftOut(known).isEmpty());
            }
        }
        for (String folder : survey.folders().keySet()) {
            if (!settled.folders().containsKey(folder)) {
                settled = settled.with(FolderPosition.begin(folder));
            }
        }
        return settled;
    }

    Optional<Step> news(GraphCursor position) {
        for (FolderPosition folder : position.folders().values()) {
            if (!folder.first() && !upToDate.contains(folder.link())) {
                return Optional.of(step(position, folder, reader::follow));
            }
            if (wantsLook(folder)) {
                return Optional.of(look(position, folder));
            }
        }
        return Optional.empty();
    }

    private boolean wantsLook(FolderPosition folder) {
        return folder.first() && folder.hasBegun() && folder.newest() > Long.MIN_VALUE
                && !upToDate.contains(looked(folder));
    }

    private static String looked(FolderPosition folder) {
        return folder.folder() + " " + folder.newest();
    }

    private Step look(GraphCursor position, FolderPosition folder) {
        FolderReader.Read read = reader.look(folder);
        if (read.ended()) {
            upToDate.add(looked(read.next()));
        }
        return new Step(read.changes(), position.with(read.next()));
    }

    /** @param youngerThan only history that has not been read back beyond this time */
    Optional<Step> history(GraphCursor position, Instant youngerThan) {
        return position.folders().values().stream()
                .filter(f -> f.first() && f.oldest() > youngerThan.getEpochSecond())
                .max(Comparator.comparingLong(FolderPosition::oldest))
                .map(folder -> step(position, folder, reader::followHistory));
    }

    /** Once everything was read again: what was deleted while nothing was followed. */
    Optional<Step> sweep(GraphCursor position) {
        if (!position.sweep() || position.folders().values().stream().anyMatch(FolderPosition::first)) {
            return Optional.empty();
        }
        Step swept = new Step(List.of(enumeration.mail(survey)), position.sweeping(false));
        // What was moved while it was listed may have been missed; it is news in its folder now.
        upToDate.clear();
        return Optional.of(swept);
    }

    private Step step(GraphCursor position, FolderPosition folder,
            Function<FolderPosition, FolderReader.Read> read) {
        try {
            FolderReader.Read done = read.apply(folder);
            boolean wasFirst = folder.first();
            if (!wasFirst && done.ended()) {
                upToDate.add(done.next().link());
            }
            if (wasFirst && !folder.hasBegun()) {
                // The first page is as new as can be.
                upToDate.add(looked(done.next()));
            }
            return new Step(done.changes(), position.with(done.next()));
        } catch (GraphException failure) {
            if (failure.isForgotten() && folder.hasBegun()) {
                // The new round is begun before anything is swept, so that nothing can happen in between unseen.
                return Step.nothing(position.with(FolderPosition.begin(folder.folder())).sweeping(true));
            }
            if (failure.isGone()) {
                throw new MailboxFailure.TryLater("A folder was deleted while it was read.", Duration.ZERO, failure);
            }
            throw failure;
        }
    }

    boolean hasWork(GraphCursor position) {
        return position.sweep() || position.folders().values().stream()
                .anyMatch(f -> f.first() || !upToDate.contains(f.link()));
    }

    long remaining(GraphCursor position) {
        return position.folders().values().stream().filter(FolderPosition::first)
                .mapToLong(f -> Math.max(0, count(f.folder()) - f.counted())).sum();
    }

    private long count(String folder) {
        return counts.computeIfAbsent(folder, id -> enumeration.count(survey.folder(id)));
    }
}
