// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import io.lamplighter.crm.warning.OpenDeal;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Comparator;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Adds up what deals are worth, each currency for itself.
 *
 * @param main the currency of most deals: it is named first and drawn
 */
record Amounts(Currency main, Words words) {

    private static final Currency WITHOUT_DEALS = Currency.getInstance("EUR");

    static Amounts of(Collection<OpenDeal> deals, Words words) {
        Currency main = deals.stream().collect(Collectors.groupingBy(OpenDeal::currency, Collectors.counting()))
                .entrySet().stream()
                .max(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(most -> Currency.getInstance(most.getKey())).orElse(WITHOUT_DEALS);
        return new Amounts(main, words);
    }

    static Money of(OpenDeal deal) {
        return new Money(deal.amount(), Currency.getInstance(deal.currency()));
    }

    /** "€402,000 and $12,000"; empty if nothing is worth anything. */
    String sum(Collection<OpenDeal> deals) {
        return Words.list(Stream.concat(positive(inMain(deals)), others(deals).stream()).map(words::money).toList());
    }

    Money inMain(Collection<OpenDeal> deals) {
        BigDecimal sum = deals.stream().filter(deal -> deal.currency().equals(main.getCurrencyCode()))
                .map(OpenDeal::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        return new Money(sum, main);
    }

    /** The sums in the other currencies, those of most deals first. */
    List<Money> others(Collection<OpenDeal> deals) {
        Map<String, List<OpenDeal>> byCurrency = deals.stream()
                .filter(deal -> !deal.currency().equals(main.getCurrencyCode()))
                .collect(Collectors.groupingBy(OpenDeal::currency, LinkedHashMap::new, Collectors.toList()));
        return byCurrency.values().stream()
                .sorted(Comparator.comparingInt((List<OpenDeal> same) -> same.size()).reversed()
                        .thenComparing(same -> same.getFirst().currency()))
                .map(same -> new Money(
                        same.stream().map(OpenDeal::amount).reduce(BigDecimal.ZERO, BigDecimal::add),
                        Currency.getInstance(same.getFirst().currency())))
                .flatMap(Amounts::positive).toList();
    }

    private static Stream<Money> positive(Money money) {
        return money.amount().signum() > 0 ? Stream.of(money) : Stream.empty();
    }
}
