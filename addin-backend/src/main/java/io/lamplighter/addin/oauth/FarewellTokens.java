// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.oauth;

import io.lamplighter.addin.connect.SecretBox;
import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.google.GoogleAccount;
import io.lamplighter.ingest.graph.GraphAccount;
import io.lamplighter.ingest.mailbox.AccessTokens;
import io.lamplighter.ingest.mailbox.MailboxFailure;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The right to end what was promised for mailboxes that were removed, as long as their farewell lasts. */
public final class FarewellTokens implements AccessTokens {

    private final FarewellBook book;
    private final SecretBox box;
    private final OAuthProviders providers;
    private final Rights rights;
    private final OAuthClient client;
    private final Map<MailboxId, String> held = new ConcurrentHashMap<>();

    /** Organisations, and where providers answer. */
    public record Rights(Organisations organisations, OrganisationTokens tokens, Places places) {}

    public FarewellTokens(FarewellBook book, SecretBox box, OAuthProviders providers, Rights rights, Clock clock) {
        this.book = book;
        this.box = box;
        this.providers = providers;
        this.rights = rights;
        this.client = new OAuthClient(clock);
    }

    OAuthProvider provider(FarewellBook.Kept kept) {
        return providers.named(kept.provider());
    }

    private FarewellBook.Kept kept(MailboxId mailbox) {
        return book.find(mailbox).orElseThrow(
                () -> new MailboxFailure.ChangeSettings("The farewell of this mailbox was taken already.", null));
    }

    private static String user(FarewellBook.Kept kept) {
        return kept.ofOrganisation() ? kept.accountId() : GraphAccount.ME;
    }

    public GraphAccount graph(MailboxId mailbox) {
        FarewellBook.Kept kept = kept(mailbox);
        return new GraphAccount(rights.places().graph(), user(kept), kept.account(), List.of(), Instant.EPOCH,
                kept.calendar(), kept.transcripts());
    }

    public GoogleAccount google(MailboxId mailbox) {
        FarewellBook.Kept kept = kept(mailbox);
        return new GoogleAccount(user(kept), List.of(), Instant.EPOCH, kept.calendar(), kept.transcripts(),
                rights.places().google());
    }

    @Override
    public String current(MailboxId mailbox) {
        return held.computeIfAbsent(mailbox, id -> fresh(kept(id)));
    }

    private String fresh(FarewellBook.Kept kept) {
        if (!kept.ofOrganisation()) {
            return client.refresh(provider(kept), refresh(kept)).access();
        }
        Organisation organisation = kept.organisation().flatMap(rights.organisations()::find).orElseThrow(
                () -> new MailboxFailure.ChangeSettings("Its organisation is not connected any more.", null));
        // As for somebody who is not stored: this one is not stored any more.
        return (organisation.isMicrosoft()
                ? rights.tokens().of(organisation)
                : rights.tokens().of(organisation, google(kept.mailbox()))).current(kept.mailbox());
    }

    private String refresh(FarewellBook.Kept kept) {
        return box.open(kept.refresh(), "oauth:" + kept.mailbox().value());
    }

    @Override
    public void refused(MailboxId mailbox, String token) {
        held.remove(mailbox, token);
    }

    /** Nothing happens where a permission is not a person's to us, or the provider takes none back. */
    void giveBack(FarewellBook.Kept kept) {
        if (!kept.ofOrganisation() && !kept.refresh().isEmpty()) {
            client.revoke(provider(kept), refresh(kept));
        }
    }

    void forget(MailboxId mailbox) {
        held.remove(mailbox);
    }
}
