// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.mailbox;

import io.lamplighter.ingest.MailboxId;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Erases what only one mailbox told, while pages of it and of others may be on their way. */
final class Erasure {

    // The row that every page holds while it is stored: those on their way are stored first, none comes after.
    private static final String HOLD = "select mailbox_id from mailbox where mailbox_id = :mailbox for update";

    // In order, as pages of other mailboxes hold what they see in them too. What they saw until they let go is seen by the deletion, a
    // statement of its own. All of them, not only those that nobody else saw: two mailboxes may be erased at the same time.
    private static final String HOLD_TOLD = """
            select count(*)
              from (select from interaction
                     where interaction_id in (select interaction_id from witness where mailbox_id = :mailbox)
                     order by interaction_id
                       for update) as held
            """;

    // What another mailbox saw, or somebody put on a deal by hand, is not only this mailbox's to tell.
    private static final String ERASE = """
            delete from interaction i
             using witness w
             where w.interaction_id = i.interaction_id and w.mailbox_id = :mailbox
               and not exists (select from witness o where o.interaction_id = i.interaction_id and o.mailbox_id <> :mailbox)
            """;

    private static final String ERASE_NOTICES = "delete from meeting_notice where mailbox_id = :mailbox";

    private final JdbcClient jdbc;

    Erasure(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** To be called in the transaction that removes the mailbox. */
    void erase(MailboxId mailbox) {
        jdbc.sql(HOLD).param("mailbox", mailbox.value()).query(Long.class).optional();
        jdbc.sql(HOLD_TOLD).param("mailbox", mailbox.value()).query(Long.class).single();
        jdbc.sql(ERASE).param("mailbox", mailbox.value()).update();
        jdbc.sql(ERASE_NOTICES).param("mailbox", mailbox.value()).update();
    }
}
