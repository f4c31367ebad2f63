// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.oauth;

import io.lamplighter.addin.connect.SecretBox;
import io.lamplighter.crm.sql.Fields;
import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.google.GoogleAccount;
import io.lamplighter.ingest.google.GoogleHosts;
import io.lamplighter.ingest.mailbox.AccessTokens;
import io.lamplighter.ingest.mailbox.FolderChoice;
import io.lamplighter.ingest.mailbox.MailboxFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The right to read Microsoft and Google mailboxes, with everything secret sealed. A token is renewed by one node at a time:
 * whoever else needs it waits for the row and finds the new one, because a provider may take a refresh token once only.
 */
public final class OAuthConnections implements AccessTokens {

    private static final Duration GOOD_FOR = Duration.ofMinutes(2);
    /** After so long it is seen that an organisation has another key, or none. */
    private static final Duration LOOKED_UP_EVERY = Duration.ofMinutes(3);

    private static final String SAVE = """
            insert into oauth_connection (mailbox_id, provider, kind, account, since, calendar, transcripts, refresh_token,
                                          access_token, access_expires_at, consented_at, renewed_at)
            values (:mailbox, :provider, :kind, :account, :since, :calendar, :transcripts, :refresh, :access, :expires, :now,
                    :now)
            on conflict (mailbox_id) do update
               set provider = excluded.provider, kind = excluded.kind, account = excluded.account,
                   organisation_id = null, account_id = '',
                   calendar = excluded.calendar, transcripts = excluded.transcripts, refresh_token = excluded.refresh_token,
                   access_token = excluded.access_token, access_expires_at = excluded.access_expires_at,
                   consented_at = excluded.consented_at, renewed_at = excluded.renewed_at
            """;

    private static final String SAVE_OF_ORGANISATION = """
            insert into oauth_connection (mailbox_id, provider, kind, account, since, calendar, transcripts, refresh_token,
                                          consented_at, organisation_id, account_id)
            values (:mailbox, :provider, 'application', :account, :since, :calendar, :transcripts, '', :now, :organisation,
                    :accountId)
            on conflict (mailbox_id) do update
               set provider = excluded.provider, kind = excluded.kind, account = excluded.account,
                   organisation_id = excluded.organisation_id, account_id = excluded.account_id,
                   calendar = excluded.calendar, transcripts = excluded.transcripts, refresh_token = '', access_token = '',
                   access_expires_at = '-infinity', consented_at = excluded.consented_at
            """;

    private static final String OF_ORGANISATION = """
            select organisation_id, account_id from oauth_connection where mailbox_id = :mailbox
            """;

    private static final String FIND = """
            select o.provider, o.kind, o.account, case when c.folders_chosen then '{}' else o.folders end as folders,
                   coalesce(c.left_out, '{}') as left_out, coalesce(c.also_read, '{}') as also_read,
                   coalesce(c.since, o.since) as since, o.calendar and coalesce(c.calendar, true) as calendar,
                   o.transcripts and coalesce(c.transcripts, true) as transcripts
              from oauth_connection o
              left join reading_choice c using (mailbox_id)
             where o.mailbox_id = :mailbox
            """;

    private static final String TOKENS = """
            select provider, refresh_token, access_token, access_expires_at
              from oauth_connection
             where mailbox_id = :mailbox
               for update
            """;

    private static final String RENEWED = """
            update oauth_connection
               set access_token = :access, access_expires_at = :expires, refresh_token = :refresh, renewed_at = :now
             where mailbox_id = :mailbox
            """;

    private static final String REFUSED = """
            update oauth_connection set access_expires_at = '-infinity' where mailbox_id = :mailbox
            """;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final SecretBox box;
    private final OAuthProviders providers;
    private final OAuthClient client;
    private final OrganisationTokens organisations;
    private final Clock clock;
    private final Map<MailboxId, Held> held = new ConcurrentHashMap<>();

    public OAuthConnections(JdbcClient jdbc, TransactionTemplate transaction, SecretBox box, OAuthProviders providers,
            OrganisationTokens organisations, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.box = box;
        this.providers = providers;
        this.client = new OAuthClient(clock);
        this.organisations = organisations;
        this.clock = clock;
    }

    /** How a mailbox is connected. */
    public enum Kind {
        /** Its owner consented. */
        DELEGATED,
        /** The organisation did, for all of its mailboxes. */
        APPLICATION;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param account the address at the provider */
    public record Connection(String provider, Kind kind, String account, List<String> folders, FolderChoice choice,
            Instant since, boolean calendar, boolean transcripts) {

        /** As it is made: nobody has chosen yet. */
        public Connection(String provider, Kind kind, String account, List<String> folders, Instant since,
                boolean calendar, boolean transcripts) {
            this(provider, kind, account, folders, FolderChoice.NONE, since, calendar, transcripts);
        }
    }

    private record Held(String access, Instant expiresAt) {}

    void save(MailboxId mailbox, Connection connection, OAuthTokens tokens) {
        jdbc.sql(SAVE).param("mailbox", mailbox.value()).param("provider", connection.provider())
                .param("kind", connection.kind().word()).param("account", connection.account())
                .param("since", connection.since().atOffset(ZoneOffset.UTC)).param("calendar", connection.calendar())
                .param("transcripts", connection.transcripts())
                .param("refresh", box.seal(tokens.refresh(), context(mailbox)))
                .param("access", box.seal(tokens.access(), context(mailbox)))
                .param("expires", tokens.expiresAt().atOffset(ZoneOffset.UTC))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC)).update();
        held.remove(mailbox);
    }

    /** @param accountId what the provider calls the account, whatever its address becomes */
    void save(MailboxId mailbox, Connection connection, long organisation, String accountId) {
        jdbc.sql(SAVE_OF_ORGANISATION).param("mailbox", mailbox.value()).param("provider", connection.provider())
                .param("account", connection.account()).param("since", connection.since().atOffset(ZoneOffset.UTC))
                .param("calendar", connection.calendar()).param("transcripts", connection.transcripts())
                .param("organisation", organisation).param("accountId", accountId)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC)).update();
        held.remove(mailbox);
    }

    private record OfOrganisation(long id, String accountId) {}

    private OfOrganisation organisation(MailboxId mailbox) {
        return jdbc.sql(OF_ORGANISATION).param("mailbox", mailbox.value())
                .query((row, i) -> new OfOrganisation(row.getLong("organisation_id"), row.getString("account_id")))
                .single();
    }

    /** What requests about it name: {@code me} where its owner consented. */
    public String user(MailboxId mailbox, Connection connection) {
        return connection.kind() == Kind.DELEGATED ? "me" : organisation(mailbox).accountId();
    }

    /** @throws MailboxFailure.ChangeSettings if there is none */
    public Connection connection(MailboxId mailbox) {
        return jdbc.sql(FIND).param("mailbox", mailbox.value())
                .query((row, i) -> new Connection(row.getString("provider"),
                        Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                        row.getString("account"), Fields.texts(row, "folders"),
                        new FolderChoice(Set.copyOf(Fields.texts(row, "left_out")),
                                Set.copyOf(Fields.texts(row, "also_read"))),
                        Fields.at(row, "since"),
                        row.getBoolean("calendar"), row.getBoolean("transcripts")))
                .optional().orElseThrow(() -> new MailboxFailure.ChangeSettings(
                        "This mailbox has no connection any more. Connect it again.", null));
    }

    /** What was allowed at the provider beside mail, whether it is read or not. */
    public record Allowed(boolean calendar, boolean transcripts) {}

    public Allowed allowed(MailboxId mailbox) {
        return jdbc.sql("select calendar, transcripts from oauth_connection where mailbox_id = :mailbox")
                .param("mailbox", mailbox.value())
                .query((row, i) -> new Allowed(row.getBoolean("calendar"), row.getBoolean("transcripts"))).optional()
                .orElse(new Allowed(false, false));
    }

    @Override
    public String current(MailboxId mailbox) {
        Held now = held.get(mailbox);
        if (now != null && isGood(now.expiresAt())) {
            return now.access();
        }
        Held renewed = connection(mailbox).kind() == Kind.APPLICATION
                ? new Held(organisations.current(organisation(mailbox).id(), mailbox, this::google),
                        clock.instant().plus(LOOKED_UP_EVERY).plus(GOOD_FOR))
                : transaction.execute(status -> locked(mailbox));
        held.put(mailbox, renewed);
        return renewed.access();
    }

    private GoogleAccount google(MailboxId mailbox) {
        Connection connection = connection(mailbox);
        return new GoogleAccount(connection.account(), List.of(), connection.since(), connection.calendar(),
                connection.transcripts(), GoogleHosts.GOOGLE);
    }

    private boolean isGood(Instant expiresAt) {
        return clock.instant().plus(GOOD_FOR).isBefore(expiresAt);
    }

    private record Stored(OAuthProvider provider, String refresh, String access, Optional<Instant> expiresAt) {}

    private Held locked(MailboxId mailbox) {
        Stored stored = jdbc.sql(TOKENS).param("mailbox", mailbox.value())
                .query((row, i) -> new Stored(providers.named(row.getString("provider")),
                        box.open(row.getString("refresh_token"), context(mailbox)), row.getString("access_token"),
                        Fields.instant(row, "access_expires_at")))
                .optional().orElseThrow(() -> new MailboxFailure.ChangeSettings(
                        "This mailbox has no connection any more. Connect it again.", null));
        Optional<Instant> good = stored.expiresAt().filter(this::isGood);
        if (good.isPresent() && !stored.access().isEmpty()) {
            return new Held(box.open(stored.access(), context(mailbox)), good.get());
        }
        OAuthTokens tokens = client.refresh(stored.provider(), stored.refresh());
        String refresh = tokens.refresh().isEmpty() ? stored.refresh() : tokens.refresh();
        jdbc.sql(RENEWED).param("mailbox", mailbox.value()).param("access", box.seal(tokens.access(), context(mailbox)))
                .param("expires", tokens.expiresAt().atOffset(ZoneOffset.UTC))
                .param("refresh", box.seal(refresh, context(mailbox)))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC)).update();
        return new Held(tokens.access(), tokens.expiresAt());
    }

    @Override
    public void refused(MailboxId mailbox, String token) {
        Held now = held.get(mailbox);
        if (now == null || now.access().equals(token)) {
            held.remove(mailbox);
            organisations.refused(mailbox, token);
            jdbc.sql(REFUSED).param("mailbox", mailbox.value()).update();
        }
    }

    private static String context(MailboxId mailbox) {
        return "oauth:" + mailbox.value();
    }
}
