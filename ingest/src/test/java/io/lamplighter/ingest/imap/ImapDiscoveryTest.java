// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.lamplighter.ingest.imap.ImapDiscovery.Found;
import io.lamplighter.ingest.imap.ImapDiscovery.Result;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImapDiscoveryTest {

    private final FakeDns dns = new FakeDns();
    private final ImapDiscovery discovery = new ImapDiscovery(dns);

    /** Names that somebody set up. */
    private static final class FakeDns implements Dns {

        private final Map<String, List<Service>> services = new HashMap<>();
        private final Map<String, List<String>> exchangers = new HashMap<>();
        private final Set<String> hosts = new HashSet<>();
        private boolean silent;

        @Override
        public List<Service> services(String name) throws IOException {
            return answer(services.getOrDefault(name, List.of()));
        }

        @Override
        public List<String> mailExchangers(String domain) throws IOException {
            return answer(exchangers.getOrDefault(domain, List.of()));
        }

        @Override
        public boolean hasAddress(String host) throws IOException {
            return answer(hosts.contains(host));
        }

        private <T> T answer(T value) throws IOException {
            if (silent) {
                throw new IOException("nobody there");
            }
            return value;
        }
    }

    @ParameterizedTest
    @CsvSource({"anna@gmail.com,imap.gmail.com,GOOGLE", "anna@outlook.com,outlook.office365.com,MICROSOFT",
            "anna@yahoo.co.uk,imap.mail.yahoo.com,APP_PASSWORD", "anna@icloud.com,imap.mail.me.com,APP_PASSWORD",
            "anna@fastmail.com,imap.fastmail.com,APP_PASSWORD", "anna@gmx.de,imap.gmx.net,PASSWORD",
            "anna@web.de,imap.web.de,PASSWORD", "anna@zoho.com,imap.zoho.com,APP_PASSWORD",
            "anna@naver.com,imap.naver.com,APP_PASSWORD", "anna@qq.com,imap.qq.com,APP_PASSWORD",
            "anna@163.com,imap.163.com,APP_PASSWORD", "anna@mail.ru,imap.mail.ru,APP_PASSWORD",
            "anna@yandex.ru,imap.yandex.com,APP_PASSWORD", "Anna@GMail.com,imap.gmail.com,GOOGLE"})
    void knowsTheProvidersManyPeopleUseEvenWithoutNetwork(String address, String host, MailProvider.Way way) {
        dns.silent = true;

        Result result = discovery.find(address);

        assertThat(result.found()).singleElement().satisfies(found -> {
            assertThat(found.host()).isEqualTo(host);
            assertThat(found.port()).isEqualTo(993);
            assertThat(found.way()).isEqualTo(way);
            assertThat(found.username()).isEqualTo(address);
        });
        assertThat(result.says()).contains(host);
    }

    @Test
    void saysThatProtonNeedsItsBridgeAndTutaHasNoImap() {
        assertThat(discovery.find("anna@proton.me").says()).contains("Proton Mail Bridge");
        assertThat(discovery.find("anna@tuta.com").found()).isEmpty();
        assertThat(discovery.find("anna@tuta.com").says()).contains("no IMAP");
    }

    @ParameterizedTest
    @CsvSource({"seller-example.mail.protection.outlook.com,outlook.office365.com,Microsoft 365",
            "aspmx.l.google.com,imap.gmail.com,Gmail", "mx1.zoho.eu,imappro.zoho.eu,Zoho (Europe)",
            "in1-smtp.messagingengine.com,imap.fastmail.com,Fastmail",
            "mxbiz1.qq.com,imap.exmail.qq.com,Tencent Exmail"})
    void tellsByTheMxHostWhoLooksAfterADomain(String mx, String host, String provider) {
        dns.exchangers.put("seller.example", List.of(mx));

        Result result = discovery.find("anna@seller.example");

        assertThat(result.found()).extracting(Found::host).containsExactly(host);
        assertThat(result.says()).contains("looked after by " + provider);
    }

    @Test
    void takesWhatTheDomainAnnounces() {
        dns.services.put("_imaps._tcp.seller.example", List.of(new Dns.Service(0, 1, 9993, "post.seller.example")));
        dns.services.put("_imap._tcp.seller.example", List.of(new Dns.Service(0, 1, 143, "old.seller.example")));
        dns.hosts.add("imap.seller.example");

        Result result = discovery.find("anna@seller.example");

        assertThat(result.found()).extracting(Found::host, Found::port, Found::security).containsExactly(
                org.assertj.core.groups.Tuple.tuple("post.seller.example", 9993, ImapAccount.Security.TLS),
                org.assertj.core.groups.Tuple.tuple("old.seller.example", 143, ImapAccount.Security.STARTTLS));
        assertThat(result.says()).isEqualTo("seller.example announces post.seller.example, port 9993 with TLS.");
    }

    @Test
    void warnsOfAnAnnouncedServerOutsideTheDomain() {
        dns.services.put("_imaps._tcp.seller.example", List.of(new Dns.Service(0, 1, 993, "imap.elsewhere.example")));

        Result result = discovery.find("anna@seller.example");

        assertThat(result.says()).contains("make sure it is the right one");
        assertThat(result.found().getFirst().isStranger("anna@seller.example")).isTrue();
        assertThat(result.found().getFirst().isStranger("anna@elsewhere.example")).isFalse();
    }

    @Test
    void understandsThatADomainHasNoImapAtAllOverOneOfTheWays() {
        dns.services.put("_imaps._tcp.seller.example", List.of(new Dns.Service(0, 0, 0, "")));

        assertThat(discovery.find("anna@seller.example").found()).isEmpty();
    }

    @Test
    void triesTheUsualNamesLast() {
        dns.hosts.add("mail.seller.example");

        Result result = discovery.find("anna@seller.example");

        assertThat(result.found()).extracting(Found::host).containsExactly("mail.seller.example");
        assertThat(result.says()).contains("Test the connection");
    }

    @Test
    void saysThatNothingIsKnown() {
        assertThat(discovery.find("anna@seller.example").says()).contains("Nothing is known about seller.example");
    }

    @Test
    void saysThatItCouldNotLookAnythingUp() {
        dns.silent = true;

        Result result = discovery.find("anna@seller.example");

        assertThat(result.says()).contains("does not answer");
        assertThat(result.found()).extracting(Found::host, Found::source)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("imap.seller.example", ImapDiscovery.Source.GUESS));
    }

    @Test
    void asksForTheAsciiFormOfADomain() {
        dns.exchangers.put("xn--mller-kva.example", List.of("mx.gmx.net"));

        assertThat(discovery.find("anna@müller.example").found()).extracting(Found::host)
                .containsExactly("imap.gmx.net");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "anna", "@seller.example", "anna@", "anna@localhost", "anna@10.0.0.1/x",
            "anna@-a.example",
            "anna@a..example", "anna@seller.example/x"})
    void refusesWhatIsNoAddress(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> discovery.find(text))
                .withMessageContaining("is not an address");
    }

    @Test
    void everyProviderOfTheTableIsComplete() {
        assertThat(MailProviders.all()).hasSizeGreaterThan(40).allSatisfy(provider -> {
            assertThat(provider.name()).isNotBlank();
            assertThat(provider.host().isEmpty()).isEqualTo(provider.way() == MailProvider.Way.NONE);
            assertThat(provider.domains().size() + provider.mx().size()).isPositive();
        });
        assertThat(MailProviders.all().stream().flatMap(p -> p.domains().stream())).doesNotHaveDuplicates();
    }
}
