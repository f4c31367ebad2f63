// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import io.lamplighter.addin.board.Filters.Chosen;
import io.lamplighter.crm.warning.OpenDeal;
import java.util.ArrayList;
import java.util.List;

/** Says what was asked for when there is no such deal. */
final class Nothing {

    private final List<OpenDeal> visible;
    private final Words words;

    Nothing(List<OpenDeal> visible, Words words) {
        this.visible = visible;
        this.words = words;
    }

    /** "No dark deals for Tom Okafor in Negotiation", and which filters are on. */
    Empty passes(Chosen chosen) {
        String state = state(chosen.state());
        StringBuilder title = new StringBuilder("No ");
        title.append(chosen.state().equals("bad") ? "deals with bad news" : (state + " deals").stripLeading());
        List<String> on = new ArrayList<>();
        if (!chosen.owner().isEmpty()) {
            title.append(" for ").append(owner(chosen.owner()));
            on.add("Owner is " + owner(chosen.owner()));
        }
        if (!chosen.stage().isEmpty()) {
            title.append(" in ").append(chosen.stage());
            on.add("Stage is " + chosen.stage());
        }
        if (!chosen.state().isEmpty()) {
            on.add("State is " + (chosen.state().equals("bad") ? "Bad news" : state));
        }
        if (!chosen.amount().isEmpty()) {
            on.add("Amount is at least " + amount(chosen.amount()));
        }
        if (!chosen.q().isEmpty()) {
            on.add("Searched for “" + chosen.q() + "”");
        }
        return Empty.filtersLeaveNothing(title.toString(), filters(on));
    }

    private static String filters(List<String> on) {
        String count = on.size() == 1 ? "One filter is on" : Spelled.first(on.size()) + " filters are on";
        return count + ": " + String.join(", ", on) + ".";
    }

    private String owner(String id) {
        return visible.stream().filter(deal -> deal.owner().toString().equals(id)).map(OpenDeal::ownerName).findFirst()
                .orElse("this owner");
    }

    private String amount(String least) {
        return least.matches("\\d{1,15}") ? words.number(Long.parseLong(least)) : least;
    }

    private static String state(String key) {
        for (ClockState state : ClockState.values()) {
            if (state.key().equals(key)) {
                return state.label().toLowerCase(java.util.Locale.ROOT);
            }
        }
        return "";
    }
}
