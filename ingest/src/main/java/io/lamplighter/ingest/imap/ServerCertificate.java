// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.imap;

import io.lamplighter.ingest.mailbox.HostLookup;
import io.lamplighter.ingest.mailbox.MailboxFailure;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * The certificate that an IMAP server shows, so that somebody can be told before it ends. Nobody signs in for that.
 *
 * @param began since when it is good
 */
public record ServerCertificate(Instant began, Instant ends) {

    private static final int PATIENCE_MILLIS = 10_000;
    private static final int LONGEST_LINE = 8_192;

    /** Empty where there is none to see: nothing encrypted, no answer, or one that nobody here trusts. */
    public static Optional<ServerCertificate> of(ImapAccount account, HostLookup hosts) {
        return of(account, hosts, (SSLSocketFactory) SSLSocketFactory.getDefault());
    }

    static Optional<ServerCertificate> of(ImapAccount account, HostLookup hosts, SSLSocketFactory tls) {
        if (account.security() == ImapAccount.Security.PLAIN) {
            return Optional.empty();
        }
        try (Socket socket = new Socket()) {
            InetAddress address = hosts.addresses(account.host()).getFirst();
            socket.connect(new InetSocketAddress(address, account.port()), PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            if (account.security() == ImapAccount.Security.STARTTLS) {
                upgrade(socket);
            }
            try (SSLSocket secure = (SSLSocket) tls.createSocket(socket, account.host(), account.port(), true)) {
                secure.startHandshake();
                Certificate shown = secure.getSession().getPeerCertificates()[0];
                return shown instanceof X509Certificate x509
                        ? Optional.of(new ServerCertificate(x509.getNotBefore().toInstant(),
                                x509.getNotAfter().toInstant()))
                        : Optional.empty();
            }
        } catch (IOException | MailboxFailure nothingToSee) {
            // Whatever is wrong is said where the mailbox is read.
            return Optional.empty();
        }
    }

    /** RFC 3501 §6.2.1. */
    private static void upgrade(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        line(in);
        socket.getOutputStream().write("a STARTTLS\r\n".getBytes(StandardCharsets.US_ASCII));
        String answer = line(in);
        while (answer.startsWith("*")) {
            answer = line(in);
        }
        if (!answer.regionMatches(true, 0, "a OK", 0, 4)) {
            throw new IOException("no STARTTLS");
        }
    }

    /** Octet by octet: what follows the line belongs to TLS. */
    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0 || line.length() > LONGEST_LINE) {
                throw new IOException("no line");
            }
            line.append((char) octet);
        }
        return line.toString();
    }
}
