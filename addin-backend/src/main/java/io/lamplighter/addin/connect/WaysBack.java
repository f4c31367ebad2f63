// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.connect;

import io.lamplighter.addin.board.WayBack;
import io.lamplighter.crm.mailbox.MailboxState;
import io.lamplighter.ingest.google.GoogleConnector;
import io.lamplighter.ingest.graph.GraphConnector;
import io.lamplighter.ingest.imap.ImapAccount;
import io.lamplighter.ingest.imap.SignIn;
import java.util.List;

/** Knows where each mailbox is signed in again. */
public final class WaysBack {

    public static final String PASSWORD = "/connect/password/";

    private final ImapConnections imap;
    private final ReadingRights rights;

    public WaysBack(ImapConnections imap, ReadingRights rights) {
        this.imap = imap;
        this.rights = rights;
    }

    public WayBack of(MailboxState mailbox) {
        ReadBy by = rights.of(List.of(mailbox.id())).get(mailbox.id());
        if (by != null) {
            // Nobody's own consent gives back what the organisation gave.
            return at(mailbox.needsSignIn() ? by.href() + "#right" : "", "Renew the right of " + by.name(), mailbox);
        }
        return switch (mailbox.connector()) {
            case GraphConnector.NAME -> at("/connect/microsoft?mailbox=" + mailbox.id(), "Sign in again", mailbox);
            case GoogleConnector.NAME -> at("/connect/google?mailbox=" + mailbox.id(), "Sign in again", mailbox);
            default -> at(PASSWORD + mailbox.id(), (mailbox.needsSignIn() ? "Enter the new " : "Change the ")
                    + (isByToken(mailbox) ? "secret" : "password"), mailbox);
        };
    }

    private boolean isByToken(MailboxState mailbox) {
        return imap.withoutSecret(mailbox.id()).map(ImapAccount::signIn).filter(SignIn.Token.class::isInstance)
                .isPresent();
    }

    private static WayBack at(String href, String label, MailboxState mailbox) {
        return new WayBack(href, label, mailbox.needsSignIn());
    }
}
