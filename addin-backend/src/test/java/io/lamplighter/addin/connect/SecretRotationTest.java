// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.lamplighter.addin.OwnDatabase;
import io.lamplighter.crm.directory.User;
import io.lamplighter.crm.directory.Users;
import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.imap.ImapAccount;
import io.lamplighter.ingest.imap.SignIn;
import io.lamplighter.ingest.mailbox.HostLookup;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** After a rotation the former key can be thrown away: whatever kind of secret there is. */
class SecretRotationTest {

    private static final String FORMER_KEY = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
    private static final String PRESENT_KEY = "ZmVkY2JhOTg3NjU0MzIxMGZlZGNiYTk4NzY1NDMyMTA=";

    @RegisterExtension
    static final OwnDatabase DATABASE = new OwnDatabase();
    private static final JdbcClient JDBC = DATABASE.jdbc();
    private static final User ANNA = new Users(JDBC).add("anna", "Anna", "anna@seller.example", User.Role.REP);

    private final SecretBox former = SecretBox.of(FORMER_KEY, List.of(), Path.of("target"));
    private final SecretBox both = SecretBox.of(PRESENT_KEY, List.of(FORMER_KEY), Path.of("target"));
    private final SecretBox present = SecretBox.of(PRESENT_KEY, List.of(), Path.of("target"));
    private final SecretRotation rotation = new SecretRotation(JDBC,
            DATABASE.transaction(), both);

    /**
     * A column of secrets.
     *
     * @param insert a row of it for mailbox 77 with {@code :secret}
     * @param context what it is sealed for
     */
    record Kind(String table, String column, String insert, String context) {

        @Override
        public String toString() {
            return table + "." + column;
        }
    }

    static List<Kind> kinds() {
        String consent = """
                insert into oauth_connection (mailbox_id, provider, kind, account, since, calendar, transcripts,
                                              refresh_token, access_token, consented_at)
                values (77, 'google', 'delegated', 'a@s.example', now(), false, false, %s, %s, now())""";
        String source = """
                insert into imap_token_source (mailbox_id, token_url, client_id, grant_type, renewed_at,
                                               client_secret, refresh_token, access_token)
                values (77, 'https://login.example/token', 'lamp', 'refresh_token', now(), %s, %s, %s)""";
        String webhook = "insert into webhook (webhook_id, url, secret, created_at) values (5, %s, %s, now())";
        return List.of(
                new Kind("imap_connection", "secret", """
                        insert into imap_connection (mailbox_id, host, port, security, username, secret)
                        values (77, 'mail.example', 993, 'TLS', 'anna', :secret)""", "imap:77"),
                new Kind("oauth_connection", "refresh_token", consent.formatted(":secret", "''"), "oauth:77"),
                new Kind("oauth_connection", "access_token", consent.formatted("''", ":secret"), "oauth:77"),
                new Kind("oauth_consent", "verifier",
                        """
                                insert into oauth_consent (state_hash, provider, user_id, owner_email, verifier, since, calendar,
                                                           transcripts, expires_at)
                                select 'x', 'google', user_id, email, :secret, now(), false, false, now() from app_user""",
                        "consent"),
                new Kind("imap_token_source", "client_secret", source.formatted(":secret", "''", "''"),
                        "imap-token:77"),
                new Kind("imap_token_source", "refresh_token", source.formatted("''", ":secret", "''"),
                        "imap-token:77"),
                new Kind("imap_token_source", "access_token", source.formatted("''", "''", ":secret"), "imap-token:77"),
                new Kind("farewell", "refresh_token", """
                        insert into farewell (mailbox_id, provider, kind, account, account_id, refresh_token, calendar,
                                              transcripts, removed_at, try_at)
                        values (77, 'google', 'delegated', 'a@s.example', '', :secret, false, false, now(), now())""",
                        "oauth:77"),
                new Kind("push_subscription", "secret",
                        """
                                insert into push_subscription (connector, id, mailbox_id, resource, secret, renewed_at, expires_at)
                                values ('graph', 'sub-1', 77, 'mail', :secret, now(), now())""",
                        "push:77"),
                new Kind("organisation", "secret", """
                        insert into organisation (organisation_id, provider, outside_id, name, secret, connected_at)
                        overriding system value values (3, 'google', '1', 'seller.example', :secret, now())""",
                        "organisation:3"),
                new Kind("webhook", "url", webhook.formatted(":secret", "''"), "webhook:5"),
                new Kind("webhook", "secret", webhook.formatted("''", ":secret"), "webhook:5"),
                new Kind("webhook", "former_secret", """
                        insert into webhook (webhook_id, url, secret, former_secret, former_until, created_at)
                        values (5, '', '', :secret, now(), now())""", "webhook:5"),
                new Kind("mailbox_batch_row", "secret", """
                        with batch as (
                            insert into mailbox_batch (batch_id, begun_at) overriding system value values (9, now())
                            returning batch_id
                        )
                        insert into mailbox_batch_row (batch_id, row_number, address, state, secret)
                        select batch_id, 2, 'a@s.example', 'waiting', :secret from batch""", "batch:9:2"));
    }

    private static Kind kind(String column) {
        return kinds().stream().filter(kind -> kind.toString().equals(column)).findFirst().orElseThrow();
    }

    @BeforeEach
    void nothingIsSealed() {
        JDBC.sql("truncate mailbox, organisation, webhook, oauth_consent, mailbox_batch, farewell cascade").update();
        JDBC.sql("""
                insert into mailbox (mailbox_id, user_id, connector, address)
                overriding system value values (77, :anna, 'imap', 'anna@seller.example')
                """).param("anna", ANNA.id().value()).update();
    }

    private static String stored(Kind kind) {
        return JDBC.sql("select " + kind.column() + " from " + kind.table()).query(String.class).single();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void everyKindOfSecretOpensWithThePresentKeyAlone(Kind kind) {
        JDBC.sql(kind.insert()).param("secret", former.seal("lamp oil", kind.context())).update();

        assertThat(rotation.rotate()).isEqualTo(1);

        assertThat(present.open(stored(kind), kind.context())).isEqualTo("lamp oil");
        assertThat(rotation.rotate()).as("nothing is left to do").isZero();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void whatWasSealedBeforeKeysHadNamesIsSealedAnewToo(Kind kind) {
        String named = former.seal("lamp oil", kind.context());
        JDBC.sql(kind.insert()).param("secret", "1:" + named.substring(named.lastIndexOf(':') + 1)).update();

        assertThat(rotation.rotate()).isEqualTo(1);

        assertThat(present.open(stored(kind), kind.context())).isEqualTo("lamp oil");
    }

    @Test
    void noColumnOfSecretsIsForgotten() {
        List<String> named = JDBC.sql("""
                select table_name || '.' || column_name
                  from information_schema.columns
                 where table_schema = 'public' and data_type = 'text'
                   and (column_name like '%secret%' or column_name like '%token' or column_name like '%password%'
                        or column_name in ('verifier', 'url'))
                """).query(String.class).list();

        assertThat(kinds().stream().map(Kind::toString)).containsAll(named.stream()
                // Hashes, which nobody has to open, and a place in a mailbox.
                .filter(column -> !Set.of("sign_in.password_hash", "installation.secret_key", "mailbox_cursor.token")
                        .contains(column))
                .toList());
    }

    @Test
    void aPasswordIsReadAsBefore() {
        ImapConnections before = new ImapConnections(JDBC, former, HostLookup.ANYWHERE);
        before.save(new MailboxId(77), new ImapAccount("mail.example", 993,
                ImapAccount.Security.TLS, "anna", "wick-and-oil", List.of(), false));

        rotation.rotate();

        assertThat(new ImapConnections(JDBC, present, HostLookup.ANYWHERE)
                .find(new MailboxId(77)).orElseThrow().signIn())
                .isEqualTo(new SignIn.Password("wick-and-oil"));
    }

    @Test
    void oneThatOpensWithNoKeyLeavesEverythingAsItWas() {
        Kind good = kind("imap_connection.secret");
        Kind lost = kind("organisation.secret");
        String sealed = former.seal("lamp oil", good.context());
        JDBC.sql(good.insert()).param("secret", sealed).update();
        JDBC.sql(lost.insert()).param("secret", former.seal("lamp oil", "another context")).update();

        assertThatIllegalStateException().isThrownBy(rotation::rotate).withMessageNotContaining("lamp oil");

        assertThat(stored(good)).isEqualTo(sealed);
    }
}
