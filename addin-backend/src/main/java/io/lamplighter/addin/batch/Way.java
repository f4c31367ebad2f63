// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.batch;

import io.lamplighter.addin.connect.MailboxConnections;
import io.lamplighter.addin.oauth.Organisation;
import io.lamplighter.addin.oauth.OrganisationMailboxes;
import io.lamplighter.addin.oauth.Organisations;
import io.lamplighter.crm.directory.User;
import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.imap.ImapAccount;
import io.lamplighter.ingest.imap.ImapDiscovery;
import io.lamplighter.ingest.imap.MailProvider;
import io.lamplighter.ingest.mailbox.MailboxFailure;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * Looks whether a mailbox can be read, which takes as long as its server does, and gives what stores it, which is quick and needs
 * a transaction.
 */
final class Way {

    private final MailboxConnections imap;
    private final ImapDiscovery discovery;
    private final Organisations organisations;
    private final OrganisationMailboxes ofOrganisations;
    private final ReadingStarts starts;

    Way(MailboxConnections imap, ImapDiscovery discovery, Organisations organisations,
            OrganisationMailboxes ofOrganisations, ReadingStarts starts) {
        this.imap = imap;
        this.discovery = discovery;
        this.organisations = organisations;
        this.ofOrganisations = ofOrganisations;
        this.starts = starts;
    }

    /**
     * A mailbox that can be read.
     *
     * @param store for its owner; gives nothing where it is connected already
     */
    record Open(String address, String name, Function<User, Optional<MailboxId>> store) {}

    /** @throws MailboxFailure saying what is wrong and what to do */
    Open open(Row row) {
        Row.OfOrganisation whole = row.organisation();
        Row.Imap settings = row.imap();
        if (whole != null) {
            return ofOrganisation(row, whole);
        }
        if (settings == null) {
            throw new IllegalStateException("a row without a way");
        }
        ImapAccount account = account(row.address(), settings);
        imap.test(account);
        return new Open(row.address(), "",
                owner -> starts.added(imap.store(row.address(), owner, account), row.reading()));
    }

    private Open ofOrganisation(Row row, Row.OfOrganisation whole) {
        Organisation organisation = organisations.find(whole.id()).orElseThrow(() -> new MailboxFailure.ChangeSettings(
                "Its organisation is not connected any more.", null));
        OrganisationMailboxes.Wanted wanted = new OrganisationMailboxes.Wanted(row.address(), row.reading().since(),
                row.reading().calendar(), row.reading().transcripts());
        OrganisationMailboxes.Account account = ofOrganisations.test(organisation, wanted);
        return new Open(account.address(), account.name(),
                owner -> starts.added(ofOrganisations.store(organisation, wanted, account, owner), row.reading()));
    }

    private ImapAccount account(String address, Row.Imap settings) {
        if (!settings.host().isEmpty()) {
            return new ImapAccount(settings.host(), settings.port(),
                    ImapAccount.Security.valueOf(settings.security().toUpperCase(Locale.ROOT)), settings.username(),
                    settings.password(), List.of(ImapAccount.ALL_FOLDERS), false);
        }
        ImapDiscovery.Result result = found(address);
        ImapDiscovery.Found found = result.found().stream().findFirst()
                .orElseThrow(() -> new MailboxFailure.ChangeSettings(result.says() + " Name the server in the column"
                        + " host.", null));
        if (found.way() == MailProvider.Way.MICROSOFT) {
            throw new MailboxFailure.ChangeSettings(found.provider() + " takes no password over IMAP. Connect the whole"
                    + " organisation, or let the owner connect this mailbox.", null);
        }
        if (found.isStranger(address)) {
            throw new MailboxFailure.ChangeSettings(found.host() + " is announced for " + address
                    + ", and is outside of its domain: passwords are not sent there unasked. Name the server in the column"
                    + " host if it is the right one.", null);
        }
        return new ImapAccount(found.host(), found.port(), found.security(),
                settings.username().isEmpty() ? found.username() : settings.username(), settings.password(),
                List.of(ImapAccount.ALL_FOLDERS), false);
    }

    private ImapDiscovery.Result found(String address) {
        try {
            return discovery.find(address);
        } catch (IllegalArgumentException noAddress) {
            throw new MailboxFailure.ChangeSettings(String.valueOf(noAddress.getMessage()), null);
        }
    }
}
