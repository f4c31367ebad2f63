// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.scoring;

import io.lamplighter.crm.activity.SpokenTurn;
import io.lamplighter.sentiment.Evidence;
import io.lamplighter.sentiment.Passage;
import io.lamplighter.sentiment.Score;
import java.util.ArrayList;
import java.util.List;

/**
 * What is scored of an interaction: of what somebody wrote subject and body, of a conversation what the buyer said. The title
 * of a conversation is not the buyer's, and what we said in it says what we hope.
 *
 * @param text what is scored
 * @param pieces where it came from; empty where all of it was scored
 */
public record Heard(String text, List<Piece> pieces) {

    /** An hour of talk by one side is shorter; the tone of a day's is no more telling, and takes minutes to find. */
    private static final int MOST = 100_000;
    private static final String GAP = "\n\n";

    /** @param passage where the piece begins in subject and body together, as evidence is stored */
    public record Piece(int start, int end, int passage) {}

    public Heard {
        pieces = List.copyOf(pieces);
    }

    public static Heard of(String subject, String body, List<SpokenTurn> turns) {
        Passage passage = Passage.of(subject, body);
        if (turns.isEmpty()) {
            return new Heard(passage.text(), List.of());
        }
        StringBuilder text = new StringBuilder();
        List<Piece> pieces = new ArrayList<>();
        for (SpokenTurn turn : turns) {
            if (turn.byBuyer() && text.length() < MOST) {
                text.append(text.isEmpty() ? "" : GAP);
                int start = text.length();
                text.append(body, turn.start(), Math.min(turn.end(), turn.start() + MOST));
                pieces.add(new Piece(start, text.length(), passage.bodyStart() + turn.start()));
            }
        }
        return new Heard(text.toString(), pieces);
    }

    /** The score with its evidence where it stands in the interaction. */
    Score placed(Score score) {
        if (pieces.isEmpty()) {
            return score;
        }
        return new Score(score.value(), score.confidence(), score.base(),
                score.evidence().stream().map(this::placed).toList(), score.version());
    }

    private Evidence placed(Evidence evidence) {
        Piece piece = pieces.getFirst();
        for (Piece next : pieces) {
            piece = next.start() <= evidence.start() ? next : piece;
        }
        int start = Math.min(evidence.start(), piece.end());
        int end = Math.clamp(evidence.end(), start, piece.end());
        int shift = piece.passage() - piece.start();
        return new Evidence(start + shift, end + shift, evidence.contribution(), evidence.signal(), evidence.reason());
    }
}
