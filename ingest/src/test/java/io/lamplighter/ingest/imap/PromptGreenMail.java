// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.imap;

import com.icegreen.greenmail.Managers;
import com.icegreen.greenmail.imap.ImapHandler;
import com.icegreen.greenmail.server.AbstractServer;
import com.icegreen.greenmail.server.ProtocolHandler;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.NoSuchProviderException;
import jakarta.mail.Store;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.util.Map;

/**
 * An IMAP server that sends every line at once. GreenMail's own sockets keep the second line of an answer back until the first is
 * acknowledged (RFC 896), which the other side does 40 ms later.
 */
public final class PromptGreenMail extends GreenMail {

    /** @param setup for IMAP or IMAPS */
    public PromptGreenMail(ServerSetup setup) {
        super(setup);
    }

    @Override
    protected Map<String, AbstractServer> createServices(ServerSetup[] setups, Managers managers) {
        return Map.of(setups[0].getProtocol(), new Prompt(setups[0], managers));
    }

    public int port() {
        return services.values().iterator().next().getPort();
    }

    private static final class Prompt extends AbstractServer {

        Prompt(ServerSetup setup, Managers managers) {
            super(setup, managers);
        }

        @Override
        protected ProtocolHandler createProtocolHandler(Socket client) {
            try {
                client.setTcpNoDelay(true);
            } catch (SocketException gone) {
                throw new UncheckedIOException(gone);
            }
            return new ImapHandler(managers.getUserManager(), managers.getImapHostManager(), client);
        }

        @Override
        public Store createStore() throws NoSuchProviderException {
            return createSession().getStore(getProtocol());
        }
    }
}
