// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.imap;

import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.io.IOException;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.imap.IMAPStore;
import org.eclipse.angus.mail.imap.protocol.IMAPProtocol;

/** A store that signs in by token with whichever of the two mechanisms the server offers. */
final class TokenStore extends IMAPStore {

    private final Session session;
    private final String protocol;
    private final boolean tls;

    TokenStore(Session session, String protocol, boolean tls) {
        super(session, new URLName(protocol, null, -1, null, null, null), protocol, tls);
        this.session = session;
        this.protocol = protocol;
        this.tls = tls;
    }

    @Override
    protected IMAPProtocol newIMAPProtocol(String host, int port) throws IOException, ProtocolException {
        return new TokenProtocol(protocol, host, port, session.getProperties(), tls, logger);
    }
}
