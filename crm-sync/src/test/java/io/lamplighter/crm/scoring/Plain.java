// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.scoring;

import io.lamplighter.sentiment.Evidence;
import io.lamplighter.sentiment.Score;
import io.lamplighter.sentiment.SentimentScorer;
import java.util.List;
import java.util.Map;

/** A scorer that knows a few words and what each is worth. */
public record Plain(String version, Map<String, Double> worth) implements SentimentScorer {

    @Override
    public Score score(String text, String language) {
        return worth.entrySet().stream().filter(word -> text.contains(word.getKey())).findFirst()
                .map(word -> new Score(word.getValue(), 1, 0, List.of(new Evidence(text.indexOf(word.getKey()),
                        text.indexOf(word.getKey()) + word.getKey().length(), word.getValue(), "budget",
                        "\"" + word.getKey() + "\"")), version))
                .orElseGet(() -> new Score(0, 0, 0, List.of(), version));
    }
}
