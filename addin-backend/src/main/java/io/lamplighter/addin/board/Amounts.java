// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import io.lamplighter.crm.warning.OpenDeal;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Adds up what deals are worth, each currency for itself and in whole units.
 *
 * @param main the currency of most deals: it is named first and drawn
 */
record Amounts(Currency main, Words words) {

    private static final Currency WITHOUT_DEALS = Currency.getInstance("EUR");

    static Amounts of(Collection<OpenDeal> deals, Words words) {
        Currency main = byDeals(deals).stream().map(Money::currency).findFirst().orElse(WITHOUT_DEALS);
        return new Amounts(main, words);
    }

    static Money of(OpenDeal deal) {
        return Money.of(deal.amount(), deal.currency());
    }

    /** "€402,000 and $12,000"; empty if nothing is worth anything. */
    String sum(Collection<OpenDeal> deals) {
        return Words.list(Stream.concat(Stream.of(inMain(deals)), others(deals).stream())
                .filter(Amounts::isPositive).map(words::money).toList());
    }

    Money inMain(Collection<OpenDeal> deals) {
        return byDeals(deals).stream().filter(sum -> sum.currency().equals(main)).findFirst()
                .orElse(new Money(BigDecimal.ZERO, main));
    }

    /** The sums in the other currencies, those of most deals first. */
    List<Money> others(Collection<OpenDeal> deals) {
        return byDeals(deals).stream().filter(sum -> !sum.currency().equals(main)).filter(Amounts::isPositive).toList();
    }

    /** One sum for each currency, that of most deals first. */
    private static List<Money> byDeals(Collection<OpenDeal> deals) {
        Map<Currency, List<Money>> byCurrency = deals.stream().map(Amounts::of)
                .collect(Collectors.groupingBy(Money::currency));
        return byCurrency.entrySet().stream()
                .sorted(Comparator.comparingInt((Map.Entry<Currency, List<Money>> same) -> -same.getValue().size())
                        .thenComparing(same -> same.getKey().getCurrencyCode()))
                .map(same -> new Money(same.getValue().stream().map(Money::amount)
                        .reduce(BigDecimal.ZERO, BigDecimal::add).setScale(0, RoundingMode.HALF_UP), same.getKey()))
                .toList();
    }

    private static boolean isPositive(Money sum) {
        return sum.amount().signum() > 0;
    }
}
