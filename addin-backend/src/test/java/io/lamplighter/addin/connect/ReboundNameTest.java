// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.imap.ImapAccount;
import io.lamplighter.ingest.imap.ImapConnector;
import io.lamplighter.ingest.imap.ServerCertificate;
import io.lamplighter.ingest.mailbox.HostLookup;
import io.lamplighter.ingest.mailbox.MailboxFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A name server that says something public when it is asked whether a host may be called, and something inside when it is called.
 * Here one address of this machine is allowed and stands for the public one; the other is what nobody may reach.
 */
class ReboundNameTest {

    private static final InetAddress OUTSIDE = InetAddress.ofLiteral("127.0.0.2");
    private static final InetAddress INSIDE = InetAddress.ofLiteral("127.0.0.1");
    private static final String HOST = "imap.seller.example";

    private final Listener outside = new Listener(OUTSIDE, 0);
    private final Listener inside = new Listener(INSIDE, outside.port());
    private final List<String> asked = new ArrayList<>();

    /** Counts who comes, and turns them away as a busy server does. */
    private static final class Listener implements AutoCloseable {

        private final ServerSocket socket;
        private final AtomicInteger came = new AtomicInteger();

        Listener(InetAddress address, int port) {
            try {
                socket = new ServerSocket(port, 50, address);
            } catch (IOException failed) {
                throw new AssertionError(failed);
            }
            Thread.ofVirtual().start(this::accept);
        }

        int port() {
            return socket.getLocalPort();
        }

        private void accept() {
            try {
                while (true) {
                    try (Socket client = socket.accept()) {
                        came.incrementAndGet();
                        client.getOutputStream()
                                .write("* BYE [UNAVAILABLE] busy\r\n".getBytes(StandardCharsets.US_ASCII));
                    }
                }
            } catch (IOException closed) {
                // That is how it ends.
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    @AfterEach
    void stop() throws IOException {
        outside.close();
        inside.close();
    }

    /** The public address once, then the one inside. */
    private OutsideHosts rebound() {
        return new OutsideHosts(List.of("127.0.0.2"), host -> {
            asked.add(host);
            return List.of(asked.size() == 1 ? OUTSIDE : INSIDE);
        });
    }

    private ImapAccount account(ImapAccount.Security security) {
        return new ImapAccount(HOST, outside.port(), security, "anna", "s3cret", List.of(), false);
    }

    @Test
    void aMailServerIsReachedAtTheAddressThatWasAllowed() {
        ImapAccount account = account(ImapAccount.Security.PLAIN);
        OutsideHosts hosts = rebound();

        assertThatExceptionOfType(MailboxFailure.class).isThrownBy(() -> ImapConnector.test(account, hosts));

        assertThat(asked).as("whoever connects does not ask again").containsExactly(HOST);
        assertThat(outside.came).hasValue(1);
        assertThatExceptionOfType(MailboxFailure.ChangeSettings.class)
                .isThrownBy(() -> ImapConnector.test(account, hosts)).withMessageContaining("inside a private network");
        assertThat(inside.came).hasValue(0);
    }

    @Test
    void aMailboxThatHasLongBeenReadIsNotReadFromInside() {
        ImapAccount account = account(ImapAccount.Security.PLAIN);
        ImapConnector connector = new ImapConnector(id -> account, rebound(), Optional.empty(), Clock.systemUTC());

        assertThatExceptionOfType(MailboxFailure.TryLater.class).isThrownBy(() -> connector.open(new MailboxId(1)));
        for (int run = 0; run < 3; run++) {
            assertThatExceptionOfType(MailboxFailure.ChangeSettings.class)
                    .isThrownBy(() -> connector.open(new MailboxId(1)));
        }

        assertThat(outside.came).hasValue(1);
        assertThat(inside.came).hasValue(0);
    }

    @Test
    void whoseCertificateIsLookedAtIsWhoWasAllowed() {
        OutsideHosts hosts = rebound();

        assertThat(ServerCertificate.of(account(ImapAccount.Security.TLS), hosts)).isEmpty();
        assertThat(ServerCertificate.of(account(ImapAccount.Security.TLS), hosts)).isEmpty();

        assertThat(inside.came).hasValue(0);
    }

    @Test
    void oneAddressInsideAmongPublicOnesIsEnoughToRefuseTheName() {
        HostLookup both = host -> List.of(OUTSIDE, INSIDE);
        OutsideHosts hosts = new OutsideHosts(List.of("127.0.0.2"), both);

        assertThatExceptionOfType(MailboxFailure.ChangeSettings.class)
                .isThrownBy(() -> ImapConnector.test(account(ImapAccount.Security.PLAIN), hosts));

        assertThat(outside.came).hasValue(0);
        assertThat(inside.came).hasValue(0);
    }
}
