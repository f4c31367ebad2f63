// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.connect;

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
import java.util.Objects;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Posts to an address that somebody typed. It connects to exactly the addresses that were allowed, which the JDK's client cannot be
 * told to do: a name that leads inside a moment after it was looked at leads nowhere. Whoever answers over TLS has to prove the name
 * all the same. Follows no redirect. Thread-safe.
 */
public final class OutsideHttp {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final Duration ALL = Duration.ofSeconds(25);

    private final SSLSocketFactory tls;

    public OutsideHttp() {
        this((SSLSocketFactory) SSLSocketFactory.getDefault());
    }

    /** @param tls knows who is trusted */
    public OutsideHttp(SSLSocketFactory tls) {
        this.tls = tls;
    }

    /**
     * What is sent.
     *
     * @param type of the body
     */
    public record Message(String type, Map<String, String> headers, String body) {

        public Message {
            Objects.requireNonNull(type, "type");
            headers = Map.copyOf(headers);
            Objects.requireNonNull(body, "body");
        }
    }

    @FunctionalInterface
    private interface Reading<T> {

        T read(InputStream answer) throws IOException;
    }

    /**
     * Sends it and reads the first line of the answer, no more.
     *
     * @param allowed where the host of the address is
     * @return the status of the answer
     */
    public int send(URI to, List<InetAddress> allowed, Message message) throws IOException {
        return post(to, allowed, message, OutsideAnswer::status);
    }

    /**
     * Sends it and reads the answer.
     *
     * @param allowed where the host of the address is
     * @param most how many octets the body of the answer may have
     */
    public OutsideAnswer ask(URI to, List<InetAddress> allowed, Message message, int most) throws IOException {
        return post(to, allowed, message, answer -> OutsideAnswer.read(answer, most));
    }

    private <T> T post(URI to, List<InetAddress> allowed, Message message, Reading<T> reading) throws IOException {
        boolean plain = "http".equalsIgnoreCase(to.getScheme());
        int port = to.getPort() > 0 ? to.getPort() : plain ? 80 : 443;
        try (Socket socket = connected(allowed, port);
                Late late = new Late(socket);
                Socket line = plain ? socket : secured(socket, host(to), port)) {
            line.setSoTimeout((int) ANSWER.toMillis());
            OutputStream out = line.getOutputStream();
            out.write(request(to, message));
            out.flush();
            return reading.read(new BufferedInputStream(line.getInputStream()));
        }
    }

    /** The host of an address, as it is looked up. */
    public static String host(URI address) {
        String host = String.valueOf(address.getHost());
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
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

    private Socket secured(Socket socket, String host, int port) throws IOException {
        socket.setSoTimeout((int) ANSWER.toMillis());
        SSLSocket secured = (SSLSocket) tls.createSocket(socket, host, port, true);
        SSLParameters parameters = secured.getSSLParameters();
        // Without this the certificate may be anybody's.
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        return secured;
    }

    private static byte[] request(URI to, Message message) {
        byte[] content = message.body().getBytes(StandardCharsets.UTF_8);
        String path = to.getRawPath() == null || to.getRawPath().isEmpty() ? "/" : to.getRawPath();
        StringBuilder head = new StringBuilder("POST ").append(path)
                .append(to.getRawQuery() == null ? "" : "?" + to.getRawQuery()).append(" HTTP/1.1\r\nHost: ")
                .append(to.getHost()).append(to.getPort() > 0 ? ":" + to.getPort() : "").append("\r\nContent-Type: ")
                .append(message.type()).append("\r\nUser-Agent: Lamplighter\r\nConnection: close\r\nContent-Length: ")
                .append(content.length).append("\r\n");
        message.headers().forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        byte[] start = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
        byte[] request = new byte[start.length + content.length];
        System.arraycopy(start, 0, request, 0, start.length);
        System.arraycopy(content, 0, request, start.length, content.length);
        return request;
    }
}
