// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.scoring;

import io.lamplighter.crm.directory.User;
import io.lamplighter.crm.sql.Fields;
import io.lamplighter.crm.sql.Json;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Phrases that are not to be learned, whatever the ratings say: from now on it is as if their words stood in none of the rated
 * texts, so nothing that overlaps them is learned there either. What is learned is then still the same for the same ratings and the
 * same such phrases, in whatever order they came. What was decided is kept for ever and can be taken back.
 */
public final class WithdrawnPhrases {

    private static final String CURRENT = """
            select p.language, p.phrase, p.words, p.note, u.name, p.at
              from withdrawn_phrase p
              join app_user u on u.user_id = p.by_id
             order by p.at desc, p.phrase_event_id desc
            """;

    private static final String KEYS = "select language, phrase from withdrawn_phrase";

    private static final String DECIDE = """
            insert into phrase_event (language, phrase, words, what, note, by_id, at)
            select :language, :phrase, coalesce(nullif(:words, ''), c.words, :phrase), :what, :note, :by, :now
              from (select 1) one
              left join withdrawn_phrase c on c.language = :language and c.phrase = :phrase
             where (c.phrase is null) = (:what = 'WITHDRAWN')
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    public WithdrawnPhrases(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Says that a phrase is not to be learned.
     *
     * @param words as it was shown
     * @param note why; may be empty
     * @return whether that is new
     */
    public boolean withdraw(PhraseKey phrase, String words, String note, User by) {
        return decide("WITHDRAWN", phrase, words, note, by);
    }

    /** Lets a phrase be learned again; returns whether it was not. */
    public boolean restore(PhraseKey phrase, User by) {
        return decide("RESTORED", phrase, "", "", by);
    }

    private boolean decide(String what, PhraseKey phrase, String words, String note, User by) {
        return jdbc.sql(DECIDE).param("language", phrase.language()).param("phrase", Json.storable(phrase.phrase()))
                .param("words", Json.storable(words)).param("what", what).param("note", Json.storable(note))
                .param("by", by.id().value()).param("now", clock.instant().atOffset(ZoneOffset.UTC)).update() > 0;
    }

    /** Those that are not learned now, the latest first. */
    public List<WithdrawnPhrase> current() {
        return jdbc.sql(CURRENT).query((row, i) -> new WithdrawnPhrase(
                new PhraseKey(row.getString("language"), row.getString("phrase")), row.getString("words"),
                row.getString("note"), row.getString("name"), Fields.at(row, "at"))).list();
    }

    static Set<PhraseKey> keys(JdbcClient jdbc) {
        return new TreeSet<>(jdbc.sql(KEYS)
                .query((row, i) -> new PhraseKey(row.getString("language"), row.getString("phrase"))).list());
    }
}
