// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.match;

import io.lamplighter.crm.AccountId;
import io.lamplighter.ingest.Interaction;
import io.lamplighter.ingest.OwnAddresses;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Attaches the interactions of a page to accounts and deals. Reads only; what it decides is stored with the page. */
public final class Matches {

    private final MatchRepository repository;

    public Matches(JdbcClient jdbc) {
        this.repository = new MatchRepository(jdbc);
    }

    /**
     * Returns what each interaction is attached to; an empty list where nobody on it is known to the CRM.
     *
     * @param own the addresses that are ours
     */
    public Map<Interaction, List<Match>> of(List<Interaction> interactions, OwnAddresses own) {
        if (interactions.isEmpty()) {
            return Map.of();
        }
        Known known = repository.known(interactions);
        Map<String, List<Known.Filed>> threads = new HashMap<>(known.threads());
        Matcher matcher = new Matcher(own, new Known(known.contacts(), known.accounts(), known.deals(), threads));
        Map<Interaction, List<Match>> matches = new IdentityHashMap<>();
        // Oldest first, whatever the order of reading: an answer follows what it answers.
        interactions.stream().sorted(Comparator.comparing(Interaction::occurredAt)).forEach(interaction -> {
            List<Match> found = matcher.match(interaction);
            matches.put(interaction, found);
            remember(threads, interaction, found);
        });
        return matches;
    }

    /** What is decided for one message of a thread holds for the others of the same page. */
    private static void remember(Map<String, List<Known.Filed>> threads, Interaction interaction, List<Match> found) {
        Map<AccountId, Known.Filed> filed = new HashMap<>();
        for (Match match : found) {
            if (match.opportunity().isPresent() || !match.needsReview()) {
                filed.put(match.account(), new Known.Filed(match.account(), match.opportunity()));
            }
        }
        if (filed.isEmpty()) {
            return;
        }
        Stream.of(interaction.thread().messageId(), interaction.thread().root()).filter(id -> !id.isEmpty()).distinct()
                .forEach(id -> {
                    List<Known.Filed> all = new ArrayList<>(threads.getOrDefault(id, List.of()));
                    filed.values().stream().filter(f -> !all.contains(f)).forEach(all::add);
                    threads.put(id, all);
                });
    }
}
