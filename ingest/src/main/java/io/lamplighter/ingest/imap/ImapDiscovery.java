// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.imap;

import java.io.IOException;
import java.net.IDN;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Finds out from an address how its mailbox is reached over IMAP: from a table of providers, from what the domain announces
 * (RFC 6186), from who looks after its mail, and at last by the names that are usual. It asks the domain name system alone;
 * no server is called, and nothing is sent to anybody but the domain.
 */
public final class ImapDiscovery {

    private final Dns dns;

    public ImapDiscovery() {
        this(new JndiDns());
    }

    ImapDiscovery(Dns dns) {
        this.dns = dns;
    }

    /** How sure it is. */
    public enum Source {
        /** The domain is a provider's own. */
        PROVIDER,
        /** The domain announces it. */
        ANNOUNCED,
        /** The domain's mail is looked after by a provider. */
        HOSTED,
        /** A host with a usual name is there. */
        USUAL_NAME,
        /** The usual name, not looked up. */
        GUESS
    }

    /**
     * One way that should work.
     *
     * @param provider may be empty
     * @param hint what to know or do first; may be empty
     */
    public record Found(String host, int port, ImapAccount.Security security, String username, String provider,
            MailProvider.Way way, String hint, Source source) {

        public Found {
            Objects.requireNonNull(host, "host");
            Objects.requireNonNull(security, "security");
            Objects.requireNonNull(username, "username");
            Objects.requireNonNull(provider, "provider");
            Objects.requireNonNull(way, "way");
            Objects.requireNonNull(hint, "hint");
            Objects.requireNonNull(source, "source");
        }

        /**
         * Whether somebody should look at the host before a password is sent there: a name outside the domain may be an attacker's who
         * speaks for the name server (RFC 6186 §6).
         */
        public boolean isStranger(String address) {
            return source == Source.ANNOUNCED && provider.isEmpty()
                    && !isWithin(host, address.substring(address.lastIndexOf('@') + 1));
        }
    }

    /**
     * What was found.
     *
     * @param found the best first; empty where the mailbox cannot be read over IMAP or nothing is known
     * @param says the same in a sentence or two
     */
    public record Result(List<Found> found, String says) {

        public Result {
            found = List.copyOf(found);
            Objects.requireNonNull(says, "says");
        }
    }

    /** @throws IllegalArgumentException if it is no address; the message says so to the person who wrote it */
    public Result find(String address) {
        String stripped = address.strip();
        String domain = domain(stripped);
        Optional<MailProvider> known = MailProviders.ofDomain(domain);
        if (known.isPresent()) {
            return of(known.get(), stripped, Source.PROVIDER);
        }
        try {
            return lookedUp(stripped, domain);
        } catch (IOException noNetwork) {
            return new Result(List.of(guess("imap." + domain, stripped, Source.GUESS)),
                    "The domain name system does not answer, so nothing could be looked up. imap." + domain
                            + " is the usual name; check it with the provider.");
        }
    }

    private static String domain(String address) {
        int at = address.lastIndexOf('@');
        String domain = "";
        try {
            domain = IDN.toASCII(address.substring(at + 1)).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException noName) {
            // Said below.
        }
        if (at < 1 || !domain.matches("(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z0-9-]{2,63}")) {
            throw new IllegalArgumentException("“" + address + "” is not an address.");
        }
        return domain;
    }

    private Result lookedUp(String address, String domain) throws IOException {
        Map<String, Found> found = new LinkedHashMap<>();
        announced(domain, address).forEach(f -> found.putIfAbsent(f.host(), f));
        Optional<MailProvider> hosting = dns.mailExchangers(domain).stream().map(MailProviders::ofMx)
                .flatMap(Optional::stream).findFirst();
        if (found.isEmpty() && hosting.isPresent()) {
            return of(hosting.get(), address, Source.HOSTED);
        }
        hosting.filter(p -> !p.host().isEmpty())
                .ifPresent(p -> found.putIfAbsent(p.host(), found(p, address, Source.HOSTED)));
        if (found.isEmpty()) {
            for (String host : List.of("imap." + domain, "mail." + domain)) {
                if (dns.hasAddress(host)) {
                    found.put(host, guess(host, address, Source.USUAL_NAME));
                }
            }
        }
        return new Result(List.copyOf(found.values()), says(domain, List.copyOf(found.values())));
    }

    private List<Found> announced(String domain, String address) throws IOException {
        List<Found> found = new ArrayList<>();
        announced("_imaps._tcp." + domain, ImapAccount.Security.TLS, domain, address).forEach(found::add);
        announced("_imap._tcp." + domain, ImapAccount.Security.STARTTLS, domain, address).forEach(found::add);
        return found;
    }

    private List<Found> announced(String name, ImapAccount.Security security, String domain, String address)
            throws IOException {
        return dns.services(name).stream().filter(service -> !service.target().isEmpty()).map(service -> {
            Optional<MailProvider> provider = MailProviders.ofHost(service.target());
            String hint = provider.map(MailProvider::hint)
                    .orElse(isWithin(service.target(), domain) ? "" : "This server is outside " + domain + ": make sure it is the right one.");
            return new Found(service.target(), service.port(), security, address,
                    provider.map(MailProvider::name).orElse(""),
                    provider.map(MailProvider::way).orElse(MailProvider.Way.PASSWORD), hint, Source.ANNOUNCED);
        }).toList();
    }

    private static boolean isWithin(String host, String domain) {
        return host.equalsIgnoreCase(domain)
                || host.toLowerCase(Locale.ROOT).endsWith("." + domain.toLowerCase(Locale.ROOT));
    }

    private static Result of(MailProvider provider, String address, Source source) {
        if (provider.way() == MailProvider.Way.NONE) {
            return new Result(List.of(), provider.hint());
        }
        Found found = found(provider, address, source);
        return new Result(List.of(found), said(source == Source.PROVIDER
                ? "This is " + provider.name() + ": " + where(found) + "."
                : "The mail of this domain is looked after by " + provider.name() + ": " + where(found) + ".", found));
    }

    private static Found found(MailProvider provider, String address, Source source) {
        return new Found(provider.host(), provider.port(), provider.security(), address, provider.name(),
                provider.way(), provider.hint(), source);
    }

    private static Found guess(String host, String address, Source source) {
        return new Found(host, 993, ImapAccount.Security.TLS, address, "", MailProvider.Way.PASSWORD, "", source);
    }

    private static String says(String domain, List<Found> found) {
        if (found.isEmpty()) {
            return "Nothing is known about " + domain
                    + ": it announces no IMAP server and none has a usual name. Ask whoever looks after its mail.";
        }
        Found first = found.getFirst();
        return said(switch (first.source()) {
            case ANNOUNCED -> domain + " announces " + where(first) + ".";
            case PROVIDER, HOSTED -> "The mail of " + domain + " is looked after by " + first.provider() + ".";
            case USUAL_NAME, GUESS -> domain + " announces nothing, but there is a host named " + first.host()
                    + ". Test the connection.";
        }, first);
    }

    private static String said(String sentence, Found found) {
        return found.hint().isEmpty() ? sentence : sentence + " " + found.hint();
    }

    private static String where(Found found) {
        return found.host() + ", port " + found.port() + " with "
                + (found.security() == ImapAccount.Security.TLS ? "TLS" : "STARTTLS");
    }
}
