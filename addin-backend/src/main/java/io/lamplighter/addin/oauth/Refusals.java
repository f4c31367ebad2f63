// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.oauth;

import io.lamplighter.addin.board.Spelled;
import io.lamplighter.addin.board.Words;
import io.lamplighter.crm.sql.Fields;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Says once for each organisation what would otherwise be said for each of its mailboxes: that it lets us in no longer. */
public final class Refusals {

    // At Google one user can be refused as if all were: then the others are read, and only that one says so.
    private static final String REFUSING = """
            select organisation_id, provider, outside_id, name, account, refused_since, refusal, mailboxes, refused
              from organisation
             cross join lateral (
                   select count(*) as mailboxes, count(*) filter (where m.needs_sign_in or m.failing_since is not null) as refused
                     from oauth_connection o
                     join mailbox m using (mailbox_id)
                    where o.organisation_id = organisation.organisation_id and not m.paused and not m.waiting) as its
             where refused_since is not null and refused > 0 and (provider = 'microsoft' or refused = mailboxes)
             order by refused_since, organisation_id
            """;

    private final JdbcClient jdbc;
    private final Words words;
    private final Clock clock;

    public Refusals(JdbcClient jdbc, Words words, Clock clock) {
        this.jdbc = jdbc;
        this.words = words;
        this.clock = clock;
    }

    /** Those that have refused for longest first. */
    public List<Refusal> now() {
        Instant now = clock.instant();
        return jdbc.sql(REFUSING).query((row, i) -> refusal(row, now)).list();
    }

    private Refusal refusal(ResultSet row, Instant now) throws SQLException {
        boolean microsoft = row.getString("provider").equals(Organisation.MICROSOFT);
        Instant since = Fields.at(row, "refused_since");
        String outside = row.getString("outside_id");
        // An organisation that does not tell its name is known by its id alone.
        String name = row.getString("name").equals(outside) ? "Microsoft 365" : row.getString("name");
        return new Refusal(row.getLong("organisation_id"), row.getString("provider"), name, outside, since,
                row.getLong("mailboxes"), row.getLong("refused"),
                name + " ("
                        + (microsoft ? "tenant " + outside : row.getString("account")) + "): "
                        + howMany(row.getLong("refused"), row.getLong("mailboxes")) + " refused since "
                        + (words.day(since).equals(words.day(now)) ? words.time(since) : words.dateTime(since, now))
                        + ".",
                row.getString("refusal"),
                microsoft
                        ? "An administrator of the organisation must consent again. What waits for that goes on where it stopped."
                        : "An administrator must authorise the service account again, or give another key. What waits for"
                                + " that goes on where it stopped.",
                "/organisations/" + row.getLong("organisation_id") + "#right");
    }

    private static String howMany(long refused, long mailboxes) {
        if (refused < mailboxes) {
            return Spelled.of(refused) + " of " + Spelled.of(mailboxes) + " mailboxes, so far, "
                    + (refused == 1 ? "is" : "are");
        }
        return switch ((int) Math.min(mailboxes, 3)) {
            case 1 -> "its mailbox is";
            case 2 -> "both mailboxes are";
            default -> "all " + Spelled.of(mailboxes) + " mailboxes are";
        };
    }
}
