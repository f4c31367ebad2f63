// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.connect;

import io.lamplighter.crm.sql.Fields;
import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.imap.ImapAccount;
import io.lamplighter.ingest.imap.ImapAccounts;
import io.lamplighter.ingest.imap.ImapConnector;
import io.lamplighter.ingest.imap.SignIn;
import io.lamplighter.ingest.mailbox.AccessTokens;
import io.lamplighter.ingest.mailbox.FolderChoice;
import io.lamplighter.ingest.mailbox.HostLookup;
import io.lamplighter.ingest.mailbox.MailboxFailure;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How IMAP mailboxes are reached, with their passwords sealed. */
public final class ImapConnections implements ImapAccounts {

    private static final String PASSWORD = "PASSWORD";
    private static final String TOKEN = "TOKEN";

    private static final String SAVE = """
            insert into imap_connection (mailbox_id, host, port, security, username, sign_in, secret, folders, plain_allowed)
            values (:mailbox, :host, :port, :security, :username, :signIn, :secret, :folders, :plainAllowed)
            on conflict (mailbox_id) do update
               set host = excluded.host, port = excluded.port, security = excluded.security, username = excluded.username,
                   sign_in = excluded.sign_in, secret = excluded.secret, folders = excluded.folders, plain_allowed = excluded.plain_allowed
            """;

    private static final String FIND = """
            select i.host, i.port, i.security, i.username, i.sign_in, i.secret, i.plain_allowed,
                   case when c.folders_chosen then array['*'] else i.folders end as folders,
                   coalesce(c.left_out, '{}') as left_out, coalesce(c.also_read, '{}') as also_read,
                   coalesce(c.since, 'epoch') as since
              from imap_connection i
              left join reading_choice c using (mailbox_id)
             where i.mailbox_id = :mailbox
            """;

    private final JdbcClient jdbc;
    private final SecretBox box;
    private final HostLookup hosts;

    /** @param hosts which of them may be called */
    public ImapConnections(JdbcClient jdbc, SecretBox box, HostLookup hosts) {
        this.jdbc = jdbc;
        this.box = box;
        this.hosts = hosts;
    }

    /**
     * Tries a connection without storing anything.
     *
     * @return the folders that would be read
     * @throws MailboxFailure saying what is wrong and what to do
     */
    List<String> test(ImapAccount account) {
        return ImapConnector.test(account, hosts);
    }

    List<String> test(ImapAccount account, AccessTokens given) {
        return ImapConnector.test(account, hosts, given);
    }

    public void save(MailboxId mailbox, ImapAccount account) {
        jdbc.sql(SAVE).param("mailbox", mailbox.value()).param("host", account.host()).param("port", account.port())
                .param("security", account.security().name()).param("username", account.user())
                .param("signIn", account.signIn() instanceof SignIn.Token ? TOKEN : PASSWORD)
                .param("secret", box.seal(account.signIn() instanceof SignIn.Password p ? p.password() : "",
                        context(mailbox)))
                .param("folders", account.folders().toArray(String[]::new))
                .param("plainAllowed", account.plainAllowed())
                .update();
    }

    public Optional<ImapAccount> find(MailboxId mailbox) {
        return find(mailbox, secret -> box.open(secret, context(mailbox)));
    }

    /** The same with an empty password, which works even if the key that sealed it is lost. */
    public Optional<ImapAccount> withoutSecret(MailboxId mailbox) {
        return find(mailbox, secret -> "");
    }

    private Optional<ImapAccount> find(MailboxId mailbox, UnaryOperator<String> opened) {
        return jdbc.sql(FIND).param("mailbox", mailbox.value())
                .query((row, i) -> new ImapAccount(row.getString("host"), row.getInt("port"),
                        ImapAccount.Security.valueOf(row.getString("security")), row.getString("username"),
                        row.getString("sign_in").equals(TOKEN)
                                ? new SignIn.Token()
                                : new SignIn.Password(opened.apply(row.getString("secret"))),
                        Fields.texts(row, "folders"),
                        new FolderChoice(Set.copyOf(Fields.texts(row, "left_out")),
                                Set.copyOf(Fields.texts(row, "also_read"))),
                        Fields.at(row, "since"), row.getBoolean("plain_allowed")))
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
