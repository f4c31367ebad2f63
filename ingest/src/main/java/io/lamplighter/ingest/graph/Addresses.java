// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.graph;

import io.lamplighter.ingest.mailbox.MailboxFailure;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/**
 * Which addresses are asked. Graph hands out whole addresses to go on from, which lie in a database meanwhile: one that leads
 * elsewhere would take our token with it.
 */
final class Addresses {

    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    private Addresses() {}

    /** @throws MailboxFailure.ChangeSettings if the base is no address that a token may be sent to */
    static GraphAccount checked(GraphAccount account) {
        URI base = account.base();
        if (base.getHost() == null || base.getQuery() != null || !isProtected(base)) {
            throw new MailboxFailure.ChangeSettings("The address of Microsoft Graph, " + base
                    + ", has to begin with https.", null);
        }
        return account;
    }

    static boolean isOurs(String url, GraphAccount account) {
        try {
            URI uri = new URI(url);
            URI base = account.base();
            return base.getScheme().equalsIgnoreCase(uri.getScheme()) && base.getHost().equalsIgnoreCase(uri.getHost())
                    && base.getPort() == uri.getPort() && uri.getUserInfo() == null && uri.getFragment() == null
                    && uri.normalize().getRawPath().startsWith(base.getRawPath() + "/");
        } catch (URISyntaxException noAddress) {
            return false;
        }
    }

    /** Whether Graph may have given this address to go on with a round of changes. */
    static boolean isRound(String url, GraphAccount account) {
        if (!isOurs(url, account)) {
            return false;
        }
        String path = URI.create(url).normalize().getPath().toLowerCase(Locale.ROOT);
        return path.endsWith("/delta") || path.endsWith("/delta()") || path.endsWith("/microsoft.graph.delta()");
    }

    private static boolean isProtected(URI base) {
        return "https".equalsIgnoreCase(base.getScheme())
                || "http".equalsIgnoreCase(base.getScheme()) && THIS_MACHINE.contains(base.getHost());
    }

    /** An id as part of a path: old ones hold slashes and signs. */
    static String encoded(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
