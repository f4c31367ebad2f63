// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.scoring;

import io.lamplighter.sentiment.Scorers;
import io.lamplighter.sentiment.SentimentScorer;
import io.lamplighter.sentiment.model.ModelScorer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The scorer of this company: the one everybody has, and what the ratings taught. Computed from the list of current ratings each
 * time it changes, so it is the same on every node, in whatever order they were given. Thread-safe.
 */
public final class CompanyScorer implements CurrentScorer {

    /** Of the time at most this part goes into learning: with thousands of ratings somebody may be giving them faster. */
    private static final int REST = 10;

    private final RatedTexts texts;
    private final Clock clock;
    private volatile @Nullable Taught taught;
    private volatile Instant restsUntil = Instant.MIN;

    public CompanyScorer(JdbcClient jdbc, Clock clock) {
        this.texts = new RatedTexts(jdbc);
        this.clock = clock;
    }

    /** @param lessons what {@code scorer} was taught */
    public record Taught(Lessons lessons, ModelScorer scorer) {}

    @Override
    public SentimentScorer now() {
        Taught known = taught;
        return known != null && clock.instant().isBefore(restsUntil) ? known.scorer() : taught().scorer();
    }

    /** The scorer with what it was taught; learns first if there is something new, even if it has just done so. */
    public Taught taught() {
        Taught known = taught;
        return known != null && texts.generation() == known.lessons().generation() ? known : learn();
    }

    private synchronized Taught learn() {
        Taught known = taught;
        if (known != null && texts.generation() == known.lessons().generation()) {
            return known;
        }
        Instant begun = clock.instant();
        Lessons lessons = texts.read();
        Taught now = new Taught(lessons, Scorers.taught(lessons.texts()));
        taught = now;
        Instant done = clock.instant();
        restsUntil = done.plus(Duration.between(begun, done).multipliedBy(REST));
        return now;
    }
}
