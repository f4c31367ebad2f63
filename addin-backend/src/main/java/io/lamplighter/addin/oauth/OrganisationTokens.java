// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.oauth;

import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.google.GoogleAccount;
import io.lamplighter.ingest.google.GoogleAccounts;
import io.lamplighter.ingest.google.GoogleHosts;
import io.lamplighter.ingest.google.GooglePeople;
import io.lamplighter.ingest.google.ServiceAccountTokens;
import io.lamplighter.ingest.mailbox.AccessTokens;
import io.lamplighter.ingest.mailbox.MailboxFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The right of organisations to be read. Microsoft gives one token for all mailboxes of a tenant, so one is asked for an hour and not
 * one for each mailbox; Google gives one for each user. Every node asks for its own. Thread-safe.
 */
public final class OrganisationTokens {

    private static final Duration SPARE = Duration.ofMinutes(2);
    /** After so long a token that Google gave says again that its organisation lets us in: another node may have found otherwise. */
    private static final Duration SAID_EVERY = Duration.ofMinutes(10);
    private static final String NO_MAIL = "The organisation lets this application in, but no longer to read mail: the"
            + " application permission Mail.Read of Microsoft Graph is not granted.";

    private static final String CONNECTED = """
            select count(*) from oauth_connection where organisation_id = :organisation and lower(account) = :account
            """;

    private final Organisations organisations;
    private final OAuthProviders providers;
    private final Places places;
    private final JdbcClient jdbc;
    private final OAuthClient client;
    private final Clock clock;
    private final Map<Long, OAuthTokens> tenants = new ConcurrentHashMap<>();
    private final Map<Long, Delegated> domains = new ConcurrentHashMap<>();
    private final Map<Long, Instant> letIn = new ConcurrentHashMap<>();

    private record Delegated(String keyId, ServiceAccountTokens tokens) {}

    public OrganisationTokens(Organisations organisations, OAuthProviders providers, Places places, JdbcClient jdbc,
            Clock clock) {
        this.organisations = organisations;
        this.providers = providers;
        this.places = places;
        this.jdbc = jdbc;
        this.client = new OAuthClient(clock);
        this.clock = clock;
    }

    /** @throws MailboxFailure.ChangeSettings if it is not connected any more */
    Organisation find(long id) {
        return organisations.find(id).orElseThrow(() -> new MailboxFailure.ChangeSettings(
                "The organisation of this mailbox is not connected any more. Connect it again.", null));
    }

    /** Where the providers answer. */
    Places places() {
        return places;
    }

    /** One that works, for a mailbox that is stored. */
    String current(Organisation organisation, MailboxId mailbox, GoogleAccounts accounts) {
        return organisation.isMicrosoft()
                ? tenant(organisation)
                : delegated(organisation, mailbox, accounts);
    }

    private String delegated(Organisation google, MailboxId mailbox, GoogleAccounts accounts) {
        try {
            String token = domain(google, accounts).current(mailbox);
            Instant now = clock.instant();
            if (now.isAfter(letIn.getOrDefault(google.id(), Instant.MIN))) {
                organisations.letsIn(google);
                letIn.put(google.id(), now.plus(SAID_EVERY));
            }
            return token;
        } catch (MailboxFailure.LetInAgain refused) {
            organisations.refuses(google, refused.advice());
            letIn.remove(google.id());
            throw refused;
        }
    }

    /** For whatever an application may ask of a Microsoft organisation. */
    AccessTokens of(Organisation microsoft) {
        return new AccessTokens() {
            @Override
            public String current(MailboxId mailbox) {
                return tenant(microsoft);
            }

            @Override
            public void refused(MailboxId mailbox, String token) {
                OrganisationTokens.this.refused(token);
            }
        };
    }

    /** For one user of a Workspace domain who is not stored yet. */
    AccessTokens of(Organisation google, GoogleAccount user) {
        return service(google, id -> user, user.user()::equalsIgnoreCase);
    }

    /** The people of a Workspace domain, in the name of its administrator. */
    GooglePeople people(Organisation google, GoogleHosts hosts) {
        return new GooglePeople(hosts,
                service(google, id -> GoogleAccount.of(google.administrator()), address -> false),
                google.administrator());
    }

    private String tenant(Organisation organisation) {
        OAuthTokens tokens = tenants.compute(organisation.id(),
                (id, held) -> held != null && isGood(held.expiresAt()) ? held : fresh(organisation));
        return tokens == null ? "" : tokens.access();
    }

    private boolean isGood(Instant expiresAt) {
        return clock.instant().plus(SPARE).isBefore(expiresAt);
    }

    private OAuthTokens fresh(Organisation microsoft) {
        try {
            OAuthTokens given = application(microsoft.outsideId());
            if (readsMail(microsoft, given)) {
                organisations.letsIn(microsoft);
            } else {
                organisations.refuses(microsoft, NO_MAIL);
            }
            return given;
        } catch (MailboxFailure.LetInAgain refused) {
            organisations.refuses(microsoft, refused.advice());
            throw refused;
        }
    }

    /** Where Exchange grants it for some mailboxes, the token does not say so. */
    private static boolean readsMail(Organisation microsoft, OAuthTokens given) {
        return microsoft.limited() || AppRoles.read(given.access()).filter(roles -> !roles.readsMail()).isEmpty();
    }

    /** A new token of an application, whether or not the tenant is stored. */
    OAuthTokens application(String tenant) {
        return client.application(providers.named(Organisation.MICROSOFT).ofTenant(tenant),
                OAuthProviders.applicationScope(places.graph()));
    }

    private ServiceAccountTokens domain(Organisation organisation, GoogleAccounts accounts) {
        Delegated delegated = domains.compute(organisation.id(),
                (id, held) -> held != null && held.keyId().equals(organisation.keyId())
                        ? held
                        : new Delegated(organisation.keyId(),
                                service(organisation, accounts, address -> isConnected(organisation, address))));
        return delegated.tokens();
    }

    private boolean isConnected(Organisation organisation, String address) {
        return jdbc.sql(CONNECTED).param("organisation", organisation.id()).param("account", address)
                .query(Long.class).single() > 0;
    }

    private ServiceAccountTokens service(Organisation organisation, GoogleAccounts accounts,
            Predicate<String> allowed) {
        return new ServiceAccountTokens(organisations.key(organisation.id()), accounts, allowed,
                places.googleTokens());
    }

    /** It is not used again. */
    void refused(MailboxId mailbox, String token) {
        refused(token);
        domains.values().forEach(delegated -> delegated.tokens().refused(mailbox, token));
    }

    private void refused(String token) {
        tenants.values().removeIf(held -> held.access().equals(token));
    }

    /** What was asked for before an organisation was connected again says nothing any more. */
    void forget(long organisation) {
        tenants.remove(organisation);
        domains.remove(organisation);
    }
}
