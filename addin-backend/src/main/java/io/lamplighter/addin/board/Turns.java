// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import io.lamplighter.crm.activity.ActivityView;
import io.lamplighter.crm.activity.SpokenTurn;
import io.lamplighter.ingest.sync.Conversation.Side;
import java.util.ArrayList;
import java.util.List;

/**
 * Shows a transcript: a short one as it is; of a long one the turns that counted, where they stand, with what lies between
 * folded.
 */
final class Turns {

    private static final int SHORT = 8;
    private static final int MOST_SHOWN = 12;
    private static final int BEGINNING = 4;
    private static final int WORTH_FOLDING = 3;
    /** More would make the page heavy: the rest is in the file. */
    private static final int MOST = 600;
    /** A speech is cut into pieces that fold like turns. */
    private static final int LONGEST = 900;

    private final String body;
    private final List<SpokenTurn> turns;
    private final List<SpokenTurn> pieces = new ArrayList<>();

    Turns(ActivityView.Interaction what) {
        this.body = what.body();
        this.turns = what.turns();
        for (SpokenTurn turn : turns) {
            cut(turn);
        }
    }

    private void cut(SpokenTurn turn) {
        int from = turn.start();
        while (pieces.size() < MOST) {
            int end = Math.min(turn.end(), from + LONGEST);
            int space = end == turn.end() ? end : body.lastIndexOf(' ', end);
            int to = space > from ? space : end;
            boolean first = from == turn.start();
            pieces.add(new SpokenTurn(first ? turn.speaker() : "", turn.side(), first ? turn.second() : -1, from, to));
            if (to >= turn.end()) {
                return;
            }
            from = to < body.length() && body.charAt(to) == ' ' ? to + 1 : to;
        }
    }

    /** Where the pieces stand in the body. */
    List<int[]> bounds() {
        return pieces.stream().map(piece -> new int[]{piece.start(), piece.end()}).toList();
    }

    /** "Call transcript, 212 turns." */
    String note(Words words) {
        boolean all = turns.isEmpty() || pieces.getLast().end() == turns.getLast().end();
        return "Call transcript, " + words.count(turns.size(), "turn", "turns")
                + (all ? "." : ", of which the first are shown here.");
    }

    /** How long it took, as far as the turns tell: "55 min"; empty for less than a minute. */
    String length() {
        int last = turns.stream().mapToInt(SpokenTurn::second).max().orElse(-1);
        return last < 60 ? "" : last / 60 + " min";
    }

    /** @param segments one for each of the bounds */
    List<Activity.Said> said(List<List<Segment>> segments) {
        boolean[] shown = shown(segments);
        List<Activity.Said> said = new ArrayList<>();
        int from = 0;
        for (int i = 1; i <= shown.length; i++) {
            if (i == shown.length || shown[i] != shown[from]) {
                List<Activity.Turn> run = new ArrayList<>();
                for (int at = from; at < i; at++) {
                    run.add(turn(pieces.get(at), segments.get(at)));
                }
                said.add(new Activity.Said(shown[from] ? "" : run.size() + " more turns", run));
                from = i;
            }
        }
        return said;
    }

    private static boolean[] shown(List<List<Segment>> segments) {
        boolean[] shown = new boolean[segments.size()];
        int marked = 0;
        for (int i = 0; i < shown.length; i++) {
            boolean counted = segments.get(i).stream().anyMatch(segment -> segment.mark() != null);
            shown[i] = shown.length <= SHORT || counted && marked < MOST_SHOWN;
            marked += counted ? 1 : 0;
        }
        for (int i = 0; marked == 0 && i < Math.min(BEGINNING, shown.length); i++) {
            shown[i] = true;
        }
        int from = 0;
        for (int i = 1; i <= shown.length; i++) {
            if (i == shown.length || shown[i] != shown[from]) {
                boolean few = i - from < WORTH_FOLDING;
                for (int at = from; few && at < i; at++) {
                    shown[at] = true;
                }
                from = i;
            }
        }
        return shown;
    }

    private static Activity.Turn turn(SpokenTurn piece, List<Segment> segments) {
        return new Activity.Turn(piece.speaker(), time(piece.second()), piece.side() == Side.OURS, segments);
    }

    private static String time(int second) {
        if (second < 0) {
            return "";
        }
        return second < 3600
                ? "%d:%02d".formatted(second / 60, second % 60)
                : "%d:%02d:%02d".formatted(second / 3600, second / 60 % 60, second % 60);
    }
}
