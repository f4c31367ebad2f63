// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.oauth;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lamplighter.addin.connect.OutsideHosts;
import io.lamplighter.addin.connect.OutsideHttp;
import io.lamplighter.addin.connect.SecretBox;
import io.lamplighter.ingest.mailbox.MailboxFailure;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/** A token endpoint that somebody typed. Nobody is called here: what is refused is refused before that. */
class TokenEndpointTest {

    private static TokenSources sources(OutsideHosts hosts) {
        return new TokenSources(JdbcClient.create(new DriverManagerDataSource()), new TransactionTemplate(),
                SecretBox.of("MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=", List.of(), Path.of("target")), hosts,
                new OutsideHttp(), Clock.systemUTC());
    }

    private static TokenSource at(String endpoint) {
        return new TokenSource(URI.create(endpoint), "lamp", "s3cret-of-lamp", TokenSource.Grant.CLIENT_CREDENTIALS, "",
                "");
    }

    @Test
    void aNameThatLeadsHereNowMayLeadElsewhereWhenItIsCalled() {
        OutsideHosts rebound = new OutsideHosts(List.of("127.0.0.1"),
                host -> List.of(InetAddress.getLoopbackAddress()));

        assertThatExceptionOfType(MailboxFailure.ChangeSettings.class)
                .isThrownBy(() -> sources(rebound).first(at("http://login.seller.example/token")))
                .withMessageContaining("has to begin with https");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://2130706433/token", "https://0177.0.0.1/token", "https://127.0.0.1/token",
            "https://[::ffff:169.254.169.254]/token", "https://100.100.100.200/token", "https://0.0.0.0/token",
            "http://localhost/token", "ftp://127.0.0.1/token", "https://anna@127.0.0.1/token"})
    void whatIsInsideIsNotCalledHoweverItIsWritten(String endpoint) {
        assertThatExceptionOfType(MailboxFailure.ChangeSettings.class)
                .isThrownBy(() -> sources(new OutsideHosts(List.of())).first(at(endpoint)))
                .withMessageNotContaining("s3cret-of-lamp");
    }
}
