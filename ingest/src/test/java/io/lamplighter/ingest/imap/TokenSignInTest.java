// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.mailbox.AccessTokens;
import io.lamplighter.ingest.mailbox.HostLookup;
import io.lamplighter.ingest.mailbox.MailboxFailure;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TokenSignInTest {

    private static final MailboxId ANNA = new MailboxId(1);

    private final ScriptedImap server = new ScriptedImap();
    private final FakeTokens tokens = new FakeTokens();
    private final ImapConnector connector = new ImapConnector(id -> server.accountByToken(), HostLookup.ANYWHERE,
            Optional.of(tokens), Clock.systemUTC());

    /** Gives one token after the other as they are refused. */
    private static final class FakeTokens implements AccessTokens {

        private final Deque<String> left = new ArrayDeque<>(List.of("old", "new"));
        private final List<String> refused = new ArrayList<>();

        @Override
        public String current(MailboxId mailbox) {
            return left.getFirst();
        }

        @Override
        public void refused(MailboxId mailbox, String token) {
            refused.add(token);
            if (left.size() > 1) {
                left.removeFirst();
            }
        }
    }

    @BeforeEach
    void offers() {
        server.answers("CAPABILITY", "* CAPABILITY IMAP4rev1 AUTH=PLAIN AUTH=XOAUTH2 SASL-IR IDLE", "% OK done")
                .answers("AUTHENTICATE", "% OK AUTHENTICATE completed.");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private List<String> tokensHeard() {
        return server.heard().stream().filter(line -> line.startsWith("AUTHENTICATE XOAUTH2 "))
                .map(line -> new String(Base64.getDecoder().decode(line.substring("AUTHENTICATE XOAUTH2 ".length())),
                        StandardCharsets.UTF_8))
                .toList();
    }

    @Test
    void signsInWithTheTokenAndSendsNoPassword() {
        connector.open(ANNA).close();

        assertThat(tokensHeard()).containsExactly("user=anna@seller.example\u0001auth=Bearer old\u0001\u0001");
        assertThat(server.heard("LOGIN")).isZero();
        assertThat(tokens.refused).isEmpty();
    }

    @Test
    void asksForAnotherTokenOnceWhenOneIsRefused() {
        server.answers("AUTHENTICATE", "% NO AUTHENTICATE failed.").then("AUTHENTICATE", "% OK done");

        connector.open(ANNA).close();

        assertThat(tokens.refused).containsExactly("old");
        assertThat(tokensHeard()).hasSize(2).last().asString().contains("Bearer new");
    }

    @Test
    void asksAPersonWhenTheSecondTokenIsRefusedToo() {
        server.answers("AUTHENTICATE", "% NO AUTHENTICATE failed.");

        assertThatExceptionOfType(MailboxFailure.SignInAgain.class).isThrownBy(() -> connector.open(ANNA))
                .withMessageContaining("Consent was withdrawn").withMessageNotContaining("Bearer");
        assertThat(tokensHeard()).hasSize(2);
    }

    @Test
    void keepsTheTokenWhenTheServerIsOnlyBusy() {
        server.answers("AUTHENTICATE", "% NO [UNAVAILABLE] Temporary System Error (Failure)");

        assertThatExceptionOfType(MailboxFailure.TryLater.class).isThrownBy(() -> connector.open(ANNA));
        assertThat(tokens.refused).isEmpty();
    }

    @Test
    void saysThatAMailboxWithoutTokensHasToBeConnectedAgain() {
        ImapConnector without = new ImapConnector(id -> server.accountByToken(), Clock.systemUTC());

        assertThatExceptionOfType(MailboxFailure.ChangeSettings.class).isThrownBy(() -> without.open(ANNA))
                .withMessageContaining("Connect it again");
    }

    private static String decoded(String base64) {
        return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    }

    @Test
    void signsInByTheStandardWhereThatIsAllThatIsOffered() {
        server.answers("CAPABILITY", "* CAPABILITY IMAP4rev1 AUTH=PLAIN AUTH=OAUTHBEARER SASL-IR", "% OK done");

        connector.open(ANNA).close();

        String line = server.heard().stream().filter(l -> l.startsWith("AUTHENTICATE OAUTHBEARER ")).findFirst()
                .orElseThrow();
        assertThat(decoded(line.substring("AUTHENTICATE OAUTHBEARER ".length()))).matches(
                "n,a=anna@seller\\.example,\u0001host=127\\.0\\.0\\.1\u0001port=\\d+\u0001auth=Bearer old\u0001\u0001");
        assertThat(server.heard("LOGIN")).isZero();
    }

    @Test
    void waitsToBeAskedWhereTheServerTakesNoFirstWord() {
        server.answers("CAPABILITY", "* CAPABILITY IMAP4rev1 AUTH=OAUTHBEARER", "% OK done")
                .answers("AUTHENTICATE", "+ ", "% OK done");

        connector.open(ANNA).close();

        assertThat(server.heard()).anyMatch(line -> line.equals("AUTHENTICATE OAUTHBEARER"));
    }

    @Test
    void endsTheExchangeWhenTheServerSaysWhyItRefuses() {
        String why = Base64.getEncoder()
                .encodeToString("{\"status\":\"invalid_token\"}".getBytes(StandardCharsets.UTF_8));
        server.answers("CAPABILITY", "* CAPABILITY IMAP4rev1 AUTH=OAUTHBEARER SASL-IR", "% OK done")
                .answers("AUTHENTICATE", "+ " + why, "% NO SASL authentication failed");

        assertThatExceptionOfType(MailboxFailure.SignInAgain.class).isThrownBy(() -> connector.open(ANNA))
                .withMessageContaining("Consent was withdrawn").withMessageNotContaining("Bearer");
        assertThat(tokens.refused).containsExactly("old");
    }

    @Test
    void saysThatAServerTakesNoToken() {
        server.answers("CAPABILITY", "* CAPABILITY IMAP4rev1 AUTH=PLAIN", "% OK done");

        assertThatExceptionOfType(MailboxFailure.ChangeSettings.class).isThrownBy(() -> connector.open(ANNA))
                .withMessageContaining("neither XOAUTH2 nor OAUTHBEARER");
        assertThat(server.heard()).as("the token is never given away as a password").containsExactly("CAPABILITY");
    }
}
