// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.graph;

import io.lamplighter.ingest.graph.Downloads.Arrivals;
import io.lamplighter.ingest.mailbox.Change;
import io.lamplighter.ingest.mailbox.MailboxFailure;
import io.lamplighter.ingest.mailbox.Patience;
import io.lamplighter.ingest.mailbox.Patience.Others;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Tells what Graph refuses by itself from what an outage keeps back: of some that were asked for together, all of one kind. The
 * former is set aside after some attempts, because it must not stop its mailbox; the latter spends none.
 */
final class Hopeless {

    /** How often one thing may fail, while others do not. */
    static final int ATTEMPTS = 5;

    /** Of those that tell whether Graph gives anything one may be broken, too. */
    private static final int SOME = 3;

    private final GraphClient client;
    private final Patience patience;

    /** @param patience kept from run to run */
    Hopeless(GraphClient client, Patience patience) {
        this.client = client;
        this.patience = patience;
    }

    /**
     * Those that need not be waited for any longer.
     *
     * @param others asked where nothing came: what Graph gives now of the same kind that is none of these
     */
    Set<String> among(Arrivals arrivals, Function<Set<String>, Others> others) {
        arrivals.done().forEach(patience::forget);
        Set<String> suspects = new HashSet<>();
        arrivals.failed().forEach((id, why) -> {
            if (why instanceof GraphException failure && failure.isAboutTheItem()) {
                suspects.add(id);
            }
        });
        if (suspects.isEmpty()) {
            return suspects;
        }
        Others told = arrivals.done().isEmpty() ? others.apply(Set.copyOf(arrivals.failed().keySet())) : Others.GIVEN;
        Others fair = told == Others.NONE && arrivals.failed().size() > Patience.FEW ? Others.REFUSED : told;
        suspects.removeIf(id -> !patience.isOver(id, fair));
        return suspects;
    }

    /** The same, with something in place of each. */
    Arrivals withheld(Arrivals arrivals, Function<Set<String>, Others> others, Function<String, Change> withheld) {
        List<Change> changes = new ArrayList<>(arrivals.changes());
        List<String> done = new ArrayList<>(arrivals.done());
        Map<String, RuntimeException> failed = new LinkedHashMap<>(arrivals.failed());
        for (String id : among(arrivals, others)) {
            changes.add(withheld.apply(id));
            done.add(id);
            failed.remove(id);
        }
        return new Arrivals(changes, done, failed);
    }

    /**
     * Whether one of these is given now.
     *
     * @param all what there is of the kind
     * @param failed those that do not count
     */
    Others others(Collection<String> all, Set<String> failed, Predicate<String> gives) {
        List<String> others = all.stream().filter(id -> !failed.contains(id)).toList();
        if (others.isEmpty()) {
            return Others.NONE;
        }
        return others.stream().filter(id -> !patience.isSuspect(id)).limit(SOME).anyMatch(id -> isGiven(id, gives))
                ? Others.GIVEN
                : Others.REFUSED;
    }

    private boolean isGiven(String id, Predicate<String> gives) {
        try {
            // What failed may have been only about itself.
            client.goesOn();
            return gives.test(id);
        } catch (GraphException | MailboxFailure another) {
            return false;
        }
    }
}
