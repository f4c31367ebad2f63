// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.match;

import io.lamplighter.crm.OpportunityId;
import java.util.List;

/**
 * A deal an interaction may belong to.
 *
 * @param score from 0 to 1; the distance between the first two is the margin
 * @param features what speaks for it, in words
 */
public record Candidate(OpportunityId opportunity, String name, double score, List<String> features) {

    public Candidate {
        features = List.copyOf(features);
    }
}
