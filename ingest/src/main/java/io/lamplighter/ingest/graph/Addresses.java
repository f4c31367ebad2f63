// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.graph;

import io.lamplighter.ingest.mailbox.MailboxFailure;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Which addresses are asked. Graph hands out whole addresses to go on from, which lie in a database meanwhile: one that leads
 * elsewhere would take our token with it.
 */
final class Addresses {

    private static final String OWNER = "(?i)/(?:(me)|users/([^/?]+)|users\\((?:'|%27)([^/?]+?)(?:'|%27)\\))(?=/)";
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
                    && uri.getRawPath().startsWith(base.getRawPath() + "/") && isSentAsItReads(url, uri, base);
        } catch (URISyntaxException noAddress) {
            return false;
        }
    }

    /** Two readers of one address may disagree about dots and signs in it: what counts is where the one that sends would go. */
    private static boolean isSentAsItReads(String url, URI uri, URI base) {
        HttpUrl sent = HttpUrl.parse(url);
        HttpUrl ours = HttpUrl.parse(base.toString());
        return sent != null && ours != null && sent.host().equals(ours.host()) && sent.port() == ours.port()
                && sent.encodedPath().equals(uri.getRawPath());
    }

    /** Whether Graph may have given this address to go on with a round of changes of this mailbox, not of another one's. */
    static boolean isRound(String url, GraphAccount account) {
        if (!isOurs(url, account)) {
            return false;
        }
        String path = URI.create(url).getPath().toLowerCase(Locale.ROOT);
        return (path.endsWith("/delta") || path.endsWith("/delta()") || path.endsWith("/microsoft.graph.delta()"))
                && owner(rest(url, account)).equals(owner(account.path() + "/"));
    }

    /**
     * The address that an answer gives to go on from. Should Graph call the mailbox by another name there (an id for a principal
     * name), it is written as we call it: what is read back from the database is believed only then.
     */
    static Optional<String> onward(@Nullable String link, GraphAccount account) {
        if (link == null || !isOurs(link, account)) {
            return Optional.empty();
        }
        String rest = rest(link, account);
        String own = owner(rest).equals(owner(account.path() + "/"))
                ? link
                : account.base() + account.path() + rest.replaceFirst(OWNER, "");
        return Optional.of(own).filter(round -> isRound(round, account));
    }

    /** What follows the base, from the slash on. */
    private static String rest(String url, GraphAccount account) {
        return url.substring(account.base().toString().length());
    }

    /** {@code me}, or whose: {@code /users/id} and {@code /users('id')} are the same (OData 4.01 §4.3.1). */
    private static String owner(String path) {
        Matcher owner = Pattern.compile(OWNER).matcher(path);
        if (!owner.lookingAt()) {
            return "";
        }
        return owner.group(1) != null
                ? GraphAccount.ME
                : "users/" + URLDecoder.decode(owner.group(owner.group(2) != null ? 2 : 3).replace("+", "%2B"),
                        StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
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
