// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.oauth;

import io.lamplighter.ingest.google.GooglePeople;
import io.lamplighter.ingest.graph.GraphConnector;
import io.lamplighter.ingest.graph.GraphPeople;
import io.lamplighter.ingest.mailbox.MailboxFailure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The organisations that let us in: what they granted, and who is in them. */
public final class OrganisationDesk {

    private final Organisations organisations;
    private final OrganisationTokens tokens;
    private final OAuthProviders providers;
    private final GraphConnector graph;
    private final Places places;
    private final StoppedMailboxes stopped;

    public OrganisationDesk(Organisations organisations, OrganisationTokens tokens, OAuthProviders providers,
            GraphConnector graph, StoppedMailboxes stopped) {
        this.organisations = organisations;
        this.tokens = tokens;
        this.providers = providers;
        this.graph = graph;
        this.places = tokens.places();
        this.stopped = stopped;
    }

    /** Whether this installation is registered with Microsoft, without which nobody can let it in. */
    public boolean knowsMicrosoft() {
        return providers.find(Organisation.MICROSOFT).isPresent();
    }

    /** How many of its mailboxes cannot be read, for whatever reason. */
    int stopped(Organisation organisation) {
        return stopped.count(organisation);
    }

    /**
     * Has those tried again that cannot be read, because it let us in again where we do not see it.
     *
     * @return how many they are
     */
    public int goOn(Organisation organisation) {
        tokens.forget(organisation.id());
        return stopped.goOn(organisation);
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
            return us.proof() instanceof ClientProof.Secret secret
                    ? graph.people(places.graph(), tokens.of(organisation)).secretEnds(us.clientId(), secret.value())
                    : Optional.empty();
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
