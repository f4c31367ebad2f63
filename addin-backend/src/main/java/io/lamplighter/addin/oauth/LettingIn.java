// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.oauth;

import io.lamplighter.addin.oauth.OAuthDesk.Refused;
import io.lamplighter.crm.directory.User;
import io.lamplighter.crm.UserId;
import io.lamplighter.ingest.google.ServiceAccountTokens;
import io.lamplighter.ingest.graph.GraphConnector;
import io.lamplighter.ingest.graph.GraphPeople;
import io.lamplighter.ingest.mailbox.MailboxFailure;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Lets whole organisations in: by their administrator's consent at Microsoft, by a service account at Google. */
public final class LettingIn {

    private static final String ID = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";
    private static final String DOMAIN = "(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z0-9-]{2,63}";

    private final Organisations organisations;
    private final OrganisationConsents consents;
    private final OrganisationTokens tokens;
    private final OAuthProviders providers;
    private final GraphConnector graph;
    private final StoppedMailboxes stopped;
    private final OAuthClient client;
    private final Clock clock;

    /** @param stopped those that go on when their organisation lets us in again */
    public LettingIn(OrganisationConsents consents, Organisations organisations, OrganisationTokens tokens,
            OAuthProviders providers, GraphConnector graph, StoppedMailboxes stopped, Clock clock) {
        this.consents = consents;
        this.organisations = organisations;
        this.tokens = tokens;
        this.providers = providers;
        this.graph = graph;
        this.stopped = stopped;
        this.client = new OAuthClient(clock);
        this.clock = clock;
    }

    /**
     * Where to send the administrator of Microsoft Entra.
     *
     * @param named a domain or the id of the organisation; empty for whichever the administrator belongs to
     * @param limited whether Exchange grants the application some mailboxes only
     * @throws Refused if it names none
     */
    public URI begin(UserId user, String named, boolean limited, String redirect) {
        OAuthProvider microsoft = providers.named(Organisation.MICROSOFT);
        return consents.begin(microsoft, user, new OrganisationConsents.Begun(tenant(microsoft, named), limited),
                redirect);
    }

    private String tenant(OAuthProvider microsoft, String named) {
        String name = named.strip().toLowerCase(Locale.ROOT);
        if (name.isEmpty() || name.matches(ID)) {
            return name;
        }
        if (!name.matches(DOMAIN)) {
            throw new Refused("“" + named.strip() + "” is no domain. Enter one such as seller.example, or nothing.");
        }
        return client.tenantOf(microsoft, name).orElseThrow(
                () -> new Refused("No organisation of Microsoft 365 has the domain " + name + "."));
    }

    /** What came back from Microsoft; anybody can have written it. */
    public record Answer(String state, String tenant, String consent, String error) {}

    /**
     * @throws Refused if the answer cannot be used; nothing was stored
     * @throws MailboxFailure if Microsoft gives no token for the organisation
     */
    public Organisation finish(Answer answer, User user) {
        OrganisationConsents.Begun begun = consents.take(answer.state(), user.id()).orElseThrow(() -> new Refused(
                "This consent was begun by somebody else, was used already or took longer than half an hour. Begin it again."));
        if (!answer.error().isEmpty() || !answer.consent().equalsIgnoreCase("true")) {
            throw new Refused("The administrator did not allow it at Microsoft. It takes a Global Administrator or a"
                    + " Privileged Role Administrator of the organisation to allow an application to read mail.");
        }
        String tenant = answer.tenant().toLowerCase(Locale.ROOT);
        String only = providers.named(Organisation.MICROSOFT).tenant();
        if (!tenant.matches(ID) || !begun.tenant().isEmpty() && !begun.tenant().equals(tenant)
                || only.matches(ID) && !only.equalsIgnoreCase(tenant)) {
            throw new Refused("Another organisation than the one that was named let this application in. Sign in as an"
                    + " administrator of the right one. What was allowed by mistake is withdrawn in Microsoft Entra,"
                    + " under Enterprise applications.");
        }
        // Only now is it believed: Microsoft's own word for this tenant, by way of our secret.
        OAuthTokens token = tokens.application(tenant);
        Optional<AppRoles> roles = AppRoles.read(token.access());
        if (roles.filter(r -> !r.tenant().equalsIgnoreCase(tenant)).isPresent()) {
            throw new Refused("Microsoft gave a token of another organisation. Begin it again.");
        }
        if (!begun.limited() && roles.filter(r -> !r.readsMail()).isPresent()) {
            throw new Refused(
                    "The organisation let this application in, but not to read mail: the application permission"
                            + " Mail.Read of Microsoft Graph is not granted. Add it to the app registration, then begin again."
                            + " Where Exchange grants it by RBAC for Applications instead, tick that box.");
        }
        Organisation saved = saved(tenant, begun.limited());
        stopped.goOn(saved);
        return saved;
    }

    private Organisation saved(String tenant, boolean limited) {
        Organisation saved = organisations.save(new Organisation(0, Organisation.MICROSOFT, tenant, tenant, List.of(),
                limited, "", "", "", clock.instant()), new byte[0]);
        tokens.forget(saved.id());
        try {
            GraphPeople.About about = graph.people(tokens.places().graph(), tokens.of(saved)).organisation();
            return organisations.save(new Organisation(0, saved.provider(), tenant,
                    about.name().isEmpty() ? tenant : about.name(), about.domains(), limited, "", "", "",
                    clock.instant()),
                    new byte[0]);
        } catch (MailboxFailure mayNotAsk) {
            // Without Organization.Read.All it has no name but its id, until somebody of it is connected.
            return saved;
        }
    }

    /**
     * Keeps the key of a service account; it replaces an older key of the same.
     *
     * @param domain of the Workspace organisation
     * @param former the organisation whose right is renewed, maybe by another service account; empty for a new one
     * @param administrator in whose name its people are listed; empty where addresses are typed
     * @throws Refused if the domain or the administrator is none
     * @throws MailboxFailure.ChangeSettings if it is no such key
     */
    public Organisation keep(String json, String domain, String administrator, Optional<Organisation> former) {
        ServiceAccountTokens.About about = ServiceAccountTokens.about(json.getBytes(StandardCharsets.UTF_8));
        String name = domain.strip().toLowerCase(Locale.ROOT);
        if (!name.matches(DOMAIN)) {
            throw new Refused("Enter the domain of the organisation, such as seller.example.");
        }
        String named = administrator.strip().toLowerCase(Locale.ROOT);
        if (!named.isEmpty() && !named.matches("[^@\\s]+@[^@\\s]+")) {
            throw new Refused("The administrator is named by an address, such as admin@seller.example.");
        }
        Organisation saved = organisations.save(new Organisation(0, Organisation.GOOGLE, about.clientId(), name,
                List.of(name), false, about.email(), about.keyId(), named, clock.instant()),
                json.getBytes(StandardCharsets.UTF_8));
        tokens.forget(saved.id());
        former.filter(one -> one.id() != saved.id() && !one.isMicrosoft()).ifPresent(one -> {
            organisations.replace(one.id(), saved.id());
            tokens.forget(one.id());
        });
        stopped.goOn(saved);
        return saved;
    }
}
