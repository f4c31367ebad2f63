// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.imap;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.time.Duration;
import javax.net.SocketFactory;
import jdk.net.ExtendedSocketOptions;
import org.jspecify.annotations.Nullable;

/**
 * Makes sockets that connect to one address whatever the name they are given leads to by then; TLS still asks for the name. Keeps
 * the last one, so that its patience can be changed.
 */
final class PinnedSockets extends SocketFactory {

    private static final int ASK_AFTER_SECONDS = 300;

    private final InetAddress address;
    private @Nullable Socket last;

    PinnedSockets(InetAddress address) {
        this.address = address;
    }

    /** How long the connection may be silent while something is awaited from it. */
    void patience(Duration patience) throws SocketException {
        Socket socket = last;
        if (socket != null) {
            socket.setSoTimeout(Math.toIntExact(patience.toMillis()));
        }
    }

    /** Lets the system ask the other side now and then whether it is there: no thread of ours wakes for that. */
    void askWhetherAlive() throws SocketException {
        Socket socket = last;
        if (socket != null) {
            socket.setKeepAlive(true);
            try {
                socket.setOption(ExtendedSocketOptions.TCP_KEEPIDLE, ASK_AFTER_SECONDS);
            } catch (IOException | UnsupportedOperationException onlyTheDefault) {
                // Two hours on most systems; the next command finds out before.
                return;
            }
        }
    }

    /** Breaks the connection; whoever reads from it fails at once. */
    void cut() {
        Socket socket = last;
        if (socket != null) {
            try {
                socket.close();
            } catch (IOException alreadyBroken) {
                last = null;
            }
        }
    }

    @Override
    public Socket createSocket() {
        Socket socket = new Socket() {
            @Override
            public void connect(SocketAddress endpoint, int timeout) throws IOException {
                super.connect(new InetSocketAddress(address, ((InetSocketAddress) endpoint).getPort()), timeout);
            }
        };
        last = socket;
        return socket;
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        throw new SocketException("only unconnected sockets are made");
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        throw new SocketException("only unconnected sockets are made");
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        throw new SocketException("only unconnected sockets are made");
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress localAddress, int localPort)
            throws IOException {
        throw new SocketException("only unconnected sockets are made");
    }
}
