// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.connect;

import io.lamplighter.crm.sql.Fields;
import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.imap.ImapAccount;
import io.lamplighter.ingest.imap.ImapAccounts;
import io.lamplighter.ingest.mailbox.MailboxFailure;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How IMAP mailboxes are reached, with their passwords sealed. */
public final class ImapConnections implements ImapAccounts {

    private static final String SAVE = """
            insert into imap_connection (mailbox_id, host, port, security, username, secret, folders, plain_allowed)
            values (:mailbox, :host, :port, :security, :username, :secret, :folders, :plainAllowed)
            on conflict (mailbox_id) do update
               set host = excluded.host, port = excluded.port, security = excluded.security, username = excluded.username,
                   secret = excluded.secret, folders = excluded.folders, plain_allowed = excluded.plain_allowed
            """;

    private static final String FIND = """
            select host, port, security, username, secret, folders, plain_allowed
              from imap_connection
             where mailbox_id = :mailbox
            """;

    private final JdbcClient jdbc;
    private final SecretBox box;

    public ImapConnections(JdbcClient jdbc, SecretBox box) {
        this.jdbc = jdbc;
        this.box = box;
    }

    public void save(MailboxId mailbox, ImapAccount account) {
        jdbc.sql(SAVE).param("mailbox", mailbox.value()).param("host", account.host()).param("port", account.port())
                .param("security", account.security().name()).param("username", account.user())
                .param("secret", box.seal(account.password(), context(mailbox)))
                .param("folders", account.folders().toArray(String[]::new))
                .param("plainAllowed", account.plainAllowed())
                .update();
    }

    public Optional<ImapAccount> find(MailboxId mailbox) {
        return jdbc.sql(FIND).param("mailbox", mailbox.value())
                .query((row, i) -> new ImapAccount(row.getString("host"), row.getInt("port"),
                        ImapAccount.Security.valueOf(row.getString("security")), row.getString("username"),
                        box.open(row.getString("secret"), context(mailbox)), Fields.texts(row, "folders"),
                        row.getBoolean("plain_allowed")))
                .optional();
    }

    @Override
    public ImapAccount account(MailboxId mailbox) {
        return find(mailbox).orElseThrow(
                () -> new MailboxFailure.ChangeSettings("This mailbox has no connection settings. Connect it again.",
                        null));
    }

    private static String context(MailboxId mailbox) {
        return "imap:" + mailbox.value();
    }
}
