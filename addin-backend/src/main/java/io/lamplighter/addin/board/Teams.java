// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import io.lamplighter.crm.opportunity.Deals;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says who buys, and how long each of them has been silent. */
final class Teams {

    private final Words words;
    private final Instant now;

    Teams(Words words, Instant now) {
        this.words = words;
        this.now = now;
    }

    Team team(List<Deals.Buyer> buyers, int threshold) {
        long known = buyers.stream().filter(buyer -> !buyer.role().isBlank()).count();
        String says = buyers.isEmpty()
                ? ""
                : known == 0
                        ? "What part they have in buying is not known yet."
                        : "The part in buying of " + Spelled.of(known) + " of " + Spelled.of(buyers.size())
                                + " is known.";
        return new Team(buyers.stream().map(buyer -> person(buyer, threshold)).toList(), says);
    }

    private Team.Person person(Deals.Buyer buyer, int threshold) {
        String role = buyer.role().isBlank() ? "part in buying not known" : buyer.role();
        if (buyer.left()) {
            return new Team.Person(buyer.name(), role + " · has left", "", "left",
                    buyer.wroteAt().map(this::on).orElse("never wrote"));
        }
        if (buyer.bounced()) {
            return new Team.Person(buyer.name(), role + " · has probably left", "", "bounced",
                    buyer.wroteAt().map(this::on).orElse("never wrote"));
        }
        return buyer.wroteAt().map(wrote -> {
            int days = words.days(wrote, now);
            return new Team.Person(buyer.name(), role, Integer.toString(Silence.lightAt(days, threshold)),
                    days == 0 ? "today" : words.days(days), on(wrote));
        }).orElseGet(() -> new Team.Person(buyer.name(), role, "0", "never wrote",
                "copied " + (buyer.copied() == 1 ? "once" : words.count(buyer.copied(), "time", "times"))));
    }

    private String on(Instant wrote) {
        return words.dateTime(wrote, now);
    }

    /** The button goes to whoever wrote last and can still be reached. */
    static DealView.@Nullable WriteTo writeTo(List<Deals.Buyer> buyers) {
        return buyers.stream()
                .filter(buyer -> !buyer.bounced() && !buyer.left() && !buyer.address().isBlank()).findFirst()
                .map(buyer -> new DealView.WriteTo(firstName(buyer.name()), buyer.address())).orElse(null);
    }

    /** The first word; a name that is an address stays whole. */
    private static String firstName(String name) {
        String[] names = name.strip().split("\\s+");
        return names[0].isEmpty() ? "them" : names[0].endsWith(",") && names.length > 1 ? names[1] : names[0];
    }
}
