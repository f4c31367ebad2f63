// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.oauth;

import io.lamplighter.addin.oauth.OAuthConnections.Connection;
import io.lamplighter.addin.oauth.OAuthConnections.Kind;
import io.lamplighter.crm.directory.User;
import io.lamplighter.crm.mailbox.MailboxEvents;
import io.lamplighter.crm.mailbox.MailboxState;
import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.google.GoogleAccount;
import io.lamplighter.ingest.google.GoogleConnector;
import io.lamplighter.ingest.graph.GraphAccount;
import io.lamplighter.ingest.graph.GraphConnector;
import io.lamplighter.ingest.graph.GraphPeople;
import io.lamplighter.ingest.mailbox.MailboxFailure;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Connects mailboxes by the right of their organisation: looked at first, then stored. */
public final class OrganisationMailboxes {

    private final Organisations organisations;
    private final OrganisationTokens tokens;
    private final OAuthConnections connections;
    private final Connectors connectors;
    private final OAuthDesk.Books books;
    private final Clock clock;

    /** What reads them. */
    public record Connectors(GraphConnector graph, GoogleConnector google, Places places) {}

    public OrganisationMailboxes(Organisations organisations, OrganisationTokens tokens, OAuthConnections connections,
            Connectors connectors, OAuthDesk.Books books, Clock clock) {
        this.organisations = organisations;
        this.tokens = tokens;
        this.connections = connections;
        this.connectors = connectors;
        this.books = books;
        this.clock = clock;
    }

    /** What is to be read. @param since nothing from before is */
    public record Wanted(String address, Instant since, boolean calendar, boolean transcripts) {}

    /** An account that can be read. @param id what the provider calls it, whatever its address becomes */
    public record Account(String id, String address, String name) {}

    /**
     * Looks whether it can be read, without storing anything.
     *
     * @throws MailboxFailure saying what is wrong and what to do
     */
    public Account test(Organisation organisation, Wanted wanted) {
        return organisation.isMicrosoft() ? graph(organisation, wanted) : google(organisation, wanted);
    }

    private Account graph(Organisation organisation, Wanted wanted) {
        Account account = whose(organisation, wanted.address());
        connectors.graph().test(new GraphAccount(connectors.places().graph(), account.id(), account.address(),
                List.of(), wanted.since(), wanted.calendar(), wanted.transcripts()), tokens.of(organisation));
        return account;
    }

    /** Aliases lead to their owner, unless the app may not list people: then the address has to be the sign-in name. */
    private Account whose(Organisation organisation, String address) {
        Optional<GraphPeople.Person> person;
        try {
            person = connectors.graph().people(connectors.places().graph(), tokens.of(organisation))
                    .withAddress(address);
        } catch (MailboxFailure.ChangeSettings mayNotList) {
            return new Account(address, address, "");
        }
        return person.map(p -> new Account(p.id(), p.address(), p.name()))
                .orElseThrow(() -> new MailboxFailure.ChangeSettings("Nobody in " + organisation.name()
                        + " has the address " + address + ". Check it; people of another organisation are connected by"
                        + " theirs.", null));
    }

    private Account google(Organisation organisation, Wanted wanted) {
        GoogleAccount account = new GoogleAccount(wanted.address(), List.of(), wanted.since(), wanted.calendar(),
                wanted.transcripts(), connectors.places().google());
        GoogleConnector.Found found = connectors.google().test(account, tokens.of(organisation, account));
        String address = found.address().isEmpty() ? wanted.address() : found.address().toLowerCase(Locale.ROOT);
        return new Account(address, address, "");
    }

    /**
     * Stores what was tested. To be called in a transaction, and followed by a wake of the mailbox when that is over.
     *
     * @param owner whose mailbox it is
     * @return empty where it is connected already; one whose consent has gone is taken over
     */
    public Optional<MailboxId> store(Organisation organisation, Wanted wanted, Account account, User owner) {
        Optional<MailboxState> there = books.mailboxes().byAddress(account.address());
        String connector = organisation.isMicrosoft() ? GraphConnector.NAME : GoogleConnector.NAME;
        if (there.isPresent()) {
            return there.filter(mailbox -> mailbox.needsSignIn() && mailbox.connector().equals(connector))
                    .map(mailbox -> again(organisation, wanted, account, mailbox.id()));
        }
        Optional<MailboxId> added = books.mailboxes().add(owner, connector, account.address());
        added.ifPresent(id -> {
            save(organisation, wanted, account, id);
            books.events().add(id, MailboxEvents.Kind.CONNECTED, organisation.name(), clock.instant());
        });
        return added;
    }

    private MailboxId again(Organisation organisation, Wanted wanted, Account account, MailboxId mailbox) {
        save(organisation, wanted, account, mailbox);
        books.mailboxes().reconnected(mailbox);
        books.events().add(mailbox, MailboxEvents.Kind.RECONNECTED, organisation.name(), clock.instant());
        return mailbox;
    }

    private void save(Organisation organisation, Wanted wanted, Account account, MailboxId mailbox) {
        connections.save(mailbox,
                new Connection(organisation.provider(), Kind.APPLICATION, account.address(), List.of(),
                        wanted.since(), wanted.calendar(), wanted.transcripts()),
                organisation.id(), account.id());
        organisations.has(organisation, account.address());
    }
}
