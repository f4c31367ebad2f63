// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import java.util.List;

/**
 * The stages of the pipeline with the one the deal is in.
 *
 * @param now place of the current stage, 0 for the first; -1 for a stage the pipeline does not know
 * @param since how long it has been there: "34 days"; may be empty
 */
public record StageTrack(List<String> names, int now, String since) {

    public StageTrack {
        names = List.copyOf(names);
    }

    public String kind(int at) {
        if (at == now) {
            return "now";
        }
        return at < now ? "past" : "";
    }

    public String inWords() {
        return now < 0 ? "Stage: not known" : "Stage: " + names.get(now) + ", " + (now + 1) + " of " + names.size();
    }
}
