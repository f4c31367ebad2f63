// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.graph;

import com.microsoft.graph.models.Entity;
import com.microsoft.graph.models.Message;
import com.microsoft.graph.models.MessageCollectionResponse;
import com.microsoft.graph.users.item.mailfolders.item.messages.delta.DeltaGetResponse;
import io.lamplighter.ingest.mailbox.Change;
import io.lamplighter.ingest.mailbox.MailboxFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one folder: a page of its round of changes at a time, and what is new while the first round lasts. */
final class FolderReader {

    /** Messages in a page: each costs a request, and what is done of a page must be stored soon. */
    static final int PAGE = 50;

    /** For what is only passed over. */
    private static final int LARGE_PAGE = 500;

    /** An idle folder's link is renewed so often: Microsoft forgets old ones, after a time it does not tell. */
    private static final Duration LINK_LASTS = Duration.ofHours(20);

    private static final String FIELDS = "$select=receivedDateTime,isDraft";

    private final GraphClient client;
    private final FolderSurvey survey;
    private final Downloads downloads;
    private final Clock clock;

    /**
     * @param changes without a failure empty only where nothing happened
     * @param ended whether the round is at its end, or the look has found nothing more
     */
    record Read(List<Change> changes, FolderPosition next, boolean ended) {}

    FolderReader(GraphClient client, FolderSurvey survey, Downloads downloads, Clock clock) {
        this.client = client;
        this.survey = survey;
        this.downloads = downloads;
        this.clock = clock;
    }

    /** The next page of the round. The first round is in falling order of time, as Graph promises for this one order. */
    Read follow(FolderPosition position) {
        DeltaGetResponse page = client.get(position.hasBegun() ? position.link() : beginning(position.folder()),
                DeltaGetResponse::createFromDiscriminatorValue,
                "odata.maxpagesize=" + (isPastAllOfInterest(position) ? LARGE_PAGE : PAGE));
        Map<String, Message> items = byId(page.getValue());
        List<Message> present = items.values().stream().filter(m -> !Answers.isRemoved(m)).toList();
        Set<String> given = new HashSet<>(position.given());
        List<Downloads.Wanted> wanted = wanted(present, given);
        Downloads.Arrivals arrivals = downloads.of(wanted, survey.folder(position.folder()).place());
        if (!arrivals.failed().isEmpty()) {
            return interrupted(position, arrivals, wanted, arrivals.failure());
        }
        List<String> removed = items.values().stream().filter(Answers::isRemoved).map(Entity::getId).toList();
        Downloads.Arrivals removals = downloads.each(removed, id -> id, this::gone);
        // Of one that cannot be found out about nothing is said: whoever counts what is stored will ask again.
        removals.failed().keySet().removeAll(downloads.hopeless().among(removals, downloads::others));
        if (!removals.failed().isEmpty()) {
            return interrupted(position, arrivals, wanted, removals.failure());
        }
        List<Change> changes = new ArrayList<>(arrivals.changes());
        changes.addAll(removals.changes());
        boolean ended = page.getOdataNextLink() == null;
        FolderPosition next = spanning(position, present)
                .counting(position.first() ? counted(present, given) : 0)
                .forgetting(items.keySet().stream().map(Mark::of).toList());
        String link = Addresses
                .onward(ended ? page.getOdataDeltaLink() : page.getOdataNextLink(), client.account())
                .orElseThrow(() -> new MailboxFailure.TryLater(
                        "Microsoft did not say where to go on, or named another host.", Duration.ZERO, null));
        return new Read(changes, moved(position, next, link, items.isEmpty(), ended), ended);
    }

    /** The same, of what is old: only where it leaves enough of what Microsoft allows to what is new. */
    Read followHistory(FolderPosition position) {
        if (position.hasBegun()) {
            client.leaveForNews(PAGE + 1);
        }
        return follow(position);
    }

    private FolderPosition moved(FolderPosition before, FolderPosition next, String link, boolean empty,
            boolean ended) {
        if (!ended) {
            return next.at(link, now(), next.first());
        }
        boolean young = now() - before.linked() < LINK_LASTS.toSeconds();
        // Graph gives a new link every time; the old one is as good, and nothing has to be stored.
        boolean nothingHappened = empty && !before.first() && before.given().isEmpty() && young;
        FolderPosition moved = nothingHappened ? before : next.at(link, now(), false);
        return before.first() ? moved : moved.forgettingAll();
    }

    private String beginning(String folder) {
        return messages(folder) + "/delta?" + FIELDS + "&$orderby=receivedDateTime%20desc";
    }

    private String messages(String folder) {
        return client.url("/mailFolders/" + Addresses.encoded(folder) + "/messages");
    }

    /** What arrived since the first round began: it must not wait for years of history. The round gives it again, later. */
    Read look(FolderPosition position) {
        String since = Instant.ofEpochSecond(position.newest()).toString();
        MessageCollectionResponse page = client.get(
                messages(position.folder()) + "?" + FIELDS + "&$top=" + PAGE + "&$orderby=receivedDateTime"
                        + "&$filter=receivedDateTime%20gt%20" + since,
                MessageCollectionResponse::createFromDiscriminatorValue);
        List<Message> items = List.copyOf(byId(page.getValue()).values());
        List<Downloads.Wanted> wanted = wanted(items, new HashSet<>(position.given()));
        Downloads.Arrivals arrivals = downloads.of(wanted, survey.folder(position.folder()).place());
        if (!arrivals.failed().isEmpty()) {
            return interrupted(position, arrivals, wanted, arrivals.failure());
        }
        FolderPosition next = spanning(position, items).counting(wanted.size())
                .giving(wanted.stream().map(w -> Mark.of(w.id())).toList());
        return new Read(arrivals.changes(), next, items.size() < PAGE);
    }

    /** Keeps what came; the rest of the page is asked for again from the same place. */
    private static Read interrupted(FolderPosition position, Downloads.Arrivals arrivals,
            List<Downloads.Wanted> wanted, @Nullable RuntimeException failure) {
        if (arrivals.done().isEmpty() && failure != null) {
            throw failure;
        }
        Set<String> done = new HashSet<>(arrivals.done());
        List<Downloads.Wanted> came = wanted.stream().filter(w -> done.contains(w.id())).toList();
        return new Read(arrivals.changes(), position.counting(position.first() ? came.size() : 0)
                .giving(came.stream().map(w -> Mark.of(w.id())).toList()), false);
    }

    private List<Downloads.Wanted> wanted(Collection<Message> present, Set<String> given) {
        return present.stream().filter(downloads::isOfInterest)
                .map(m -> Downloads.Wanted.of(m, Answers.text(m.getId())))
                .filter(w -> !given.contains(Mark.of(w.id()))).toList();
    }

    private long counted(List<Message> present, Set<String> given) {
        return present.stream().filter(downloads::isOfInterest)
                .filter(m -> !given.contains(Mark.of(Answers.text(m.getId())))).count();
    }

    private boolean isPastAllOfInterest(FolderPosition position) {
        return position.first() && position.oldest() <= client.account().since().getEpochSecond();
    }

    private static FolderPosition spanning(FolderPosition position, List<Message> messages) {
        LongSummaryStatistics times = messages.stream()
                .flatMap(m -> Answers.instant(m.getReceivedDateTime()).stream())
                .mapToLong(Instant::getEpochSecond).summaryStatistics();
        return times.getCount() == 0 ? position : position.spanning(times.getMax(), times.getMin());
    }

    /** A message that left a folder was deleted, or lies in another one, under the same id. */
    private Optional<Change> gone(String id) {
        try {
            Message message = client.get(
                    client.url("/messages/" + Addresses.encoded(id) + "?$select=parentFolderId,receivedDateTime"),
                    Message::createFromDiscriminatorValue);
            return survey.reads(message.getParentFolderId())
                    ? Optional.empty()
                    : Optional.of(leftOut(message, survey, id, clock.instant()));
        } catch (GraphException failure) {
            if (failure.isGone()) {
                return Optional.of(new Change.Vanished(Downloads.source(id)));
            }
            throw failure;
        }
    }

    /** A message in a folder that is not read: left out by somebody's choice, or gone for all we are concerned. */
    static Change leftOut(Message message, FolderSurvey survey, String id, Instant now) {
        return survey.leftOut(message.getParentFolderId())
                .<Change>map(reason -> new Change.LeftOut(Downloads.source(id),
                        Answers.instant(message.getReceivedDateTime()).orElse(now), reason))
                .orElseGet(() -> new Change.Vanished(Downloads.source(id)));
    }

    /** Of an item that comes twice the last state counts. */
    private static Map<String, Message> byId(@Nullable List<Message> value) {
        Map<String, Message> items = new LinkedHashMap<>();
        for (Message message : Answers.of(value)) {
            if (message.getId() != null) {
                items.put(message.getId(), message);
            }
        }
        return items;
    }

    private long now() {
        return clock.instant().getEpochSecond();
    }
}
