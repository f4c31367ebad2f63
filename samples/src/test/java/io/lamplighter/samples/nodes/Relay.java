// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.samples.nodes;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Passes connections on to a server on this machine, and can be cut like a cable: nothing is lost, nothing arrives. */
final class Relay implements AutoCloseable {

    /** Sees what a client says on one connection before the server does; whoever waits in it holds it up. */
    @FunctionalInterface
    interface Listener {
        void says(byte[] bytes, int length) throws InterruptedException;
    }

    private final ServerSocket server;
    private final int target;
    private final Supplier<Listener> listeners;
    private volatile CountDownLatch cable = new CountDownLatch(0);
    private final AtomicInteger lost = new AtomicInteger();

    Relay(int target) {
        this(target, () -> (bytes, length) -> {});
    }

    Relay(int target, Supplier<Listener> listeners) {
        this.target = target;
        this.listeners = listeners;
        try {
            server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** From now on nothing passes, in either direction; what was sent arrives after {@link #mend}. */
    void cut() {
        cable = new CountDownLatch(1);
    }

    void mend() {
        cable.countDown();
    }

    /** What is connected now hangs for good, and nobody is told; whoever connects from now on gets through. */
    void lose() {
        lost.incrementAndGet();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                Socket behind = new Socket(InetAddress.getLoopbackAddress(), target);
                client.setTcpNoDelay(true);
                behind.setTcpNoDelay(true);
                Thread.ofVirtual().start(() -> pass(client, behind, listeners.get()));
                Thread.ofVirtual().start(() -> pass(behind, client, (bytes, length) -> {}));
            }
        } catch (IOException closed) {
            // The test is over, or the server behind is.
        }
    }

    private void pass(Socket from, Socket to, Listener listener) {
        int born = lost.get();
        try (from; to; InputStream in = from.getInputStream(); OutputStream out = to.getOutputStream()) {
            byte[] bytes = new byte[32 * 1024];
            for (int length = in.read(bytes); length > 0; length = in.read(bytes)) {
                listener.says(bytes, length);
                cable.await();
                if (lost.get() != born) {
                    new CountDownLatch(1).await();
                }
                out.write(bytes, 0, length);
                out.flush();
            }
            cable.await();
            if (lost.get() != born) {
                new CountDownLatch(1).await();
            }
        } catch (IOException closed) {
            // One of both ended; so does the other.
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        mend();
        server.close();
    }
}
