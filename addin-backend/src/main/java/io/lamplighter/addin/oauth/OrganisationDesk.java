// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.oauth;

import io.lamplighter.addin.oauth.OAuthDesk.Refused;
import io.lamplighter.crm.directory.User;
import io.lamplighter.crm.UserId;
import io.lamplighter.ingest.google.GooglePeople;
import io.lamplighter.ingest.google.ServiceAccountTokens;
import io.lamplighter.ingest.graph.GraphConnector;
import io.lamplighter.ingest.graph.GraphPeople;
import io.lamplighter.ingest.mailbox.MailboxFailure;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Lets whole organisations in: by their administrator's consent at Microsoft, by a service account at Google. */
public final class OrganisationDesk {

    private static final String ID = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";
    private static final String DOMAIN = "(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z0-9-]{2,63}";

    private final Organisations organisations;
    private final OrganisationConsents consents;
    private final OrganisationTokens tokens;
    private final OAuthProviders providers;
    private final GraphConnector graph;
    private final Places places;
    private final OAuthClient client;
    private final Clock clock;

    public OrganisationDesk(JdbcClient jdbc, Organisations organisations, OrganisationTokens tokens,
            OAuthProviders providers, GraphConnector graph, Places places, Clock clock) {
        this.organisations = organisations;
        this.consents = new OrganisationConsents(jdbc, clock);
        this.tokens = tokens;
        this.providers = providers;
        this.graph = graph;
        this.places = places;
        this.client = new OAuthClient(clock);
        this.clock = clock;
    }

    /** Whether this installation is registered with Microsoft, without which nobody can let it in. */
    public boolean knowsMicrosoft() {
        return providers.find(Organisation.MICROSOFT).isPresent();
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
        return saved(tenant, begun.limited(), user);
    }

    private Organisation saved(String tenant, boolean limited, User user) {
        Organisation saved = organisations.save(new Organisation(0, Organisation.MICROSOFT, tenant, tenant, List.of(),
                limited, "", "", "", clock.instant()), new byte[0]);
        tokens.forget(saved.id());
        try {
            GraphPeople.About about = graph.people(places.graph(), tokens.of(saved)).organisation();
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
     * @param administrator in whose name its people are listed; empty where addresses are typed
     * @throws Refused if the domain or the administrator is none
     * @throws MailboxFailure.ChangeSettings if it is no such key
     */
    public Organisation keep(String json, String domain, String administrator) {
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
        return saved;
    }

    public List<Organisation> all() {
        return organisations.all();
    }

    public Optional<Organisation> find(long id) {
        return organisations.find(id);
    }

    public long mailboxes(Organisation organisation) {
        return organisations.mailboxes().getOrDefault(organisation.id(), 0L);
    }

    /** Somebody of an organisation. @param id what the provider calls the account, or its address */
    public record Person(String id, String name, String address) {}

    /** @param next for the page after it; empty at the end */
    public record People(List<Person> people, String next) {

        public People {
            people = List.copyOf(people);
        }
    }

    /** Whether people can be chosen from a list at all. */
    public boolean lists(Organisation organisation) {
        return organisation.isMicrosoft() || !organisation.administrator().isEmpty();
    }

    /** @throws MailboxFailure if people cannot be listed; addresses can be typed all the same */
    public People people(Organisation organisation, String words, String next) {
        if (organisation.isMicrosoft()) {
            GraphPeople.Page page = graph.people(places.graph(), tokens.of(organisation)).search(words, next);
            return new People(page.people().stream().map(p -> new Person(p.id(), p.name(), p.address())).toList(),
                    page.next());
        }
        GooglePeople.Page page = tokens.people(organisation, places.google()).search(words, next);
        return new People(page.people().stream().map(p -> new Person(p.address(), p.name(), p.address())).toList(),
                page.next());
    }

    /** What the organisation has not granted, and what does not work without it; empty where Microsoft does not tell. */
    public List<String> missing(Organisation microsoft) {
        Optional<AppRoles> roles = AppRoles.read(tokens.of(microsoft).current(GraphConnector.NOBODYS));
        if (roles.isEmpty()) {
            return List.of();
        }
        List<String> missing = new ArrayList<>();
        if (!roles.get().readsMail() && !microsoft.limited()) {
            missing.add("Mail.Read: no mailbox can be read.");
        }
        if (!roles.get().has("Calendars.Read") && !roles.get().has("Calendars.ReadWrite") && !microsoft.limited()) {
            missing.add("Calendars.Read: meetings are not seen.");
        }
        if (!roles.get().has("User.Read.All") && !roles.get().has("Directory.Read.All")) {
            missing.add("User.Read.All: nobody can be chosen from a list, and aliases are not recognised.");
        }
        if (!roles.get().has("OnlineMeetingTranscript.Read.All")) {
            missing.add("OnlineMeetings.Read.All and OnlineMeetingTranscript.Read.All: transcripts are not read.");
        } else if (!roles.get().has("OnlineMeetingArtifact.Read.All")) {
            missing.add("OnlineMeetingArtifact.Read.All: who joined a meeting is not known.");
        }
        return missing;
    }

    /** When our client secret at Microsoft ends, if one of the organisations is our own and tells. */
    public Optional<Instant> secretEnds() {
        Optional<OAuthProvider> microsoft = providers.find(Organisation.MICROSOFT);
        return microsoft.flatMap(us -> all().stream().filter(Organisation::isMicrosoft)
                .flatMap(organisation -> secretEnds(us, organisation).stream()).findFirst());
    }

    private Optional<Instant> secretEnds(OAuthProvider us, Organisation organisation) {
        try {
            return graph.people(places.graph(), tokens.of(organisation)).secretEnds(us.clientId(), us.clientSecret());
        } catch (MailboxFailure notNow) {
            return Optional.empty();
        }
    }

    /** @return false where mailboxes are still read by its right */
    public boolean remove(Organisation organisation) {
        tokens.forget(organisation.id());
        return organisations.remove(organisation.id());
    }
}
