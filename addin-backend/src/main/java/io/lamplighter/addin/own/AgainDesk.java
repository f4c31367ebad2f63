// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.own;

import io.lamplighter.addin.board.NotFound;
import io.lamplighter.addin.oauth.OAuthProvider;
import io.lamplighter.addin.oauth.OAuthProviders;
import io.lamplighter.crm.mailbox.MailboxState;
import io.lamplighter.crm.mailbox.Mailboxes;
import io.lamplighter.ingest.mailbox.MailboxFailure;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says what a link is good for, or why it is not any more. */
public final class AgainDesk {

    private static final String ANOTHER = " Ask whoever sent it for another one, or sign in to Lamplighter and look under My"
            + " mailbox.";

    private final SignInLinks links;
    private final Mailboxes mailboxes;
    private final OAuthProviders providers;
    private final PasswordDesk passwords;

    public AgainDesk(SignInLinks links, Mailboxes mailboxes, OAuthProviders providers, PasswordDesk passwords) {
        this.links = links;
        this.mailboxes = mailboxes;
        this.providers = providers;
        this.passwords = passwords;
    }

    /** @param refused why a password was not taken; null before */
    AgainView view(String token, @Nullable MailboxFailure refused) {
        Optional<SignInLinks.Link> link = links.find(token);
        if (link.isEmpty()) {
            return AgainView.over("This link is not good",
                    "It is not complete, a newer one has replaced it, or the mailbox is not yours any more." + ANOTHER);
        }
        return switch (link.get().state()) {
            case USED -> AgainView.over("This link was used already", "It is good for signing in once." + ANOTHER);
            case EXPIRED -> AgainView.over("This link has expired", "It was good for three days." + ANOTHER);
            case TRIED_TOO_OFTEN -> AgainView.over("This link was tried too often",
                    "A mail server that refuses one sign-in after the other soon refuses everybody." + ANOTHER);
            case GOOD -> good(token, mailbox(token), refused);
        };
    }

    private AgainView good(String token, MailboxState mailbox, @Nullable MailboxFailure refused) {
        if (!mailbox.needsSignIn()) {
            return AgainView.over("Nothing is to be done", mailbox.address() + " can be read.");
        }
        String action = SignInLinkDesk.PATH + token;
        String title = "Sign " + mailbox.address() + " in again";
        if (passwords.isFor(mailbox)) {
            return new AgainView(true, title,
                    "Its server refuses the sign-in that is stored. What you enter is tried there"
                            + " before it is stored, sealed.",
                    "", "", action,
                    passwords.page(mailbox, new PasswordDesk.Place(action, "", false), refused));
        }
        String label = provider(mailbox).label();
        return new AgainView(true, title,
                label + " no longer lets Lamplighter read it. You sign in there with the account of"
                        + " this mailbox, and allow what was allowed before. Your password stays there.",
                "", label, action, null);
    }

    MailboxState mailbox(String token) {
        return links.find(token).flatMap(link -> mailboxes.find(link.mailbox())).orElseThrow(NotFound::new);
    }

    OAuthProvider provider(MailboxState mailbox) {
        return providers.configured().stream().filter(p -> p.connector().equals(mailbox.connector())).findFirst()
                .orElseThrow(NotFound::new);
    }

    boolean mayTry(String token) {
        return links.mayTry(token);
    }

    void use(String token) {
        links.use(token);
    }
}
