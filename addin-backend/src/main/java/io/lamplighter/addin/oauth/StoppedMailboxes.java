// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.oauth;

import io.lamplighter.crm.mailbox.MailboxEvents;
import io.lamplighter.ingest.MailboxId;
import java.time.Clock;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Mailboxes that are read by the right of an organisation and cannot be read: they go on when it lets us in again. */
public final class StoppedMailboxes {

    private static final String STOPPED = """
            select mailbox_id
              from oauth_connection o
              join mailbox m using (mailbox_id)
             where o.organisation_id = :organisation and (m.needs_sign_in or m.failing_since is not null)
             order by mailbox_id
            """;

    private final JdbcClient jdbc;
    private final OAuthDesk.Books books;
    private final Clock clock;

    public StoppedMailboxes(JdbcClient jdbc, OAuthDesk.Books books, Clock clock) {
        this.jdbc = jdbc;
        this.books = books;
        this.clock = clock;
    }

    int count(Organisation organisation) {
        return of(organisation).size();
    }

    private List<MailboxId> of(Organisation organisation) {
        return jdbc.sql(STOPPED).param("organisation", organisation.id())
                .query((row, i) -> new MailboxId(row.getLong("mailbox_id"))).list();
    }

    /**
     * Lets them have their turns. Whether that helps, the first request of each tells.
     *
     * @return how many they are
     */
    int goOn(Organisation organisation) {
        List<MailboxId> stopped = of(organisation);
        for (MailboxId mailbox : stopped) {
            books.mailboxes().reconnected(mailbox);
            books.events().add(mailbox, MailboxEvents.Kind.RECONNECTED, organisation.name(), clock.instant());
            books.schedule().wake(mailbox);
        }
        return stopped.size();
    }
}
