// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.upload;

import io.lamplighter.crm.activity.SpokenTurn;
import io.lamplighter.crm.sql.Json;
import io.lamplighter.ingest.Participant;
import io.lamplighter.ingest.sync.Conversation;
import io.lamplighter.ingest.sync.Conversation.Side;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A conversation as it is stored and read: a paragraph for each turn, the name in front.
 *
 * @param speakers everybody who is named, once, in the order of their first words
 */
record Minutes(String body, List<SpokenTurn> turns, Map<Participant, Side> speakers) {

    private static final String GAP = "\n\n";

    static Minutes of(Conversation conversation) {
        StringBuilder body = new StringBuilder();
        List<SpokenTurn> turns = new ArrayList<>();
        Map<Participant, Side> speakers = new LinkedHashMap<>();
        for (Conversation.Turn turn : conversation.turns()) {
            Participant speaker = turn.who()
                    .orElseGet(() -> new Participant(Participant.Role.SPEAKER, oneLine(turn.speaker()), ""));
            String name = speaker.name().isBlank() ? speaker.address() : oneLine(speaker.name());
            body.append(body.isEmpty() ? "" : GAP).append(name).append(name.isEmpty() ? "" : ": ");
            int start = body.length();
            body.append(oneLine(turn.words()));
            turns.add(new SpokenTurn(name, turn.side(), turn.second().orElse(-1), start, body.length()));
            if (turn.side() != Side.NOBODY) {
                speakers.putIfAbsent(speaker, turn.side());
            }
        }
        return new Minutes(body.append(Json.storable(conversation.notes())).toString(), turns, speakers);
    }

    /** An empty line separates turns, so there is none inside of one. Never changes a span: it comes before them. */
    private static String oneLine(String words) {
        return Json.storable(words).strip().replaceAll("\\s+", " ");
    }

    List<Participant> speakers(Side side) {
        return speakers.entrySet().stream().filter(speaker -> speaker.getValue() == side).map(Map.Entry::getKey)
                .toList();
    }
}
