// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.oauth;

import io.lamplighter.addin.connect.SecretBox;
import io.lamplighter.crm.sql.Fields;
import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.google.GoogleAccount;
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

/** The right to read Microsoft and Google mailboxes: their owners', sealed, or that of their organisation. Thread-safe. */
public final class OAuthConnections implements AccessTokens {

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

    private final JdbcClient jdbc;
    private final SealedTokens tokens;
    private final OAuthProviders providers;
    private final OAuthClient client;
    private final OrganisationTokens organisations;
    private final Clock clock;
    private final Map<MailboxId, LookedUp> ofOrganisations = new ConcurrentHashMap<>();

    public OAuthConnections(JdbcClient jdbc, TransactionTemplate transaction, SecretBox box, OAuthProviders providers,
            OrganisationTokens organisations, Clock clock) {
        this.jdbc = jdbc;
        this.tokens = new SealedTokens(SealedTokens.Place.CONSENTS, jdbc, transaction, box, clock);
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

    /** @param until when it is looked up again */
    private record LookedUp(Organisation organisation, Instant until) {}

    void save(MailboxId mailbox, Connection connection, OAuthTokens given) {
        jdbc.sql(SAVE).param("mailbox", mailbox.value()).param("provider", connection.provider())
                .param("kind", connection.kind().word()).param("account", connection.account())
                .param("since", connection.since().atOffset(ZoneOffset.UTC)).param("calendar", connection.calendar())
                .param("transcripts", connection.transcripts())
                .param("refresh", tokens.seal(mailbox, given.refresh()))
                .param("access", tokens.seal(mailbox, given.access()))
                .param("expires", given.expiresAt().atOffset(ZoneOffset.UTC))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC)).update();
        forget(mailbox);
    }

    /** @param accountId what the provider calls the account, whatever its address becomes */
    void save(MailboxId mailbox, Connection connection, long organisation, String accountId) {
        jdbc.sql(SAVE_OF_ORGANISATION).param("mailbox", mailbox.value()).param("provider", connection.provider())
                .param("account", connection.account()).param("since", connection.since().atOffset(ZoneOffset.UTC))
                .param("calendar", connection.calendar()).param("transcripts", connection.transcripts())
                .param("organisation", organisation).param("accountId", accountId)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC)).update();
        forget(mailbox);
    }

    private void forget(MailboxId mailbox) {
        tokens.replaced(mailbox);
        ofOrganisations.remove(mailbox);
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

    /** The organisation by whose right it is read; empty where that is its owner's. */
    Optional<Organisation> readBy(MailboxId mailbox) {
        return jdbc.sql(OF_ORGANISATION).param("mailbox", mailbox.value())
                .query((row, i) -> row.getObject("organisation_id", Long.class)).optional()
                .map(organisations::find);
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
        LookedUp known = ofOrganisations.get(mailbox);
        if (known != null && clock.instant().isBefore(known.until())) {
            try {
                return organisations.current(known.organisation(), mailbox, this::google);
            } catch (MailboxFailure.ChangeSettings changed) {
                // Somebody may have changed them already: another key, or another service account.
                ofOrganisations.remove(mailbox);
            }
        }
        return tokens.lent(mailbox).orElseGet(() -> looked(mailbox));
    }

    private String looked(MailboxId mailbox) {
        Connection connection = connection(mailbox);
        if (connection.kind() == Kind.DELEGATED) {
            return tokens.current(mailbox,
                    refresh -> client.refresh(providers.named(connection.provider()), refresh));
        }
        Organisation organisation = organisations.find(organisation(mailbox).id());
        ofOrganisations.put(mailbox, new LookedUp(organisation, clock.instant().plus(LOOKED_UP_EVERY)));
        return organisations.current(organisation, mailbox, this::google);
    }

    private GoogleAccount google(MailboxId mailbox) {
        Connection connection = connection(mailbox);
        return new GoogleAccount(connection.account(), List.of(), connection.since(), connection.calendar(),
                connection.transcripts(), organisations.places().google());
    }

    @Override
    public void refused(MailboxId mailbox, String token) {
        if (connection(mailbox).kind() == Kind.DELEGATED) {
            tokens.refused(mailbox, token);
        } else {
            organisations.refused(mailbox, token);
        }
    }
}
