// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.learning;

import io.lamplighter.crm.ActivityId;
import io.lamplighter.crm.OpportunityId;
import io.lamplighter.crm.UserId;
import io.lamplighter.crm.directory.User;
import io.lamplighter.crm.directory.Users;
import io.lamplighter.crm.scoring.CompanyScorer;
import io.lamplighter.crm.scoring.Heard;
import io.lamplighter.crm.scoring.Lesson;
import io.lamplighter.crm.scoring.Lessons;
import io.lamplighter.crm.scoring.PhraseKey;
import io.lamplighter.crm.activity.SpokenTurn;
import io.lamplighter.crm.sql.Fields;
import io.lamplighter.sentiment.Scorers;
import io.lamplighter.sentiment.SentimentScorer;
import io.lamplighter.sentiment.model.Learned;
import io.lamplighter.sentiment.model.ModelScorer;
import io.lamplighter.sentiment.model.RatedText;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Shows what ratings taught, what that does to recent scores, and what would be without some of them. Thread-safe. */
public final class LearningLedger {

    /** Enough to see what learning does; each costs about a millisecond. */
    private static final int RECENT = 500;

    private static final String RECENT_TEXTS = """
            select a.activity_id, o.opportunity_id, o.name, o.owner_id, i.from_name, i.from_address, a.occurred_at, i.subject,
                   i.body, i.turns, w.threshold
              from activity a
              join interaction i using (interaction_id)
              join opportunity o using (opportunity_id)
              join stage g using (stage_id)
              left join warning w on w.activity_id = a.activity_id and w.kind = 'BAD_NEWS' and w.lifted_at is null
             where a.score_wanted and a.scored_by is not null and a.opportunity_id is not null and g.outcome = 'open'
             order by a.occurred_at desc, a.activity_id desc
             limit :limit
            """;

    private static final String LATEST = """
            select coalesce(max(activity_id) filter (where scored_by is not null), 0)
              from (select activity_id, scored_by from activity order by activity_id desc limit 50) a
            """;

    private final JdbcClient jdbc;
    private final CompanyScorer scorer;
    private final Users users;
    private volatile @Nullable Read last;
    private volatile @Nullable Steps steps;

    public LearningLedger(JdbcClient jdbc, CompanyScorer scorer) {
        this.jdbc = jdbc;
        this.scorer = scorer;
        this.users = new Users(jdbc);
    }

    private record Read(long generation, List<LearnedPhrase> phrases) {}

    private record Steps(long generation, long latest, List<Moved> moved) {}

    private record RecentText(Recent recent, String text) {}

    /** All that is learned from now. */
    public Lessons lessons() {
        return scorer.taught().lessons();
    }

    /** Every learned phrase, largest change first. */
    public List<LearnedPhrase> phrases() {
        CompanyScorer.Taught taught = scorer.taught();
        Read known = last;
        if (known != null && known.generation() == taught.lessons().generation()) {
            return known.phrases();
        }
        List<LearnedPhrase> phrases = Phrases.of(taught);
        last = new Read(taught.lessons().generation(), phrases);
        return phrases;
    }

    /** Those who rated, whose ratings count most first. */
    public List<Influence> raters() {
        Map<String, String> names = users.all().stream()
                .collect(Collectors.toMap(user -> user.id().toString(), User::name));
        List<Learned.Rater> raters = scorer.taught().scorer().learned().raters();
        double all = raters.stream().mapToDouble(LearningLedger::weight).sum();
        return raters.stream()
                .map(rater -> new Influence(new UserId(Long.parseLong(rater.name())),
                        names.getOrDefault(rater.name(), ""), rater.good(), rater.bad(), rater.influence(),
                        all == 0 ? 0 : weight(rater) / all))
                .sorted(Comparator.comparingDouble((Influence one) -> -one.share()).thenComparing(Influence::name))
                .toList();
    }

    private static double weight(Learned.Rater rater) {
        return (rater.good() + rater.bad()) * rater.influence();
    }

    /** What learning does to recent activities, largest step first. */
    public List<Moved> moved() {
        CompanyScorer.Taught taught = scorer.taught();
        long latest = jdbc.sql(LATEST).query(Long.class).single();
        Steps known = steps;
        if (known != null && known.generation() == taught.lessons().generation() && known.latest() == latest) {
            return known.moved();
        }
        List<Moved> moved = moved(Scorers.standard(), taught.scorer(), taught.scorer());
        steps = new Steps(taught.lessons().generation(), latest, moved);
        return moved;
    }

    /** What would be different without some of the ratings; nothing is changed. */
    public Withdrawal without(Predicate<Lesson> withdrawn) {
        Lessons lessons = lessons();
        return then(lessons, lessons.texts(withdrawn.negate()),
                (int) lessons.all().stream().filter(withdrawn).count());
    }

    /** What would be different if a phrase were not learned; nothing is changed. */
    public Withdrawal without(PhraseKey phrase) {
        Lessons lessons = lessons();
        int ratings = (int) phrases().stream().filter(one -> one.key().equals(phrase))
                .mapToLong(one -> one.behind().size()).sum();
        Lessons then = lessons.without(phrase);
        return then(then, then.texts(), ratings);
    }

    /** @param read in which of the texts are looked for what would then be learned */
    private Withdrawal then(Lessons read, List<RatedText> texts, int ratings) {
        CompanyScorer.Taught taught = scorer.taught();
        ModelScorer then = Scorers.taught(texts);
        List<Moved> moved = Stream
                .concat(moved(taught.scorer(), then, taught.scorer()).stream(),
                        moved(taught.scorer(), then, then).stream())
                .collect(Collectors.toMap(one -> one.recent().activity(), one -> one, (one, same) -> one)).values()
                .stream().sorted(ORDER).toList();
        return new Withdrawal(ratings, phrases().size(), Phrases.of(new CompanyScorer.Taught(read, then)).size(),
                moved);
    }

    private static final Comparator<Moved> ORDER = Comparator.comparingDouble((Moved one) -> -one.step())
            .thenComparing(one -> one.recent().activity().value());

    /** @param knows only a text in which it finds something learned can have moved */
    private List<Moved> moved(SentimentScorer before, SentimentScorer after, ModelScorer knows) {
        if (knows.learned().entries().isEmpty()) {
            return List.of();
        }
        return recent().stream().flatMap(one -> moved(one, before, after, knows).stream()).sorted(ORDER).toList();
    }

    private static Optional<Moved> moved(RecentText one, SentimentScorer before, SentimentScorer after,
            ModelScorer knows) {
        List<Learned.Mention> mentions = knows.mentions(one.text(), "");
        if (mentions.isEmpty()) {
            return Optional.empty();
        }
        List<String> words = mentions.stream().sorted(Comparator.comparingInt(m -> m.start() - m.end()))
                .map(m -> one.text().substring(m.start(), m.end())).distinct().limit(1).toList();
        Moved moved = new Moved(one.recent(), before.score(one.text(), "").value(), after.score(one.text(), "").value(),
                words);
        return moved.step() < Moved.LEAST ? Optional.empty() : Optional.of(moved);
    }

    private List<RecentText> recent() {
        return jdbc.sql(RECENT_TEXTS).param("limit", RECENT).query((row, i) -> {
            String name = row.getString("from_name");
            double threshold = row.getDouble("threshold");
            Optional<Double> warned = row.wasNull() ? Optional.empty() : Optional.of(threshold);
            return new RecentText(new Recent(new ActivityId(row.getLong("activity_id")),
                    new OpportunityId(row.getLong("opportunity_id")), row.getString("name"),
                    new UserId(row.getLong("owner_id")), name.isEmpty() ? row.getString("from_address") : name,
                    Fields.at(row, "occurred_at"), warned),
                    Heard.of(row.getString("subject"), row.getString("body"), SpokenTurn.read(row.getString("turns")))
                            .text());
        }).list();
    }
}
