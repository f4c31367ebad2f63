// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import io.lamplighter.crm.sql.Json;
import io.lamplighter.sentiment.Evidence;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.type.TypeReference;

/** What a text is about, as far as it matters for the deal: the signals of its evidence, the weightiest first. */
final class Signals {

    /** What the scorer calls phrases that a company's own ratings taught it. */
    static final String LEARNED = "own words";

    private static final int MOST = 4;
    private static final double SILENT = 0.005;
    private static final TypeReference<List<Evidence>> STORED = new TypeReference<>() {};

    private Signals() {}

    static List<Activity.Signal> of(String evidence) {
        Map<String, Double> sums = new LinkedHashMap<>();
        Json.read(evidence, STORED).stream().filter(found -> !found.signal().isEmpty())
                .forEach(found -> sums.merge(found.signal(), found.contribution(), Double::sum));
        return sums.entrySet().stream().filter(sum -> Math.abs(sum.getValue()) > SILENT)
                .sorted(Comparator.comparingDouble((Map.Entry<String, Double> sum) -> -Math.abs(sum.getValue())))
                .limit(MOST)
                .map(sum -> new Activity.Signal(sum.getKey().equals(LEARNED) ? "learned here" : sum.getKey(),
                        sum.getValue() < 0 ? "bad" : "good"))
                .toList();
    }
}
