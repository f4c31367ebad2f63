// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import io.lamplighter.addin.board.Filters.Chosen;
import io.lamplighter.addin.security.Viewer;
import io.lamplighter.crm.ActivityId;
import io.lamplighter.crm.OpportunityId;
import io.lamplighter.crm.UserId;
import io.lamplighter.crm.activity.Subjects;
import io.lamplighter.crm.activity.Timelines;
import io.lamplighter.crm.ledger.Captures;
import io.lamplighter.crm.mailbox.MailboxSight;
import io.lamplighter.crm.opportunity.DealSearch;
import io.lamplighter.crm.warning.Board;
import io.lamplighter.crm.warning.OpenDeal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads what a board needs and has it put into words. */
public final class BoardDesk {

    private final Books books;
    private final Words words;
    private final Clock clock;

    /** Where it is read from. */
    public record Books(Board board, Timelines timelines, Subjects subjects, DealSearch search, MailboxSight sight,
            Captures captures, WarningDesk warnings) {}

    public BoardDesk(Books books, Words words, Clock clock) {
        this.books = books;
        this.words = words;
        this.clock = clock;
    }

    BoardView board(Viewer viewer, Chosen chosen) {
        Optional<UserId> owner = viewer.owner();
        Instant now = clock.instant();
        List<OpenDeal> deals = books.board().openDeals(owner);
        MailboxSight.Counts mailboxes = books.sight().counts(owner);
        BoardView.Head head = new BoardView.Head(words.clock(now), captured(now), reading(mailboxes));
        ImportProgress progress = progress(owner);
        if (deals.isEmpty()) {
            Empty empty = owner.isPresent()
                    ? Empty.noDealsOfYours()
                    : mailboxes.all() == 0 ? Empty.nothingConnected() : Empty.noDeals();
            return new BoardView(head, null, List.of(), List.of(), progress, Choices.of(deals, chosen, words),
                    BoardList.nothing(empty));
        }
        Selection selection = select(deals, chosen, "", Selection.PAGE);
        List<OpenDeal> quoted = deals.stream().filter(deal -> deal.badNews().isPresent()).toList();
        Map<Long, String> subjects = subjects(quoted);
        return new BoardView(head, new Summaries(deals, words, now).summary(chosen.state()),
                new Notices(words, now).of(deals), new News(subjects, words, now).cards(quoted, status(quoted, viewer)),
                progress,
                Choices.of(deals, chosen, words), list(selection, chosen, subjects, now));
    }

    private NewsStatus status(List<OpenDeal> quoted, Viewer viewer) {
        return books.warnings().status(quoted.stream().flatMap(deal -> deal.badNews().stream())
                .map(news -> new ActivityId(news.activity())).toList(), viewer);
    }

    /**
     * @param after where the page begins; empty for the first
     * @param most how many are shown, if it is more than usual
     */
    BoardList list(Optional<UserId> owner, Chosen chosen, String after, int most) {
        List<OpenDeal> deals = books.board().openDeals(owner);
        if (deals.isEmpty()) {
            return BoardList.nothing(owner.isPresent() ? Empty.noDealsOfYours() : Empty.noDeals());
        }
        Selection selection = select(deals, chosen, after, most);
        return list(selection, chosen, subjects(selection.shown()), clock.instant());
    }

    @Nullable
    ImportProgress progress(Optional<UserId> owner) {
        return new Imports(words, clock.instant()).progress(books.sight().importing(owner));
    }

    private Selection select(List<OpenDeal> deals, Chosen chosen, String after, int most) {
        Set<OpportunityId> byPerson = chosen.q().isEmpty() ? Set.of() : books.search().byPerson(chosen.q());
        return Selection.of(deals, chosen, byPerson, after, most);
    }

    private BoardList list(Selection selection, Chosen chosen, Map<Long, String> subjects, Instant now) {
        List<OpportunityId> shown = selection.shown().stream().map(OpenDeal::id).toList();
        Map<OpportunityId, List<Timelines.Day>> days = books.timelines().days(shown, Rows.since(words.day(now)),
                words.zone());
        return new Lists(new Rows(days, subjects, words, now), Amounts.of(selection.visible(), words), words)
                .list(selection, chosen);
    }

    private Map<Long, String> subjects(List<OpenDeal> deals) {
        return books.subjects().of(deals.stream().flatMap(deal -> deal.badNews().stream())
                .map(OpenDeal.BadNews::activity).collect(Collectors.toSet()));
    }

    private String captured(Instant now) {
        return books.captures().latest().map(at -> "Last mail captured " + words.ago(at, now)).orElse("");
    }

    private static String reading(MailboxSight.Counts mailboxes) {
        if (mailboxes.all() == 0) {
            return "no mailbox is connected";
        }
        return mailboxes.all() - mailboxes.blind() + " of " + mailboxes.all()
                + (mailboxes.all() == 1 ? " mailbox is" : " mailboxes are") + " being read";
    }
}
