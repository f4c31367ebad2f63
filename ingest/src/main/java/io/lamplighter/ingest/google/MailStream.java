// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.google;

import com.google.api.services.gmail.model.ListMessagesResponse;
import com.google.api.services.gmail.model.Profile;
import io.lamplighter.ingest.SourceId;
import io.lamplighter.ingest.mailbox.Change;
import io.lamplighter.ingest.mailbox.MailboxFailure;
import io.lamplighter.ingest.mailbox.PageSize;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The mail of one account: what happened since it was last asked, else the next page of all there is. */
final class MailStream {

    /** A page of messages: a sixth of what may be read in a minute. */
    static final int PAGE = 50;

    /** For fewer messages no page is begun. */
    private static final int LEAST = 10;

    /** What reading the whole mailbox leaves for mail that arrives meanwhile. */
    private static final int FOR_NEWS = 500;

    private final GoogleCalls calls;
    private final MailSelection selection;
    private final MailLists lists;
    private final MailReader reader;
    private final PageSize pages;
    private @Nullable MailHistory known;
    private boolean lost;

    /** @param pages kept from run to run */
    MailStream(GoogleCalls calls, MailSelection selection, MailLists lists, MailReader reader, PageSize pages) {
        this.calls = calls;
        this.selection = selection;
        this.lists = lists;
        this.reader = reader;
        this.pages = pages;
    }

    /** Where to begin: the baseline comes before the first listing, so that nothing can arrive unseen between the two. */
    MailPosition settle(MailPosition position) {
        return position.stage() == MailPosition.Stage.NEW || position.misses(selection) ? begin() : position;
    }

    private MailPosition begin() {
        Profile profile = calls.plainMail(GmailUnits.PROFILE, () -> calls.mail().getProfile(calls.user()));
        BigInteger history = profile.getHistoryId();
        if (history == null) {
            throw new MailboxFailure.TryLater("Gmail did not say where its history stands.", Duration.ZERO, null);
        }
        Integer messages = profile.getMessagesTotal();
        return MailPosition.baseline(history, selection, selection.hasAll() && messages != null ? messages : -1);
    }

    /** Whether the history asked for was no longer there in this session. */
    boolean wasLost() {
        return lost;
    }

    /** Returns what happened since; without changes if that concerns no mail; the same place if nothing happened. */
    Step news(GoogleCursor cursor) {
        MailPosition position = cursor.mail();
        Optional<MailHistory> history = historyAfter(position);
        if (history.isEmpty()) {
            lost = true;
            known = null;
            return new Step(List.of(), cursor.with(begin()));
        }
        List<MailHistory.Touched> touched = history.get().touched();
        List<MailHistory.Touched> now = affordable(touched);
        boolean all = now.size() == touched.size();
        known = all ? null : history.get();
        return new Step(changes(now), cursor.with(all
                ? position.upTo(history.get().upTo())
                : upTo(position, now, touched.get(now.size()))));
    }

    private static MailPosition upTo(MailPosition position, List<MailHistory.Touched> given, MailHistory.Touched next) {
        MailHistory.Touched last = given.getLast();
        if (!next.at().equals(last.at())) {
            return position.upTo(last.at());
        }
        BigInteger whole = given.stream().map(MailHistory.Touched::at).filter(at -> !at.equals(last.at()))
                .reduce(position.history(), BigInteger::max);
        return position.upTo(whole, last);
    }

    /** Whether part of what happened has still to be given. */
    boolean hasNews(GoogleCursor cursor) {
        return known != null && !known.after(cursor.mail()).isEmpty();
    }

    long newsAfter(GoogleCursor cursor) {
        return known == null ? 0 : known.after(cursor.mail()).touched().size();
    }

    /** A long history is asked for once, not again for every page of it. */
    private Optional<MailHistory> historyAfter(MailPosition start) {
        if (known != null) {
            MailHistory rest = known.after(start);
            if (!rest.isEmpty() && rest.touched().size() < known.touched().size()) {
                return Optional.of(rest);
            }
        }
        return MailHistory.after(start.history(), calls, selection).map(history -> history.after(start));
    }

    /** As many as one page holds and the quota allows. */
    private List<MailHistory.Touched> affordable(List<MailHistory.Touched> touched) {
        long wanted = touched.stream().filter(t -> !t.gone()).count();
        int most = pages.now();
        if (wanted > 0) {
            int units = GmailUnits.GET * (int) Math.min(most, wanted);
            most = calls.units().upTo(units, GmailUnits.GET, 0) / GmailUnits.GET;
        }
        int gets = 0;
        for (int i = 0; i < touched.size(); i++) {
            if (i > 0 && (gets >= most && !touched.get(i).gone() || i >= MailLists.AT_ONCE)) {
                return touched.subList(0, i);
            }
            gets += touched.get(i).gone() ? 0 : 1;
        }
        return touched;
    }

    private List<Change> changes(List<MailHistory.Touched> touched) {
        List<String> there = touched.stream().filter(t -> !t.gone()).map(MailHistory.Touched::id).toList();
        List<Change> changes = new ArrayList<>(read(there));
        touched.stream().filter(MailHistory.Touched::gone)
                .forEach(t -> changes.add(new Change.Vanished(MailReader.source(t.id()))));
        return changes;
    }

    private List<Change> read(List<String> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        calls.units().require(GmailUnits.GET * ids.size());
        try {
            List<Change> read = reader.read(ids);
            pages.passed();
            return read;
        } catch (MailboxFailure failure) {
            // The units of what came are spent all the same: fewer next time.
            pages.failed();
            throw failure;
        }
    }

    /** The next page of all there is, newest first. */
    Step backlog(GoogleCursor cursor) {
        MailPosition position = cursor.mail();
        List<List<String>> listings = selection.listings();
        Optional<ListMessagesResponse> answer = lists.list(listings.get(position.listing()), selection.search(),
                position.page(), affordable());
        if (answer.isEmpty()) {
            return new Step(List.of(), cursor.with(position.nextPage("", 0)));
        }
        List<String> ids = MailLists.ids(answer.get());
        // What vanished before it was ever read concerns nobody.
        List<Change> changes = read(ids).stream().filter(c -> !(c instanceof Change.Vanished)).toList();
        MailPosition counted = position.total() >= 0 ? position : counted(position, answer.get());
        String page = answer.get().getNextPageToken();
        if (page != null && !page.isEmpty()) {
            if (page.equals(position.page())) {
                throw new MailboxFailure.TryLater("Gmail's list of messages leads back to itself.", Duration.ZERO,
                        null);
            }
            return new Step(changes, cursor.with(counted.nextPage(page, ids.size())));
        }
        return new Step(changes, cursor.with(position.listing() + 1 < listings.size()
                ? counted.nextListing(ids.size())
                : counted.at(MailPosition.Stage.SWEEPING, ids.size())));
    }

    /** What is left of the allowance is used up before reading rests, but it rests until a whole page can be read. */
    private int affordable() {
        int most = pages.now();
        int units = calls.units().upTo(GmailUnits.LIST + GmailUnits.GET * most,
                GmailUnits.LIST + GmailUnits.GET * Math.min(most, LEAST), FOR_NEWS);
        return (units - GmailUnits.LIST) / GmailUnits.GET;
    }

    /** Gmail's estimates are just that, but a label says exactly how many it has. */
    private MailPosition counted(MailPosition position, ListMessagesResponse first) {
        long total = 0;
        if (selection.since().getEpochSecond() <= 0 && !selection.hasAll()) {
            for (List<String> labels : selection.listings()) {
                Integer messages = calls
                        .plainMail(GmailUnits.LABEL, () -> calls.mail().labels().get(calls.user(), labels.getFirst()))
                        .getMessagesTotal();
                total += messages == null ? 0 : messages;
            }
        } else {
            Long estimate = first.getResultSizeEstimate();
            total = estimate == null ? 0 : estimate;
        }
        return new MailPosition(position.history(), position.partly(), position.fingerprint(), position.since(),
                position.stage(),
                position.listing(), position.page(), position.read(), Math.max(total, MailLists.ids(first).size()));
    }

    /** After everything was read: what was stored by an earlier reading and is gone was told by nobody. */
    Step sweep(GoogleCursor cursor) {
        Set<SourceId> present = new HashSet<>();
        lists.all(selection.everything()).forEach(id -> present.add(MailReader.source(id)));
        return new Step(List.of(new Change.Remaining(MailReader.PREFIX, present)),
                cursor.with(cursor.mail().at(MailPosition.Stage.DONE, 0)));
    }
}
