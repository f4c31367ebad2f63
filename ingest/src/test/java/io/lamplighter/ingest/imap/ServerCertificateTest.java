// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.imap;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.DummySSLSocketFactory;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.lamplighter.ingest.mailbox.HostLookup;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServerCertificateTest {

    private static ImapAccount account(int port, ImapAccount.Security security) {
        return new ImapAccount("127.0.0.1", port, security, "", new SignIn.Token(), List.of(), false);
    }

    @Test
    void tellsFromWhenToWhenAServersCertificateIsGood() {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAPS));
        server.start();
        try {
            ImapAccount account = account(server.getImaps().getPort(), ImapAccount.Security.TLS);

            assertThat(ServerCertificate.of(account, HostLookup.ANYWHERE, new DummySSLSocketFactory()))
                    .hasValueSatisfying(shown -> assertThat(shown.began()).isBefore(shown.ends()));
            assertThat(ServerCertificate.of(account, HostLookup.ANYWHERE)).as("one that nobody here trusts").isEmpty();
        } finally {
            server.stop();
        }
    }

    @Test
    void seesNothingWhereThereIsNothing() {
        try (ScriptedImap server = new ScriptedImap()) {
            server.answers("STARTTLS", "% NO not here");

            assertThat(ServerCertificate.of(account(server.account().port(), ImapAccount.Security.STARTTLS),
                    HostLookup.ANYWHERE)).isEmpty();
            assertThat(server.heard("STARTTLS")).isEqualTo(1);
            assertThat(ServerCertificate.of(account(server.account().port(), ImapAccount.Security.PLAIN),
                    HostLookup.ANYWHERE)).isEmpty();
        }
    }
}
