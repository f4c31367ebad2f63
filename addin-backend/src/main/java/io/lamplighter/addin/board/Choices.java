// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import io.lamplighter.addin.board.Filters.Choice;
import io.lamplighter.addin.board.Filters.Chosen;
import io.lamplighter.crm.warning.OpenDeal;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;

/** What the list of deals can be filtered by: only what there is. */
final class Choices {

    private static final long[] AMOUNTS = {5_000, 15_000, 50_000, 100_000, 250_000, 1_000_000, 10_000_000,
            100_000_000, 1_000_000_000};
    private static final int MOST_AMOUNTS = 5;

    private Choices() {}

    static Filters of(List<OpenDeal> deals, Chosen chosen, Words words) {
        List<Choice> owners = deals.stream().map(deal -> new Choice(deal.owner().toString(), deal.ownerName()))
                .distinct().sorted(Comparator.comparing(Choice::label)).toList();
        List<Choice> stages = deals.stream()
                .sorted(Comparator.comparingInt(OpenDeal::stagePosition).thenComparing(OpenDeal::stage))
                .map(deal -> new Choice(deal.stage(), deal.stage())).distinct().toList();
        return new Filters(chosen, owners, stages, amounts(deals, words));
    }

    /** Steps that leave something out and something in. */
    private static List<Choice> amounts(List<OpenDeal> deals, Words words) {
        BigDecimal most = deals.stream().map(OpenDeal::amount).max(Comparator.naturalOrder()).orElse(BigDecimal.ZERO);
        boolean oneCurrency = deals.stream().map(OpenDeal::currency).distinct().count() == 1;
        List<Long> steps = LongStream.of(AMOUNTS).filter(step -> most.compareTo(BigDecimal.valueOf(step)) >= 0).boxed()
                .toList();
        return steps.stream().skip(Math.max(0, steps.size() - MOST_AMOUNTS))
                .map(step -> new Choice(step.toString(), "from " + (oneCurrency
                        ? words.money(Money.of(BigDecimal.valueOf(step), deals.getFirst().currency()))
                        : words.number(step))))
                .toList();
    }
}
