// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.graph;

import io.lamplighter.ingest.oauth.AuthorizationServer;
import io.lamplighter.ingest.oauth.OAuthForm;
import java.util.Optional;

/** Where people of the simulated tenant sign in: Entra's addresses in front of an {@link AuthorizationServer}. */
final class GraphAuthority {

    private final AuthorizationServer server;
    private final GraphTokens handedOut;

    GraphAuthority(AuthorizationServer server, GraphTokens handedOut) {
        this.server = server;
        this.handedOut = handedOut;
    }

    /** @param path beginning with the tenant: {@code common, oauth2, v2.0, token} */
    Reply answer(Call call) {
        String path = call.url().split("\\?", 2)[0];
        OAuthForm form = OAuthForm.of(call.method().equals("POST")
                ? call.body()
                : call.url().substring(Math.min(call.url().length(), path.length() + 1)));
        if (path.endsWith("/oauth2/v2.0/authorize")) {
            return Reply.of(server.authorize(call.method(), form));
        }
        if (path.endsWith("/adminconsent")) {
            return Reply.of(server.adminConsent(call.method(), form));
        }
        return path.endsWith("/oauth2/v2.0/token") && call.method().equals("POST")
                ? Reply.of(server.token(form))
                : Reply.html(404);
    }

    /**
     * Whose mailbox a token opens for a request: the one it was given for, whoever is named for a token of the whole
     * organisation.
     *
     * @param named the user in the address; {@code me} for whoever the token is of
     * @return an error where it opens nothing; else empty
     */
    Optional<Reply> refusal(Call call, String named) {
        Optional<AuthorizationServer.Grant> grant = server.accepted(call.token());
        if (grant.isEmpty()) {
            return handedOut.accepts(call.token())
                    ? Optional.empty()
                    : Optional.of(Reply.error(401, "InvalidAuthenticationToken"));
        }
        String user = grant.get().user();
        if (user.isEmpty()) {
            return named.equals("me") ? Optional.of(Reply.error(400, "BadRequest")) : Optional.empty();
        }
        boolean own = named.isEmpty() || named.equals("me") || named.equalsIgnoreCase(user);
        return own && grants(grant.get(), call) ? Optional.empty() : Optional.of(Reply.error(403, "ErrorAccessDenied"));
    }

    /** Who {@code me} is; empty where the token does not tell. */
    String user(Call call) {
        return server.accepted(call.token()).map(AuthorizationServer.Grant::user).orElse("");
    }

    private static boolean grants(AuthorizationServer.Grant grant, Call call) {
        String needed = call.isAbout("/attendanceReports")
                ? "OnlineMeetingArtifact.Read.All"
                : call.isAbout("/onlineMeetings")
                        ? "OnlineMeetingTranscript.Read.All"
                        : call.isAbout("/calendarView") || call.isAbout("/events") ? "Calendars.Read" : "Mail.Read";
        return call.isAbout("/subscriptions") || grant.scopes().stream().anyMatch(scope -> scope.endsWith(needed));
    }
}
