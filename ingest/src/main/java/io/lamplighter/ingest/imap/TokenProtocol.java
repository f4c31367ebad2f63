// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.imap;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Properties;
import org.eclipse.angus.mail.iap.Argument;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.iap.Response;
import org.eclipse.angus.mail.imap.protocol.IMAPProtocol;
import org.eclipse.angus.mail.util.MailLogger;

/**
 * Signs in with OAUTHBEARER (RFC 7628) where the server offers it and not XOAUTH2, its elder that Angus Mail knows. Angus asks for
 * XOAUTH2 by name, so that is what this answers to.
 */
final class TokenProtocol extends IMAPProtocol {

    private static final String OLD = "AUTH=XOAUTH2";
    private static final String STANDARD = "AUTH=OAUTHBEARER";

    /** A lone ^A ends the exchange after the server has said why it refuses (§3.2.3). */
    private static final String NOTED = "AQ==";

    private final String where;
    private final int port;
    private boolean bearer;

    TokenProtocol(String name, String host, int port, Properties properties, boolean tls, MailLogger logger)
            throws IOException, ProtocolException {
        super(name, host, port, properties, tls, logger);
        this.where = host;
        this.port = port;
    }

    @Override
    public boolean hasCapability(String capability) {
        return super.hasCapability(capability) || capability.equalsIgnoreCase(OLD) && super.hasCapability(STANDARD);
    }

    @Override
    public boolean isAuthenticated() {
        return bearer || super.isAuthenticated();
    }

    /** Angus would try the token as a password where no mechanism fits: a server that takes none must not see it. */
    @Override
    public void login(String user, String token) throws ProtocolException {
        throw new ProtocolException("no login methods for a token");
    }

    @Override
    public synchronized void authoauth2(String user, String token) throws ProtocolException {
        if (super.hasCapability(OLD)) {
            super.authoauth2(user, token);
            return;
        }
        boolean traced = isTracing();
        suspendTracing();
        List<Response> said = new ArrayList<>();
        try {
            exchange(message(user, token), said);
        } catch (IOException broken) {
            said.add(Response.byeResponse(broken));
        } finally {
            if (traced) {
                resumeTracing();
            }
        }
        notifyResponseHandlers(said.toArray(Response[]::new));
        handleLoginResult(said.getLast());
        setCapabilities(said.getLast());
        bearer = true;
    }

    private void exchange(String message, List<Response> said) throws IOException, ProtocolException {
        boolean sent = super.hasCapability("SASL-IR");
        Argument mechanism = new Argument();
        mechanism.writeAtom("OAUTHBEARER");
        if (sent) {
            mechanism.writeAtom(message);
        }
        String tag = writeCommand("AUTHENTICATE", mechanism);
        while (true) {
            Response response = readResponse();
            if (response.isContinuation()) {
                OutputStream out = getOutputStream();
                out.write(((sent ? NOTED : message) + "\r\n").getBytes(StandardCharsets.US_ASCII));
                out.flush();
                sent = true;
                continue;
            }
            said.add(response);
            if (response.isBYE() || response.isTagged() && tag.equals(response.getTag())) {
                return;
            }
        }
    }

    /** §3.1; in the name, the two characters that mean something are written otherwise (RFC 5801 §4). */
    private String message(String user, String token) {
        String name = user.replace("=", "=3D").replace(",", "=2C");
        return Base64.getEncoder().encodeToString(("n,a=" + name + ",\u0001host=" + where + "\u0001port=" + port
                + "\u0001auth=Bearer " + token + "\u0001\u0001").getBytes(StandardCharsets.UTF_8));
    }
}
