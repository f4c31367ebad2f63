// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lamplighter.ingest.mailbox.HostLookup;
import io.lamplighter.ingest.mailbox.MailboxFailure;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutsideHostsTest {

    private static HostLookup leadingTo(String... addresses) {
        return host -> Stream.of(addresses).map(InetAddress::ofLiteral).toList();
    }

    private static OutsideHosts hosts(HostLookup names, String... allowed) {
        return new OutsideHosts(List.of(allowed), names);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.9.9.9", "0.0.0.0", "10.1.2.3", "172.16.0.1", "172.31.255.255",
            "192.168.1.1",
            "169.254.169.254", "100.64.0.1", "100.100.100.200", "192.0.0.192", "168.63.129.16", "224.0.0.1",
            "255.255.255.255",
            "198.18.0.1", "::", "::1", "::ffff:10.0.0.1", "::ffff:127.0.0.1", "::10.0.0.1", "64:ff9b::a00:1",
            "2002:a00:1::",
            "2001:0:1:2:3:4:5:6", "fe80::1", "fec0::1", "fc00::1", "fd00:ec2::254", "ff02::1"})
    void callsNobodyInsideUnasked(String address) {
        assertThatExceptionOfType(MailboxFailure.ChangeSettings.class)
                .isThrownBy(() -> hosts(leadingTo(address)).addresses("mail.seller.example"))
                .withMessageContaining("lamplighter.network.private-hosts=mail.seller.example")
                .withMessageNotContaining(address);
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "52.96.1.1", "172.15.0.1", "172.32.0.1", "100.63.255.255", "100.128.0.1",
            "192.167.1.1",
            "2a00:1450:4001::6d", "2603:1026::2"})
    void callsWhoeverIsPublic(String address) throws UnknownHostException {
        assertThat(hosts(leadingTo(address)).addresses("mail.seller.example"))
                .containsExactly(InetAddress.ofLiteral(address));
    }

    @Test
    void refusesANameOneOfWhoseAddressesIsInside() {
        assertThatExceptionOfType(MailboxFailure.ChangeSettings.class)
                .isThrownBy(() -> hosts(leadingTo("8.8.8.8", "10.0.0.1")).addresses("mail.seller.example"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mail.corp.example", "MAIL.corp.example", "*.corp.example", "10.0.0.5", "10.0.0.0/8",
            "any"})
    void callsWhatTheOperatorAllowed(String entry) throws UnknownHostException {
        assertThat(hosts(leadingTo("10.0.0.5"), entry).addresses("mail.corp.example")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"corp.example", "*.example.corp", "10.0.0.6", "10.1.0.0/16",
            "mail.corp.example.evil.example"})
    void takesAPermissionByTheLetter(String entry) {
        assertThatExceptionOfType(MailboxFailure.ChangeSettings.class)
                .isThrownBy(() -> hosts(leadingTo("10.0.0.5"), entry).addresses("mail.corp.example"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2130706433", "0x7f.1", "0x7f000001", "0177.0.0.1", "017700000001", "127.1", "127.0.1", "0",
            "::1", "[::1]", "::ffff:127.0.0.1", "::ffff:7f00:1", "localhost", "LOCALHOST", "localhost.", "127.0.0.1.",
            "\uFF11\uFF12\uFF17.0.0.1", "127\u30020\u30020\u30021", "\u24DBocalhost", "fe80::1%lo", "", " ", "."})
    void whateverWayAnAddressInsideIsWrittenItLeadsNowhere(String written) {
        assertThatThrownBy(() -> new OutsideHosts(List.of()).addresses(written))
                .isInstanceOfAny(MailboxFailure.ChangeSettings.class, UnknownHostException.class);
    }

    @Test
    void refusesToStartWithANetworkThatIsNone() {
        assertThatIllegalArgumentException().isThrownBy(() -> new OutsideHosts(List.of("10.0.0.0/40")));
    }
}
