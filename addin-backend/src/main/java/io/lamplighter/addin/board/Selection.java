// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import io.lamplighter.addin.board.Filters.Chosen;
import io.lamplighter.crm.OpportunityId;
import io.lamplighter.crm.warning.OpenDeal;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The deals that were asked for, in the order that was asked for, cut to one page.
 *
 * @param visible all deals this reader may see
 * @param chosen those of them that pass the filters, sorted
 * @param shown those of one page
 * @param after where the page begins; empty for the first
 */
record Selection(List<OpenDeal> visible, List<OpenDeal> chosen, List<OpenDeal> shown, Optional<Place> after,
        Sorting sorting) {

    static final int PAGE = 40;

    /** A page that was lengthened is brought up to date at its length, up to this. */
    static final int LONGEST = 400;

    /** @param byPerson the deals on which somebody at the buyer is called what is searched for */
    static Selection of(List<OpenDeal> visible, Chosen filters, Set<OpportunityId> byPerson, String after) {
        return of(visible, filters, byPerson, after, PAGE);
    }

    /** @param most how many are shown, if it is more than usual */
    static Selection of(List<OpenDeal> visible, Chosen filters, Set<OpportunityId> byPerson, String after, int most) {
        Sorting sorting = Sorting.of(filters.sort());
        Optional<Place> place = Place.parse(after);
        List<OpenDeal> chosen = visible.stream().filter(deal -> passes(deal, filters, byPerson))
                .sorted(Comparator.comparing(sorting::place)).toList();
        List<OpenDeal> shown = chosen.stream()
                .filter(deal -> place.isEmpty() || sorting.place(deal).compareTo(place.get()) > 0)
                .limit(Math.clamp(most, PAGE, LONGEST)).toList();
        return new Selection(visible, chosen, shown, place, sorting);
    }

    private static boolean passes(OpenDeal deal, Chosen filters, Set<OpportunityId> byPerson) {
        return (filters.owner().isEmpty() || filters.owner().equals(deal.owner().toString()))
                && (filters.stage().isEmpty() || filters.stage().equals(deal.stage()))
                && hasState(deal, filters.state())
                && least(filters.amount()).map(least -> deal.amount().compareTo(least) >= 0).orElse(true)
                && (filters.q().isEmpty() || byPerson.contains(deal.id()) || names(deal, filters.q()));
    }

    private static boolean hasState(OpenDeal deal, String state) {
        return switch (state) {
            case "" -> true;
            case "bad" -> deal.badNews().isPresent();
            default -> Clocks.state(deal).key().equals(state);
        };
    }

    /** An amount that is no number leaves nothing out: it was not chosen from our list. */
    private static Optional<BigDecimal> least(String amount) {
        return amount.matches("\\d{1,15}") ? Optional.of(new BigDecimal(amount)) : Optional.empty();
    }

    private static boolean names(OpenDeal deal, String words) {
        String wanted = words.toLowerCase(Locale.ROOT);
        return Stream.concat(Stream.of(deal.name(), deal.accountName(), deal.ownerName()),
                deal.lastInbound().map(OpenDeal.LastInbound::name).stream())
                .anyMatch(name -> name.toLowerCase(Locale.ROOT).contains(wanted));
    }

    /** Those behind this page. */
    List<OpenDeal> rest() {
        if (shown.isEmpty()) {
            return List.of();
        }
        Place last = sorting.place(shown.getLast());
        return chosen.stream().filter(deal -> sorting.place(deal).compareTo(last) > 0).toList();
    }

    List<OpenDeal> inState(ClockState state) {
        return chosen.stream().filter(deal -> Clocks.state(deal) == state).toList();
    }
}
