// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.oauth;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Somebody who lets us read mailboxes, with their owner's consent (RFC 6749).
 *
 * @param name {@code microsoft} or {@code google}: in addresses and tables
 * @param label "Microsoft 365"
 * @param connector the connector that reads its mailboxes
 * @param revoke where a token is given back (RFC 7009); empty where that is not offered
 * @param proof that it is we who ask for tokens
 * @param tenant the organisation whose accounts alone may be connected; empty for any
 * @param asked what is asked for, the mail first
 * @param extra further parameters of every authorization request
 */
public record OAuthProvider(String name, String label, String connector, URI authorize, URI token, String revoke,
        String clientId, ClientProof proof, String tenant, List<Scope> asked, Map<String, String> extra) {

    public OAuthProvider {
        asked = List.copyOf(asked);
        extra = Map.copyOf(extra);
    }

    /** What a scope is for. */
    public enum Use {
        MAIL, CALENDAR, TRANSCRIPTS,
        /** To know who consented, and to stay connected. */
        IDENTITY
    }

    /** @param why for the page on which consent is asked */
    public record Scope(String value, Use use, String why) {}

    /** Whether this installation has been registered with it. */
    public boolean isConfigured() {
        return !clientId.isBlank();
    }

    /** As one organisation sees it: only its own tenant gives tokens to an application. */
    OAuthProvider ofTenant(String id) {
        return new OAuthProvider(name, label, connector, inTenant(authorize, id), inTenant(token, id), revoke, clientId,
                proof, id, asked, extra);
    }

    private static URI inTenant(URI address, String id) {
        return URI.create(address.toString().replaceFirst("/[^/]+(?=/oauth2/)", "/" + id));
    }

    /** Where an administrator of Microsoft Entra lets an application in; of which organisation is decided there if it is not named. */
    URI adminConsent(String id) {
        String whose = !id.isEmpty() ? id : tenant.isEmpty() ? "organizations" : tenant;
        return URI.create(token.toString().replaceFirst("/[^/]+/oauth2/.*$", "/" + whose + "/adminconsent"));
    }

    /** Where it says which organisation a domain belongs to (OpenID Connect Discovery). */
    URI discovery(String domain) {
        return URI.create(token.toString().replaceFirst("/[^/]+/oauth2/.*$",
                "/" + domain + "/v2.0/.well-known/openid-configuration"));
    }

    /**
     * Further parameters of an authorization request.
     *
     * @param account whose consent it has to be. It is a hint, which leads people to the account they came with the first time; who
     *     came back says the ID token
     */
    Map<String, String> extra(Optional<String> account) {
        Map<String, String> parameters = new LinkedHashMap<>(extra);
        account.ifPresent(address -> {
            parameters.put("login_hint", address);
            // Microsoft refuses a hint together with the choice among accounts that the hint is to spare.
            parameters.remove("prompt", "select_account");
        });
        return parameters;
    }

    /** The scopes to ask for, separated by spaces. */
    String scopes(boolean calendar, boolean transcripts) {
        return String.join(" ", asked.stream().filter(scope -> switch (scope.use()) {
            case MAIL, IDENTITY -> true;
            case CALENDAR -> calendar;
            case TRANSCRIPTS -> transcripts;
        }).map(Scope::value).toList());
    }

    /** What was granted may be less than what was asked for: people can untick. */
    boolean grants(String granted, Use use) {
        List<String> values = List.of(granted.split(" "));
        return asked.stream().filter(scope -> scope.use() == use)
                .allMatch(scope -> values.stream().anyMatch(v -> v.equalsIgnoreCase(scope.value())
                        // Microsoft answers with the resource in front, or without it.
                        || v.endsWith("/" + scope.value()) || scope.value().endsWith("/" + v)));
    }
}
