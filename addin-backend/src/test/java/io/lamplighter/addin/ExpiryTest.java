// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.addin.expiry.EndCheck;
import io.lamplighter.addin.expiry.Ending;
import io.lamplighter.addin.expiry.Endings;
import io.lamplighter.crm.directory.Users;
import io.lamplighter.crm.mailbox.Mailboxes;
import io.lamplighter.ingest.MailboxId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Secrets, consents, keys and certificates near their end are told of before mailboxes stop. */
@AtNoon
@WithSite
class ExpiryTest {

    @RegisterExtension
    static final StandIn PROVIDERS = new StandIn();

    private final Site site;
    private final Browser admin;

    ExpiryTest(@Autowired Site site) {
        this.site = site;
        this.admin = site.signIn("ewa");
    }

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        registry.add("lamplighter.providers.microsoft.client-id", () -> "client-1");
        registry.add("lamplighter.providers.microsoft.client-secret", () -> "abc-secret-of-the-client");
        registry.add("lamplighter.providers.microsoft.authority", PROVIDERS::baseUrl);
        registry.add("lamplighter.providers.microsoft.graph", () -> PROVIDERS.baseUrl() + "/v1.0");
        registry.add("lamplighter.providers.google.apis", () -> PROVIDERS.baseUrl() + "/");
        registry.add("lamplighter.expiry.google-secret", () -> "2020-05-31");
    }

    @BeforeEach
    void nothing() {
        PROVIDERS.resetAll();
        for (String table : List.of("oauth_connection", "imap_connection", "organisation", "known_end")) {
            site.jdbc().sql("delete from " + table).update();
        }
        site.jdbc().sql("delete from mailbox where address like '%@ends.example'").update();
    }

    private Instant in(long days) {
        return site.part(Clock.class).instant().plus(Duration.ofDays(days));
    }

    private List<String> soon() {
        return site.part(Endings.class).soon().stream()
                .map(end -> end.kind() + " " + end.subject() + ": " + end.says()).toList();
    }

    private MailboxId mailbox(String connector, String address) {
        return site.part(Mailboxes.class)
                .add(site.part(Users.class).byUsername("anna").orElseThrow(), connector, address).orElseThrow();
    }

    private void consent(String provider, String address, Instant consented, Instant used) {
        site.jdbc().sql(
                """
                        insert into oauth_connection (mailbox_id, provider, kind, account, since, calendar, transcripts, refresh_token,
                                                      consented_at, renewed_at)
                        values (:mailbox, :provider, 'delegated', :address, now(), false, false, '', :consented, :used)
                        """)
                .param("mailbox", mailbox(provider.equals("google") ? "google" : "graph", address).value())
                .param("provider", provider).param("address", address)
                .param("consented", consented.atOffset(ZoneOffset.UTC)).param("used", used.atOffset(ZoneOffset.UTC))
                .update();
    }

    private void known(String what, Instant began, Instant ends) {
        site.jdbc().sql("insert into known_end values (:what, :began, :ends, now())").param("what", what)
                .param("began", began.atOffset(ZoneOffset.UTC)).param("ends", ends.atOffset(ZoneOffset.UTC)).update();
    }

    @Test
    void theDayThatAnAdministratorEnteredIsSaidWithWhatToDo() {
        Ending google = site.part(Endings.class).soon().getFirst();

        assertThat(google.says())
                .startsWith("The client secret of this installation at Google has ended on 31 May 2020");
        assertThat(google.advice()).contains("lamplighter.providers.google.client-secret");
        assertThat(admin.get("/mailboxes").body()).contains("Soon it will not work by itself any more",
                "The client secret of this installation at Google has ended");
        assertThat(admin.call("GET", "ewa", "/api/mailboxes/endings", "application/json", "").body())
                .contains("\"kind\":\"client-secret\"");
        assertThat(admin.call("GET", "anna", "/api/mailboxes/endings", "application/json", "").statusCode())
                .isEqualTo(403);
    }

    @Test
    void aConsentThatIsNotUsedIsSaidBeforeItsNinetyDaysAreOver() {
        consent("microsoft", "old@ends.example", in(-200), in(-70));
        consent("microsoft", "used@ends.example", in(-200), in(-1));
        consent("google", "rare@ends.example", in(-400), in(-160));

        assertThat(soon())
                .anyMatch(end -> end.startsWith("consent old@ends.example: The consent for old@ends.example ends on")
                        && end.contains("in 20 days") && end.contains("it has not been used since"))
                .anyMatch(end -> end.startsWith("consent rare@ends.example"))
                .noneMatch(end -> end.contains("used@ends.example:"));
    }

    @Test
    void whatMicrosoftSaysOfOurSecretCounts() {
        site.jdbc().sql(
                "insert into organisation (provider, outside_id, name, connected_at) values ('microsoft', 't', 'F', now())")
                .update();
        PROVIDERS.stubFor(post(urlPathEqualTo("/t/oauth2/v2.0/token")).willReturn(
                okJson("{\"access_token\":\"a.b.c\",\"expires_in\":3599}")));
        PROVIDERS.stubFor(get(urlPathEqualTo("/v1.0/applications")).willReturn(okJson("""
                {"value":[{"passwordCredentials":[{"hint":"xyz","endDateTime":"2031-01-01T00:00:00Z"},
                                                  {"hint":"abc","endDateTime":"%s"}]}]}""".formatted(in(12)))));

        site.part(EndCheck.class).run();

        assertThat(soon()).anyMatch(end -> end.startsWith("client-secret Microsoft 365") && end.contains("in 12 days"));
    }

    @Test
    void aKeyThatGoogleDoesNotPublishAnyMoreIsSaid() {
        site.jdbc().sql("""
                insert into organisation (provider, outside_id, name, account, key_id, connected_at)
                values ('google', '1', 'fernbeck.example', 'lamp@f.iam.gserviceaccount.com', 'k1', now())
                """).update();
        PROVIDERS.stubFor(get(urlPathMatching("/service_accounts/v1/metadata/x509/.*")).willReturn(okJson("{}")));

        site.part(EndCheck.class).run();
        assertThat(soon()).anyMatch(end -> end.startsWith("service-account-key fernbeck.example")
                && end.contains("has ended"));

        PROVIDERS.stubFor(get(urlPathMatching("/service_accounts/v1/metadata/x509/.*"))
                .willReturn(aResponse().withStatus(503)));
        site.part(EndCheck.class).run();
        assertThat(soon()).as("no answer changes nothing").anyMatch(end -> end.startsWith("service-account-key"));
    }

    @Test
    void aCertificateIsSaidWhenItsRenewalIsLate() {
        MailboxId mailbox = mailbox("imap", "c@ends.example");
        site.jdbc().sql("""
                insert into imap_connection (mailbox_id, host, port, security, username, secret)
                values (:mailbox, 'mail.ends.example', 993, 'TLS', 'c', '')
                """).param("mailbox", mailbox.value()).update();

        known("certificate:mail.ends.example:993", in(-62), in(28));
        assertThat(soon()).as("programs renew certificates of 90 days a month before their end")
                .noneMatch(end -> end.contains("mail.ends.example"));

        site.jdbc().sql("delete from known_end").update();
        known("certificate:mail.ends.example:993", in(-80), in(10));
        assertThat(soon()).anyMatch(end -> end.startsWith("certificate mail.ends.example")
                && end.contains("port 993, ends on") && end.contains("in 10 days"));
    }
}
