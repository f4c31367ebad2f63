// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.scoring;

import io.lamplighter.crm.ActivityId;
import io.lamplighter.crm.UserId;
import io.lamplighter.crm.activity.SpokenTurn;
import io.lamplighter.crm.sql.Column;
import io.lamplighter.crm.sql.Fields;
import io.lamplighter.sentiment.model.RatedText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The texts that were rated, as the scorer reads them. Texts do not change, so each is read once. */
final class RatedTexts {

    private static final String GENERATION = "select generation from learning";

    // One statement, so that the ratings are those of this generation. Only what is scored teaches: notes are our own words.
    private static final String CURRENT = """
            select l.generation, r.rating_event_id, r.activity_id, r.rater_id, r.good, r.at, a.account_id,
                   not (r.rating_event_id = any (:known)) as is_new,
                   case when r.rating_event_id = any (:known) then null else i.subject end as subject,
                   case when r.rating_event_id = any (:known) then null else i.body end as body,
                   case when r.rating_event_id = any (:known) then null else i.turns end as turns,
                   case when r.rating_event_id = any (:known) then null
                        else array(select u.name from app_user u
                                   union select c.name from contact c where c.account_id = a.account_id
                                   union select i.from_name) end as names,
                   case when r.rating_event_id = any (:known) then null
                        else array(select concat_ws(E'\\n', before.subject, before.body)
                                     from activity said
                                     join interaction before using (interaction_id)
                                    where said.opportunity_id in (select opportunity_id from opportunity o
                                                                   where o.account_id = a.account_id)
                                      and said.direction = 'OUTBOUND' and said.occurred_at < a.occurred_at
                                      and said.activity_id <= (select min(e.activities_until) from rating_event e
                                                                where e.activity_id = r.activity_id
                                                                  and e.rater_id = r.rater_id)
                                    order by said.occurred_at desc, said.activity_id desc limit 8) end as ours
              from learning l
              left join (rating r
                         join activity a on a.activity_id = r.activity_id and a.score_wanted
                         join interaction i using (interaction_id)) on true
             order by r.rating_event_id
            """;

    private static final Text NOTHING = new Text("", "", "", "");

    private final JdbcClient jdbc;
    private Map<Long, Text> texts = new HashMap<>();
    private Unlearned unlearned = Unlearned.of(Set.of());

    /**
     * @param taught {@code nameless} without what is not to be learned
     * @param ours what we had written to them when it was rated; what is captured later changes nothing any more
     */
    private record Text(String heard, String nameless, String taught, String ours) {}

    RatedTexts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    long generation() {
        return jdbc.sql(GENERATION).query(Long.class).single();
    }

    /** All ratings that teach, and the generation of which that is true. */
    synchronized Lessons read() {
        long generation;
        Lessons lessons;
        do {
            // Two statements may see two generations. A phrase is withdrawn rarely, and the second look then agrees.
            generation = generation();
            without(WithdrawnPhrases.keys(jdbc));
            lessons = readRatings();
        } while (lessons.generation() != generation);
        return lessons;
    }

    private void without(Set<PhraseKey> phrases) {
        if (!phrases.equals(unlearned.phrases())) {
            unlearned = Unlearned.of(phrases);
            texts.replaceAll((activity, text) -> text(text.heard(), text.nameless(), text.ours()));
        }
    }

    private Lessons readRatings() {
        List<Lesson> lessons = new ArrayList<>();
        Map<Long, Text> used = new HashMap<>();
        long[] generation = {0};
        jdbc.sql(CURRENT).param("known", Column.bigint(texts.keySet(), Long::longValue)).query(row -> {
            generation[0] = row.getLong("generation");
            long activity = row.getLong("activity_id");
            if (row.wasNull()) {
                return;
            }
            long rating = row.getLong("rating_event_id");
            Text text = row.getBoolean("is_new") ? text(row) : texts.getOrDefault(rating, NOTHING);
            used.put(rating, text);
            long rater = row.getLong("rater_id");
            lessons.add(new Lesson(rating, new ActivityId(activity), new UserId(rater),
                    Fields.at(row, "at"),
                    new RatedText(Long.toString(rater), row.getBoolean("good"), text.taught(), "",
                            Long.toString(row.getLong("account_id")), text.ours()),
                    text.heard()));
        });
        texts = used;
        return new Lessons(generation[0], lessons);
    }

    private Text text(ResultSet row) throws SQLException {
        String heard = Heard
                .of(row.getString("subject"), row.getString("body"), SpokenTurn.read(row.getString("turns"))).text();
        return text(heard, Names.hidden(heard, Fields.texts(row, "names")),
                String.join("\n", Fields.texts(row, "ours")));
    }

    private Text text(String heard, String nameless, String ours) {
        return new Text(heard, nameless, unlearned.hidden(nameless), ours);
    }
}
