// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import io.lamplighter.addin.board.Filters.Chosen;
import io.lamplighter.crm.warning.OpenDeal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts the rows of one page into groups and says what comes behind them. */
final class Lists {

    private final Rows rows;
    private final Amounts amounts;
    private final Words words;

    Lists(Rows rows, Amounts amounts, Words words) {
        this.rows = rows;
        this.amounts = amounts;
        this.words = words;
    }

    BoardList list(Selection selection, Chosen chosen) {
        if (selection.chosen().isEmpty()) {
            return BoardList.nothing(new Nothing(selection.visible(), words).passes(chosen));
        }
        List<Group> groups = selection.sorting() == Sorting.URGENCY
                ? grouped(selection)
                : List.of(new Group(null, rows(selection.shown(), false)));
        return new BoardList(says(selection), false, groups, more(selection, chosen), null);
    }

    private String says(Selection selection) {
        String all = words.number(selection.visible().size());
        String count = selection.chosen().size() == selection.visible().size()
                ? all
                : words.number(selection.chosen().size()) + " of " + all;
        return count + ", " + selection.sorting().words();
    }

    private List<Group> grouped(Selection selection) {
        int begun = selection.after().map(Sorting::group).orElse(-1);
        List<Group> groups = new ArrayList<>();
        for (ClockState state : ClockState.values()) {
            List<OpenDeal> here = selection.shown().stream().filter(deal -> Clocks.state(deal) == state).toList();
            if (!here.isEmpty()) {
                groups.add(new Group(state.ordinal() == begun ? null : head(state, selection), rows(here, true)));
            }
        }
        return groups;
    }

    private Group.Head head(ClockState state, Selection selection) {
        List<OpenDeal> all = selection.inState(state);
        return new Group.Head(state, all.size(), amounts.sum(all));
    }

    private List<DealRow> rows(List<OpenDeal> deals, boolean grouped) {
        return deals.stream().map(deal -> rows.row(deal, grouped)).toList();
    }

    private @Nullable More more(Selection selection, Chosen chosen) {
        List<OpenDeal> rest = selection.rest();
        if (rest.isEmpty()) {
            return null;
        }
        Place last = selection.sorting().place(selection.shown().getLast());
        return new More("/board/deals?" + chosen.query(last.token()), label(rest, selection.sorting()));
    }

    private String label(List<OpenDeal> rest, Sorting sorting) {
        int next = Math.min(Selection.PAGE, rest.size());
        Set<ClockState> states = rest.stream().map(Clocks::state).collect(Collectors.toSet());
        String kind = sorting == Sorting.URGENCY && states.size() == 1
                ? states.iterator().next().label().toLowerCase(words.locale()) + " "
                : "";
        String deals = kind + (rest.size() == 1 ? "deal" : "deals");
        return next == rest.size()
                ? "Show " + next + " more " + deals
                : "Show " + next + " of " + words.number(rest.size()) + " more " + deals;
    }
}
