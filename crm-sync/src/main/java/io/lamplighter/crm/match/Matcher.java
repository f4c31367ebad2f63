// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.match;

import io.lamplighter.crm.AccountId;
import io.lamplighter.crm.OpportunityId;
import io.lamplighter.ingest.Interaction;
import io.lamplighter.ingest.OwnAddresses;
import io.lamplighter.ingest.Participant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds the accounts an interaction concerns and the deal it belongs to on each: thread first, then the part its people play
 * in buying, then what speaks for one open deal more than for the others. Pure.
 */
final class Matcher {

    private final OwnAddresses own;
    private final Known known;

    Matcher(OwnAddresses own, Known known) {
        this.own = own;
        this.known = known;
    }

    /** One match for each account that took part; empty when nobody on it is known. */
    List<Match> match(Interaction interaction) {
        Map<AccountId, List<Participant>> parties = parties(interaction);
        if (parties.isEmpty()) {
            return inKnownThread(interaction);
        }
        List<Match> matches = new ArrayList<>();
        parties.forEach((account, people) -> matches.add(choose(interaction, account, people)));
        return matches;
    }

    /** The people of the other side by account, in the order they are named, the author first. */
    private Map<AccountId, List<Participant>> parties(Interaction interaction) {
        Map<AccountId, List<Participant>> parties = new LinkedHashMap<>();
        outsiders(interaction).forEach(person -> known.account(person)
                .ifPresent(account -> parties.computeIfAbsent(account, a -> new ArrayList<>()).add(person)));
        return parties;
    }

    private Stream<Participant> outsiders(Interaction interaction) {
        return interaction.participants().stream().filter(p -> !p.address().isEmpty() && !own.includes(p));
    }

    /** Somebody unknown, a private address perhaps, who answers in a thread we know. */
    private List<Match> inKnownThread(Interaction interaction) {
        Optional<Participant> outsider = outsiders(interaction).findFirst();
        if (outsider.isEmpty()) {
            return List.of();
        }
        List<Known.Filed> filed = filed(interaction);
        return filed.stream().limit(1).map(f -> new Match(f.account(), Optional.empty(), outsider.get().key(),
                f.opportunity(), Match.Rule.THREAD, 1, List.of())).toList();
    }

    private List<Known.Filed> filed(Interaction interaction) {
        return Stream.concat(interaction.thread().references().reversed().stream(),
                Stream.of(interaction.thread().messageId(), interaction.thread().root()))
                .flatMap(id -> known.threads().getOrDefault(id, List.of()).stream()).distinct().toList();
    }

    private Match choose(Interaction interaction, AccountId account, List<Participant> people) {
        Participant counterpart = people.getFirst();
        List<Deal> deals = known.deals(account);
        Set<OpportunityId> inThread = new LinkedHashSet<>();
        filed(interaction).stream().filter(f -> f.account().equals(account))
                .forEach(f -> f.opportunity().ifPresent(inThread::add));
        Ranking ranking = Ranking.of(interaction, people.stream().flatMap(p -> known.person(p).stream()).toList(),
                deals, inThread);
        return new Match(account, known.person(counterpart).map(Known.Person::contact), counterpart.key(),
                ranking.choice(), ranking.rule(), ranking.margin(), ranking.candidates());
    }
}
