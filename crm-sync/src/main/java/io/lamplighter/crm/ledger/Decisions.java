// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.ledger;

import io.lamplighter.crm.match.Match;
import io.lamplighter.crm.match.Matches;
import io.lamplighter.ingest.Direction;
import io.lamplighter.ingest.Interaction;
import io.lamplighter.ingest.OwnAddresses;
import io.lamplighter.ingest.sync.Reading;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Decides what is kept of a page. Mail of people the CRM does not know is none of our business. */
final class Decisions {

    static final String INTERNAL = "among ourselves";
    static final String UNKNOWN_PEOPLE = "nobody on it is in the CRM";

    private final Matches matches;
    private final PartyHashes parties;

    Decisions(Matches matches, PartyHashes parties) {
        this.matches = matches;
        this.parties = parties;
    }

    /** One decision for each source, the last word on a source winning. */
    List<Decision> of(List<Reading> readings, OwnAddresses own) {
        List<Reading.Captured> copies = readings.stream().filter(Reading.Captured.class::isInstance)
                .map(Reading.Captured.class::cast).toList();
        Map<Interaction, List<Match>> matched = matches.of(copies.stream().map(Reading.Captured::interaction)
                .filter(i -> i.direction() != Direction.INTERNAL).toList(), own);
        Map<Object, Decision> decisions = new LinkedHashMap<>();
        for (Reading reading : readings) {
            if (reading instanceof Reading.Captured copy) {
                decisions.put(copy.source(), decide(copy, matched.getOrDefault(copy.interaction(), List.of())));
            } else if (reading instanceof Reading.Unreadable broken) {
                decisions.put(broken.source(),
                        new Decision.Quarantine(broken.source(), broken.receivedAt(), broken.reason()));
            }
        }
        return new ArrayList<>(decisions.values());
    }

    private Decision decide(Reading.Captured copy, List<Match> found) {
        Interaction interaction = copy.interaction();
        if (found.isEmpty()) {
            boolean internal = interaction.direction() == Direction.INTERNAL;
            return new Decision.Exclude(copy.source(), interaction.occurredAt(),
                    InteractionKey.of(interaction, copy.fingerprint()), internal ? INTERNAL : UNKNOWN_PEOPLE,
                    internal ? List.of() : parties.of(interaction));
        }
        return new Decision.Keep(copy, InteractionKey.of(interaction, copy.fingerprint()), Kept.pack(copy.kept()),
                found);
    }
}
