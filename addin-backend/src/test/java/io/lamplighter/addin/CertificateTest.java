// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.addin.expiry.Endings;
import io.lamplighter.addin.oauth.MadeCertificate;
import io.lamplighter.addin.oauth.OAuthConnections;
import io.lamplighter.addin.oauth.SignedAssertion;
import io.lamplighter.ingest.MailboxId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** An installation that Microsoft knows by a certificate instead of a secret. */
class CertificateTest extends MicrosoftSite {

    private static final MadeCertificate CERTIFICATE = MadeCertificate.in(directory(), 12);

    private static Path directory() {
        try {
            return Files.createTempDirectory(Path.of("target"), "certificate");
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        registry.add("lamplighter.providers.microsoft.certificate", () -> CERTIFICATE.pem().toString());
        registry.add("lamplighter.expiry.microsoft-secret", () -> "2020-05-31");
    }

    private static void provesWhoWeAre(Map<String, String> form) {
        assertThat(form).containsEntry("client_id", "client-1")
                .containsEntry("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer")
                .doesNotContainKey("client_secret");
        assertThat(SignedAssertion.read(form.getOrDefault("client_assertion", "")).isBy(CERTIFICATE.certificate()))
                .isTrue();
    }

    @Test
    void codesAreRedeemedAndRightsRenewedByIt() {
        SIGN_IN.gives("dana@fernbeck.example", MicrosoftSignIn.MAIL);
        MicrosoftSignIn.back(admin, "code=good&state=" + SIGN_IN.state(admin, "&owner=anna@fernbeck.example"));
        provesWhoWeAre(MICROSOFT.tokenForms().getLast());
        MailboxId mailbox = site.id("dana@fernbeck.example");
        SIGN_IN.renews("access-2", "");

        site.part(OAuthConnections.class).refused(mailbox, "access-1");

        assertThat(site.part(OAuthConnections.class).current(mailbox)).isEqualTo("access-2");
        assertThat(MICROSOFT.tokenForms().getLast()).containsEntry("grant_type", "refresh_token");
        provesWhoWeAre(MICROSOFT.tokenForms().getLast());
    }

    @Test
    void anOrganisationsTokenIsAskedForByIt() {
        TENANT.anew(site);

        assertThat(TENANT.letsIn(admin)).contains("Fernbeck GmbH let this application in");

        provesWhoWeAre(MICROSOFT.tokenForms().getFirst());
        assertThat(SignedAssertion.read(MICROSOFT.tokenForms().getFirst().getOrDefault("client_assertion", "")).claims()
                .path("aud").asString(""))
                .isEqualTo(MICROSOFT.baseUrl() + "/" + MicrosoftTenant.ID + "/oauth2/v2.0/token");
    }

    @Test
    void itsOwnEndIsSaidAndNotThatOfASecretNobodyUses() {
        assertThat(site.part(Endings.class).soon()).filteredOn(end -> end.subject().equals("Microsoft 365"))
                .singleElement()
                .satisfies(end -> {
                    assertThat(end.kind()).isEqualTo("client-certificate");
                    assertThat(end.endsAt()).isEqualTo(CERTIFICATE.certificate().getNotAfter().toInstant());
                    assertThat(end.says())
                            .startsWith("The certificate by which Microsoft knows this installation ends on");
                    assertThat(end.advice()).contains("without a restart");
                });
        assertThat(admin.get("/mailboxes").body())
                .contains("The certificate by which Microsoft knows this installation");
    }

    @Test
    void whatMicrosoftDoesNotKnowIsSaidInWords() {
        SIGN_IN.refuses("invalid_client");

        assertThat(
                MicrosoftSignIn.back(admin, "code=good&state=" + SIGN_IN.state(admin, "&owner=anna@fernbeck.example")))
                .contains("Nothing was changed.", "its certificate is not registered there")
                .doesNotContain("AADSTS70000");
    }
}
