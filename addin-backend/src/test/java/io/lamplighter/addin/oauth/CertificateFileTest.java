// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lamplighter.ingest.mailbox.MailboxFailure;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an installation proves with its certificate, and what is said of one that proves nothing. */
class CertificateFileTest {

    private static final URI ENDPOINT = URI.create("https://login.microsoftonline.com/t/oauth2/v2.0/token");

    @TempDir
    private Path directory;

    private Instant now = Instant.EPOCH;

    @BeforeEach
    void today() {
        // Certificates are made as of the machine's clock, and only the days from there on count here.
        now = made(10).certificate().getNotBefore().toInstant().plus(Duration.ofDays(1));
    }

    private MadeCertificate made(int days) {
        return MadeCertificate.in(directory, days);
    }

    @Test
    void theAssertionSaysWhoWeAreToOneEndpointForAFewMinutes() {
        MadeCertificate made = made(10);

        SignedAssertion assertion = SignedAssertion.read(
                new CertificateFile(made.pem(), "").read(now).assertion("client-1", ENDPOINT, now));

        assertThat(assertion.isBy(made.certificate())).isTrue();
        assertThat(assertion.claims().path("aud").asString("")).isEqualTo(ENDPOINT.toString());
        assertThat(assertion.claims().path("iss").asString("")).isEqualTo("client-1");
        assertThat(assertion.claims().path("sub").asString("")).isEqualTo("client-1");
        assertThat(assertion.claims().path("nbf").asLong()).isEqualTo(now.getEpochSecond());
        assertThat(assertion.claims().path("exp").asLong()).isEqualTo(now.plusSeconds(300).getEpochSecond());
    }

    @Test
    void noTwoAssertionsAreTheSame() {
        ClientCertificate certificate = new CertificateFile(made(10).pem(), "").read(now);

        assertThat(SignedAssertion.read(certificate.assertion("client-1", ENDPOINT, now)).claims().path("jti"))
                .isNotEqualTo(
                        SignedAssertion.read(certificate.assertion("client-1", ENDPOINT, now)).claims().path("jti"));
    }

    @Test
    void aPkcs12FileIsOpenedByItsPassword() {
        MadeCertificate made = made(10);

        assertThat(new CertificateFile(made.pkcs12(), MadeCertificate.PASSWORD).read(now).ends())
                .isEqualTo(made.certificate().getNotAfter().toInstant());
        refused(new CertificateFile(made.pkcs12(), "guessed"), "holds no RSA key with its certificate");
    }

    @Test
    void aNewFileInItsPlaceIsUsedFromThenOn() {
        CertificateFile file = new CertificateFile(made(10).pem(), "");
        Instant first = file.read(now).ends();

        made(400).pem();

        assertThat(file.read(now).ends()).isAfter(first.plus(Duration.ofDays(380)));
    }

    @Test
    void oneThatHasEndedIsNotUsed() {
        CertificateFile file = new CertificateFile(made(10).pem(), "");
        Instant end = file.read().ends();

        assertThatExceptionOfType(MailboxFailure.ChangeSettings.class).isThrownBy(() -> file.read(end))
                .withMessageContaining("it ended on " + end.toString().substring(0, 10))
                .withMessageContaining("lamplighter.providers.microsoft.certificate");
        assertThatExceptionOfType(MailboxFailure.ChangeSettings.class).isThrownBy(
                () -> new ClientProof.Certificate(file).parameters("client-1", ENDPOINT, end));
    }

    @Test
    void whatIsNoneIsRefusedWithoutBeingQuoted() throws IOException {
        refused(new CertificateFile(directory.resolve("not-there.pem"), ""), "cannot be read");
        Path odd = directory.resolve("odd.pem");
        for (String content : new String[]{"", "the key of the safe",
                "-----BEGIN PRIVATE KEY-----\nc2FmZQ==\n-----END PRIVATE KEY-----\n",
                Files.readString(made(10).pem()).replaceFirst("(?s)-----BEGIN CERTIFICATE.*", ""),
                Files.readString(made(10).pem()).replaceFirst("(?s).*-----END PRIVATE KEY-----", "")}) {
            refused(new CertificateFile(Files.writeString(odd, content), ""), "holds no RSA key");
        }
        String key = Files.readString(made(10).pem()).replaceFirst("(?s)-----BEGIN CERTIFICATE.*", "");
        String another = Files.readString(made(10).pem()).replaceFirst("(?s).*-----END PRIVATE KEY-----", "");
        refused(new CertificateFile(Files.writeString(odd, key + another), ""), "holds no RSA key");
        refused(new CertificateFile(MadeCertificate.in(directory, 10, "EC").pem(), ""), "holds no RSA key");
    }

    private static void refused(CertificateFile file, String why) {
        assertThatExceptionOfType(MailboxFailure.ChangeSettings.class).isThrownBy(file::read).withMessageContaining(why)
                .withMessageNotContaining("safe").withNoCause();
    }

    @Test
    void aSecretIsSentWhereThereIsOne() {
        assertThat(new ClientProof.Secret("s3cret").parameters("client-1", ENDPOINT, now))
                .isEqualTo(Map.of("client_secret", "s3cret"));
        assertThat(new ClientProof.Secret("").parameters("client-1", ENDPOINT, now)).isEmpty();
        assertThat(new ClientProof.Secret("s3cret").toString()).doesNotContain("s3cret");
    }
}
