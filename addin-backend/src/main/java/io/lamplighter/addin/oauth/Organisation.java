// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.oauth;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * An organisation that lets this application read its mailboxes without anybody's own consent.
 *
 * @param outsideId Microsoft's tenant id; the client id of Google's service account
 * @param domains of addresses in it, as far as they are known
 * @param limited whether Exchange grants the application some mailboxes only
 * @param account the address of the service account; empty at Microsoft
 * @param keyId which key of it is in use; empty at Microsoft
 * @param administrator in whose name the people of a Workspace domain are listed; empty for nobody
 */
public record Organisation(long id, String provider, String outsideId, String name, List<String> domains,
        boolean limited, String account, String keyId, String administrator,
        Instant connectedAt) {

    public static final String MICROSOFT = "microsoft";
    public static final String GOOGLE = "google";

    public Organisation {
        domains = List.copyOf(domains);
    }

    public boolean isMicrosoft() {
        return provider.equals(MICROSOFT);
    }

    /** Whether an address is one of its own; unknown domains are nobody's. */
    public boolean holds(String address) {
        return domains.contains(address.substring(address.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT));
    }

    /** "Microsoft 365" or "Google Workspace". */
    public String providerName() {
        return isMicrosoft() ? "Microsoft 365" : "Google Workspace";
    }
}
