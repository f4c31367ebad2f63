// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.mailbox;

import io.lamplighter.crm.sql.Column;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Finds mailboxes among many: those that need somebody first, then by the names of their owners, a page at a time. */
public final class MailboxSearch {

    private static final String FOUND = """
            select *
              from (select m.*, u.name as owner_name, %s as standing, %s
                      from mailbox m
                      join app_user u using (user_id)) as m
             where (:standing::int is null or standing = :standing) and (not :missing or compared_missing > 0)
               and lower(m.address || ' ' || m.owner_name) like all (:words::text[])
            """
            .formatted(Standing.SQL, StateRows.RESTS_UNTIL);

    private static final String FIND = FOUND + """
               and (standing, owner_name, address) > (:rank, :name, :address)
             order by standing, owner_name, address
             limit :limit
            """;

    private static final String IN_ORDER = FOUND + " and mailbox_id > :after order by mailbox_id limit :limit";

    private static final String COUNTS = "select " + Standing.SQL
            + " as standing, count(*) as n from mailbox m group by 1";

    private static final Standing[] IN_ORDER_OF_NEED = Standing.values();

    private static final int MOST_WORDS = 8;

    private final JdbcClient jdbc;
    private final Clock clock;

    public MailboxSearch(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * What is looked for.
     *
     * @param words all of them are in the address or the name of the owner; empty for any
     * @param standing empty for any
     * @param missing whether only those of which something was missing at the last comparison with the provider, also where they cannot
     *     be read now
     */
    public record Query(String words, Optional<Standing> standing, boolean missing) {

        public static final Query ALL = new Query("", Optional.empty(), false);
    }

    /** @param standing as of when it was looked for */
    public record Found(MailboxState mailbox, Standing standing) {}

    /** Where a page ends. What changes its standing between two pages may be on both or on none. */
    public record Key(int rank, String name, String address) {

        public static final Key START = new Key(-1, "", "");

        public static Key of(Found last) {
            return new Key(last.standing().ordinal(), last.mailbox().ownerName(), last.mailbox().address());
        }

        /** @return empty if {@link #text} never gave it */
        public static Optional<Key> parse(String text) {
            try {
                String[] parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split("\n",
                        -1);
                return parts.length == 3 && parts[0].matches("\\d")
                        ? Optional.of(new Key(Integer.parseInt(parts[0]), parts[1], parts[2]))
                        : Optional.empty();
            } catch (IllegalArgumentException other) {
                return Optional.empty();
            }
        }

        /** For an address of a page. */
        public String text() {
            return Base64.getUrlEncoder().withoutPadding()
                    .encodeToString((rank + "\n" + name + "\n" + address).getBytes(StandardCharsets.UTF_8));
        }
    }

    /** At most {@code limit} of them, after {@code after}. */
    public List<Found> find(Query query, Key after, int limit) {
        return looking(FIND, query).param("rank", after.rank()).param("name", after.name())
                .param("address", after.address())
                .param("limit", limit)
                .query((row, i) -> new Found(StateRows.state(row, i), IN_ORDER_OF_NEED[row.getInt("standing")])).list();
    }

    /** The same in the order in which they were connected, those after {@code after}. */
    public List<MailboxState> inOrder(Query query, long after, int limit) {
        return looking(IN_ORDER, query).param("after", after).param("limit", limit)
                .query(StateRows::state).list();
    }

    private JdbcClient.StatementSpec looking(String sql, Query query) {
        return jdbc.sql(sql).param("standing", rank(query)).param("words", Column.text(words(query)))
                .param("missing", query.missing()).param("now", now());
    }

    private static @Nullable Integer rank(Query query) {
        return query.standing().map(Standing::ordinal).orElse(null);
    }

    private static List<String> words(Query query) {
        return Arrays.stream(query.words().toLowerCase(Locale.ROOT).strip().split("\\s+"))
                .filter(word -> !word.isEmpty()).limit(MOST_WORDS)
                // What somebody types has no wildcards.
                .map(word -> "%" + word.replaceAll("[\\\\%_]", "\\\\$0") + "%").toList();
    }

    /** How many there are of each standing; those of which there is none are left out. */
    public Map<Standing, Long> counts() {
        Map<Standing, Long> counts = new EnumMap<>(Standing.class);
        jdbc.sql(COUNTS).param("now", now()).query(row -> {
            counts.put(IN_ORDER_OF_NEED[row.getInt("standing")], row.getLong("n"));
        });
        return counts;
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
