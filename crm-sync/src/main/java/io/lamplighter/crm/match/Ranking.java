// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.match;

import io.lamplighter.crm.OpportunityId;
import io.lamplighter.ingest.Interaction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The deals of one account in the order in which an interaction is likely to belong to them.
 *
 * <p>Each feature adds its weight: the thread outweighs everything, a part in buying outweighs a name in the subject, and
 * that outweighs recency. A closed deal comes into question only through its thread.
 */
record Ranking(List<Candidate> candidates, Match.Rule rule, double margin) {

    private static final double THREAD = 0.60;
    private static final double ROLE = 0.25;
    private static final double SUBJECT = 0.25;
    private static final double RECENCY = 0.20;
    private static final Pattern NOT_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");

    /** Recency fades over this time: a deal touched yesterday is more likely meant than one touched two months ago. */
    private static final Duration FADES = Duration.ofDays(60);

    static Ranking of(Interaction interaction, List<Known.Person> people, List<Deal> deals,
            Set<OpportunityId> inThread) {
        List<Deal> possible = deals.stream().filter(d -> d.open() || inThread.contains(d.id())).toList();
        if (possible.isEmpty()) {
            return new Ranking(List.of(), Match.Rule.NO_OPEN_DEAL, 1);
        }
        if (possible.size() == 1) {
            Deal only = possible.getFirst();
            boolean thread = inThread.contains(only.id());
            return new Ranking(
                    List.of(new Candidate(only.id(), only.name(), 1, List.of(thread ? "thread" : "only open deal"))),
                    thread ? Match.Rule.THREAD : Match.Rule.ONLY_OPEN_DEAL, 1);
        }
        return ranked(interaction, people, possible, inThread);
    }

    private static Ranking ranked(Interaction interaction, List<Known.Person> people, List<Deal> deals,
            Set<OpportunityId> inThread) {
        Set<String> subject = words(interaction.subject());
        Set<String> shared = sharedWords(deals);
        List<Scored> scored = new ArrayList<>();
        for (Deal deal : deals) {
            scored.add(score(deal, people, inThread, subject, shared, interaction.occurredAt()));
        }
        scored.sort(Comparator.comparingDouble((Scored s) -> s.candidate().score()).reversed()
                .thenComparing(s -> s.candidate().opportunity().value()));
        double margin = scored.get(0).candidate().score() - scored.get(1).candidate().score();
        return new Ranking(scored.stream().map(Scored::candidate).toList(),
                margin < Match.LOW_MARGIN ? Match.Rule.UNCERTAIN : scored.getFirst().strongest(), margin);
    }

    private record Scored(Candidate candidate, Match.Rule strongest) {}

    private static Scored score(Deal deal, List<Known.Person> people, Set<OpportunityId> inThread, Set<String> subject,
            Set<String> shared, Instant at) {
        List<String> features = new ArrayList<>();
        double score = RECENCY * recency(deal, at);
        features.add("recency");
        Match.Rule strongest = Match.Rule.MOST_RECENT_DEAL;
        Set<String> named = words(deal.name());
        named.removeAll(shared);
        long hits = named.stream().filter(subject::contains).count();
        if (hits > 0) {
            score += SUBJECT * hits / named.size();
            features.add("subject");
            strongest = Match.Rule.SUBJECT;
        }
        Optional<String> role = people.stream().map(p -> deal.roles().get(p.contact())).filter(r -> r != null)
                .findFirst();
        if (role.isPresent()) {
            score += ROLE;
            features.add("buying role: " + role.get());
            strongest = Match.Rule.BUYING_ROLE;
        }
        if (inThread.contains(deal.id())) {
            score += THREAD;
            features.add("thread");
            strongest = Match.Rule.THREAD;
        }
        return new Scored(new Candidate(deal.id(), deal.name(), Math.min(1, score), features), strongest);
    }

    private static double recency(Deal deal, Instant at) {
        double apart = Duration.between(deal.lastActivity(), at).abs().toSeconds() / (double) FADES.toSeconds();
        return Math.max(0, 1 - apart);
    }

    /** Words that two deals of the account share ("renewal", the company's name) tell nothing. */
    private static Set<String> sharedWords(List<Deal> deals) {
        Set<String> once = new HashSet<>();
        Set<String> shared = new HashSet<>();
        for (Deal deal : deals) {
            for (String word : words(deal.name())) {
                if (!once.add(word)) {
                    shared.add(word);
                }
            }
        }
        return shared;
    }

    private static Set<String> words(String text) {
        Set<String> words = new HashSet<>(Arrays.asList(NOT_WORD.split(text.toLowerCase(Locale.ROOT))));
        words.remove("");
        return words;
    }

    Optional<OpportunityId> choice() {
        return rule == Match.Rule.UNCERTAIN || candidates.isEmpty()
                ? Optional.empty()
                : Optional.of(candidates.getFirst().opportunity());
    }
}
