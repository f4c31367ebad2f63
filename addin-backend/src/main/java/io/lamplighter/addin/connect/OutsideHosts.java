// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.connect;

import io.lamplighter.ingest.mailbox.HostLookup;
import io.lamplighter.ingest.mailbox.MailboxFailure;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Decides which hosts that somebody typed may be called. Inside our own network a call from here could reach what nobody
 * outside reaches, so only public addresses may be called, and what the operator allows by name, address or network.
 */
public final class OutsideHosts implements HostLookup {

    private static final String ANY = "any";

    /** What is neither public nor anybody's business: IANA's special-purpose registries, and places where clouds keep secrets. */
    private static final List<Network> INSIDE = List.of("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8",
            "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16",
            "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            // Azure's wire server: a public number, reached from inside alone.
            "168.63.129.16/32",
            // The unspecified address, loopback and IPv4-compatible; translation and tunnels, which hide another address;
            // discard; documentation; unique local, link-local, site-local; multicast.
            "::/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16",
            "fc00::/7",
            "fe80::/10", "fec0::/10", "ff00::/8").stream().map(Network::parse).toList();

    /** What ends in a number is an address (WHATWG URL, "ends in a number"), but which, only one way of writing leaves no doubt about. */
    private static final Pattern NUMBER = Pattern.compile("(?i)(.*\\.)?(0x[0-9a-f]*|\\d+)\\.?");
    private static final Pattern DOTTED = Pattern
            .compile("(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(\\.(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)){3}");

    private final HostLookup names;
    private final boolean any;
    private final List<String> allowedNames;
    private final List<Network> allowedNetworks;

    /**
     * @param allowed names ({@code mail.corp.example}, {@code *.corp.example}), addresses ({@code 10.0.0.5}), networks
     *     ({@code 10.0.0.0/8}) or {@code any}
     */
    public OutsideHosts(List<String> allowed) {
        this(allowed, HostLookup.ANYWHERE);
    }

    /** @param names where names lead */
    public OutsideHosts(List<String> allowed, HostLookup names) {
        List<String> entries = allowed.stream().map(entry -> entry.strip().toLowerCase(Locale.ROOT))
                .filter(entry -> !entry.isEmpty()).toList();
        this.names = names;
        this.any = entries.contains(ANY);
        this.allowedNetworks = entries.stream().filter(Network::isOne).map(Network::parse).toList();
        this.allowedNames = entries.stream().filter(entry -> !Network.isOne(entry)).toList();
    }

    @Override
    public List<InetAddress> addresses(String host) throws UnknownHostException {
        if (NUMBER.matcher(host).matches() && !DOTTED.matcher(host).matches()) {
            throw new UnknownHostException(host);
        }
        List<InetAddress> addresses = names.addresses(host);
        if (!any && !isAllowed(host) && !addresses.stream().allMatch(this::isAllowed)) {
            throw new MailboxFailure.ChangeSettings(host
                    + " is not on the public internet but inside a private network,"
                    + " where Lamplighter calls nobody unasked. If this is right, whoever runs Lamplighter allows it with"
                    + " lamplighter.network.private-hosts=" + host + ".", null);
        }
        return addresses;
    }

    private boolean isAllowed(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return allowedNames.stream()
                .anyMatch(entry -> entry.equals(name) || (entry.startsWith("*.") && name.endsWith(entry.substring(1))));
    }

    private boolean isAllowed(InetAddress address) {
        return isPublic(address) || allowedNetworks.stream().anyMatch(network -> network.holds(address));
    }

    /** Whether an address is on the public internet. */
    public static boolean isPublic(InetAddress address) {
        return INSIDE.stream().noneMatch(network -> network.holds(address));
    }
}
