// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import io.lamplighter.addin.security.Viewer;
import io.lamplighter.crm.ActivityId;
import io.lamplighter.crm.OpportunityId;
import io.lamplighter.crm.UserId;
import io.lamplighter.crm.activity.ActivityView;
import io.lamplighter.crm.activity.Timelines;
import io.lamplighter.crm.activity.Timelines.Before;
import io.lamplighter.crm.opportunity.Deals;
import io.lamplighter.crm.warning.Board;
import io.lamplighter.crm.warning.DealHistory;
import io.lamplighter.crm.warning.OpenDeal;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what the page of one deal needs and has it put into words. */
public final class DealDesk {

    static final int PAGE = 20;

    private final Books books;
    private final Words words;
    private final Clock clock;

    /** Where it is read from. */
    public record Books(Board board, Timelines timelines, Deals deals, DealHistory history, RatingDesk ratings) {}

    public DealDesk(Books books, Words words, Clock clock) {
        this.books = books;
        this.words = words;
        this.clock = clock;
    }

    /** @throws NotFound if there is no such deal, or none for this reader */
    DealView deal(OpportunityId id, Viewer viewer, Show show) {
        OpenDeal deal = find(id, viewer.owner());
        Instant now = clock.instant();
        List<Deals.Buyer> buyers = books.deals().team(id);
        long activities = books.timelines().count(id);
        Silence silence = Clocks.silence(deal);
        return new DealView(
                new DealView.Head(Rows.deal(deal), silence, chips(deal), new Reasons(words, now).lead(deal),
                        Teams.writeTo(buyers)),
                stages(id), activities == 0 ? null : chart(deal, now),
                timeline(deal, show, Before.theFuture(), viewer),
                facts(deal, now), new Teams(words, now).team(buyers, deal.silence().threshold()),
                new Readers(words, now).howWeKnow(books.deals().readBy(id), deal), show.choices(id.toString()));
    }

    /** @param before where it goes on: the token of {@link More#href} */
    Timeline timeline(OpportunityId id, Viewer viewer, Show show, String before) {
        return timeline(find(id, viewer.owner()), show, place(before), viewer);
    }

    /** @throws NotFound if there is no such deal, or none for this reader */
    void check(OpportunityId id, Optional<UserId> owner) {
        find(id, owner);
    }

    private OpenDeal find(OpportunityId id, Optional<UserId> owner) {
        return books.board().openDeal(id).filter(deal -> owner.isEmpty() || deal.owner().equals(owner.get()))
                .orElseThrow(NotFound::new);
    }

    private Timeline timeline(OpenDeal deal, Show show, Before before, Viewer viewer) {
        Instant now = clock.instant();
        List<ActivityView> found = books.timelines().of(deal.id(), show.what(), before, PAGE + 1);
        List<ActivityView> shown = found.subList(0, Math.min(PAGE, found.size()));
        List<TimelineEntry> entries = new ArrayList<>();
        boolean first = before.equals(Before.theFuture());
        if (first) {
            new Gaps(words, now).now(deal).ifPresent(entries::add);
        }
        String page = Paths.deal(deal.id().toString());
        Rates rates = books.ratings().of(shown.stream().map(ActivityView::id).toList(), viewer);
        Entries worded = new Entries(words, now, viewer.owner().isEmpty(), page);
        shown.stream().map(a -> worded.entry(a).rated(rates.of(a.id(), page))).forEach(entries::add);
        long all = first && show == Show.EVERYTHING ? books.timelines().count(deal.id()) : 0;
        return new Timeline(show.says(all, words), entries,
                found.size() > PAGE ? more(deal, show, shown.getLast()) : null);
    }

    private static More more(OpenDeal deal, Show show, ActivityView last) {
        return new More(Paths.deal(deal.id().toString()) + "/timeline?before="
                + Paths.encode(last.what().at() + "~" + last.id()) + "&show=" + show.key(),
                "Show older activities");
    }

    private static Before place(String token) {
        String[] parts = token.split("~", 2);
        try {
            return parts.length < 2
                    ? Before.theFuture()
                    : new Before(Instant.parse(parts[0]), new ActivityId(Long.parseLong(parts[1])));
        } catch (DateTimeParseException | NumberFormatException notOurs) {
            return Before.theFuture();
        }
    }

    private static List<Chip> chips(OpenDeal deal) {
        List<Chip> chips = new ArrayList<>();
        chips.add(Clocks.state(deal).chip());
        if (Clocks.isPaused(deal)) {
            chips.add(Chip.paused());
        }
        if (deal.badNews().isPresent()) {
            chips.add(Chip.badNews());
        }
        return chips;
    }

    private StageTrack stages(OpportunityId id) {
        List<Deals.Stage> stages = books.deals().stages(id);
        int now = -1;
        for (int i = 0; i < stages.size(); i++) {
            now = stages.get(i).current() ? i : now;
        }
        return new StageTrack(stages.stream().map(Deals.Stage::name).toList(), now, "");
    }

    private @Nullable DealChart chart(OpenDeal deal, Instant now) {
        Charts charts = new Charts(words, now);
        List<Timelines.Day> traffic = books.timelines().days(List.of(deal.id()), charts.first(), words.zone())
                .getOrDefault(deal.id(), List.of());
        Instant begins = charts.first().atStartOfDay(words.zone()).toInstant();
        Instant since = books.history().silentSince(deal.id(), begins).orElse(deal.silentSince());
        return DealChart.of(charts.days(deal, traffic, books.history().pauses(deal.id()), since), words);
    }

    private List<DealView.Fact> facts(OpenDeal deal, Instant now) {
        return List.of(DealView.Fact.of("Amount", words.money(Amounts.of(deal))),
                deal.closes().map(date -> DealView.Fact.of("Close date", words.fullDate(date)
                        + (date.isBefore(words.day(now)) ? ", which has passed" : "")))
                        .orElseGet(() -> DealView.Fact.missing("Close date", "None entered")),
                DealView.Fact.of("Stage", deal.stage()),
                DealView.Fact.of("Pipeline",
                        deal.pipeline() + ", dark after " + words.days(deal.silence().threshold())),
                DealView.Fact.of("Owner", deal.ownerName()), DealView.Fact.of("Account", deal.accountName()));
    }
}
