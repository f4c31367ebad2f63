// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The addresses that are ours: what decides direction.
 *
 * <p>A company has several domains, and a person may have an address on a domain that is not the company's (a freemail
 * address is one person, never a company).
 *
 * @param domains own domains; their sub-domains are own too
 * @param addresses own addresses, whatever their domain
 */
public record OwnAddresses(Set<String> domains, Set<String> addresses) {

    public OwnAddresses {
        domains = lower(domains);
        addresses = lower(addresses);
    }

    public boolean includes(Participant participant) {
        return !participant.address().isEmpty()
                && (addresses.contains(participant.key()) || isOwnDomain(participant.domain()));
    }

    private boolean isOwnDomain(String domain) {
        for (String rest = domain; !rest.isEmpty(); rest = parent(rest)) {
            if (domains.contains(rest)) {
                return true;
            }
        }
        return false;
    }

    private static String parent(String domain) {
        int dot = domain.indexOf('.');
        return dot < 0 ? "" : domain.substring(dot + 1);
    }

    private static Set<String> lower(Set<String> values) {
        return values.stream().map(v -> v.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }
}
