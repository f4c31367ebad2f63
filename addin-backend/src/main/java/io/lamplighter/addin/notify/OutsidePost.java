// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.notify;

import io.lamplighter.addin.connect.OutsideHosts;
import io.lamplighter.ingest.mailbox.MailboxFailure;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Posts to an address that somebody typed. It connects to exactly the addresses that were allowed, which the JDK's client cannot be
 * told to do: a name that leads inside a moment after it was looked at leads nowhere. Follows no redirect and reads no answer but its
 * first line. Without TLS it calls nobody on the public internet.
 */
public final class OutsidePost {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final Duration ALL = Duration.ofSeconds(25);
    private static final int LONGEST_LINE = 1_000;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})\\b.*");

    private final OutsideHosts hosts;

    public OutsidePost(OutsideHosts hosts) {
        this.hosts = hosts;
    }

    /** What is wrong with an address, for who typed it. */
    static final class Refused extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Refused(String sentence) {
            super(sentence, null, false, false);
        }
    }

    /**
     * Where an address leads, if it may be called.
     *
     * @throws Refused with a sentence that says why not
     */
    List<InetAddress> check(URI to) {
        String host = to.getHost();
        boolean plain = "http".equalsIgnoreCase(to.getScheme());
        if (host == null || !(plain || "https".equalsIgnoreCase(to.getScheme())) || to.getUserInfo() != null) {
            throw new Refused("An address begins with https:// and names a host, without a user in it.");
        }
        try {
            List<InetAddress> addresses = hosts.addresses(unbracketed(host));
            if (plain && addresses.stream().anyMatch(OutsideHosts::isPublic)) {
                throw new Refused("Only https:// protects what is sent over the internet.");
            }
            return addresses;
        } catch (IOException unknown) {
            throw new Refused(host + " is not known.");
        } catch (MailboxFailure.ChangeSettings inside) {
            throw new Refused(inside.advice());
        }
    }

    /** @return the status of the answer */
    int post(URI to, Map<String, String> headers, String body) throws IOException {
        List<InetAddress> addresses = check(to);
        boolean plain = "http".equalsIgnoreCase(to.getScheme());
        int port = to.getPort() > 0 ? to.getPort() : plain ? 80 : 443;
        try (Socket socket = connected(addresses, port);
                Late late = new Late(socket);
                Socket line = plain ? socket : secured(socket, unbracketed(to.getHost()), port)) {
            line.setSoTimeout((int) ANSWER.toMillis());
            OutputStream out = line.getOutputStream();
            out.write(request(to, port, headers, body));
            out.flush();
            return status(line.getInputStream());
        }
    }

    /** Hangs up on whoever answers an octet at a time, each within its patience. */
    private static final class Late implements AutoCloseable {

        private final Thread waiting;

        Late(Socket socket) {
            waiting = Thread.ofVirtual().start(() -> {
                try {
                    Thread.sleep(ALL);
                    socket.close();
                } catch (InterruptedException answeredInTime) {
                    Thread.currentThread().interrupt();
                } catch (IOException closedAlready) {
                    // All the same.
                }
            });
        }

        @Override
        public void close() {
            waiting.interrupt();
        }
    }

    private static Socket connected(List<InetAddress> addresses, int port) throws IOException {
        IOException failure = new IOException("no address");
        for (InetAddress address : addresses) {
            Socket socket = new Socket();
            try {
                socket.connect(new InetSocketAddress(address, port), (int) CONNECT.toMillis());
                return socket;
            } catch (IOException unreachable) {
                socket.close();
                failure = unreachable;
            }
        }
        throw failure;
    }

    private static Socket secured(Socket socket, String host, int port) throws IOException {
        socket.setSoTimeout((int) ANSWER.toMillis());
        SSLSocket secured = (SSLSocket) ((SSLSocketFactory) SSLSocketFactory.getDefault()).createSocket(socket, host,
                port, true);
        SSLParameters parameters = secured.getSSLParameters();
        // Without this the certificate may be anybody's.
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        return secured;
    }

    private static byte[] request(URI to, int port, Map<String, String> headers, String body) {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        String path = to.getRawPath() == null || to.getRawPath().isEmpty() ? "/" : to.getRawPath();
        StringBuilder head = new StringBuilder("POST ").append(path)
                .append(to.getRawQuery() == null ? "" : "?" + to.getRawQuery()).append(" HTTP/1.1\r\nHost: ")
                .append(to.getHost()).append(to.getPort() > 0 ? ":" + port : "")
                .append("\r\nContent-Type: application/json\r\nUser-Agent: Lamplighter\r\nConnection: close\r\nContent-Length: ")
                .append(content.length).append("\r\n");
        headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        byte[] start = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
        byte[] request = new byte[start.length + content.length];
        System.arraycopy(start, 0, request, 0, start.length);
        System.arraycopy(content, 0, request, start.length, content.length);
        return request;
    }

    private static int status(InputStream answer) throws IOException {
        InputStream in = new BufferedInputStream(answer);
        StringBuilder line = new StringBuilder();
        for (int octet = in.read(); octet >= 0 && octet != '\n' && line.length() < LONGEST_LINE; octet = in.read()) {
            line.append((char) octet);
        }
        Matcher status = STATUS.matcher(line.toString().strip());
        if (!status.matches()) {
            throw new IOException("the answer is not HTTP");
        }
        return Integer.parseInt(status.group(1));
    }

    private static String unbracketed(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }
}
