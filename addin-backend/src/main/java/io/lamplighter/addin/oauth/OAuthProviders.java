// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.oauth;

import io.lamplighter.addin.oauth.OAuthProvider.Scope;
import io.lamplighter.addin.oauth.OAuthProvider.Use;
import io.lamplighter.ingest.google.GoogleAccount;
import io.lamplighter.ingest.google.GoogleConnector;
import io.lamplighter.ingest.graph.GraphConnector;
import io.lamplighter.ingest.mailbox.MailboxFailure;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The providers that this installation is registered with, and the least that is asked of each. */
public final class OAuthProviders {

    /** All permissions that were granted to the application by an administrator of the organisation. */
    private static final String DEFAULT_SCOPE = "https://graph.microsoft.com/.default";

    private final Map<String, OAuthProvider> providers;

    public OAuthProviders(List<OAuthProvider> providers) {
        this.providers = providers.stream()
                .collect(Collectors.toMap(OAuthProvider::name, provider -> provider));
    }

    /**
     * Microsoft 365 and Outlook.com.
     *
     * @param authority where people sign in
     * @param tenant an organisation's id or domain; {@code common} or {@code organizations} for any
     */
    public static OAuthProvider microsoft(URI authority, String tenant, String clientId, ClientProof proof) {
        String base = authority.toString().replaceAll("/$", "") + "/" + tenant + "/oauth2/v2.0/";
        boolean any = tenant.equals("common") || tenant.equals("organizations") || tenant.equals("consumers");
        return new OAuthProvider("microsoft", "Microsoft 365", GraphConnector.NAME, URI.create(base + "authorize"),
                URI.create(base + "token"), "", clientId, proof, any ? "" : tenant,
                List.of(new Scope("Mail.Read", Use.MAIL,
                        "Read mail. Nothing is sent, moved, marked as read or deleted."),
                        new Scope("Calendars.Read", Use.CALENDAR,
                                "Read meetings, so that a meeting with the buyer counts as a word from the buyer."),
                        new Scope("OnlineMeetings.Read", Use.TRANSCRIPTS,
                                "Find the online meeting that a transcript belongs to."),
                        new Scope("OnlineMeetingTranscript.Read.All", Use.TRANSCRIPTS,
                                "Read transcripts of meetings you organised."),
                        new Scope("OnlineMeetingArtifact.Read.All", Use.ATTENDANCE,
                                "Know who joined them, so that a no-show is one."),
                        new Scope("offline_access", Use.IDENTITY, "Go on reading while you are not here."),
                        new Scope("openid", Use.IDENTITY, "Know who signed in."),
                        new Scope("email", Use.IDENTITY, "Know the address of the mailbox."),
                        new Scope("profile", Use.IDENTITY, "Know the name of its owner.")),
                Map.of("prompt", "select_account", "response_mode", "query"));
    }

    /** Gmail, Google Calendar and Meet. */
    public static OAuthProvider google(URI authorize, URI token, URI revoke, String clientId, String clientSecret) {
        return new OAuthProvider("google", "Google", GoogleConnector.NAME, authorize, token, revoke.toString(),
                clientId, new ClientProof.Secret(clientSecret), "",
                List.of(new Scope(GoogleAccount.MAIL_SCOPE, Use.MAIL,
                        "Read mail. Nothing is sent, moved, marked as read or deleted."),
                        new Scope(GoogleAccount.CALENDAR_SCOPE, Use.CALENDAR,
                                "Read meetings, so that a meeting with the buyer counts as a word from the buyer."),
                        new Scope(GoogleAccount.TRANSCRIPTS_SCOPE, Use.TRANSCRIPTS,
                                "Read transcripts of Meet calls, and who joined them."),
                        new Scope("openid", Use.IDENTITY, "Know who signed in."),
                        new Scope("email", Use.IDENTITY, "Know the address of the mailbox.")),
                // A refresh token comes with the first consent only, unless consent is asked for each time.
                Map.of("access_type", "offline", "prompt", "consent", "include_granted_scopes", "false"));
    }

    public Optional<OAuthProvider> find(String name) {
        return Optional.ofNullable(providers.get(name)).filter(OAuthProvider::isConfigured);
    }

    OAuthProvider named(String name) {
        return find(name).orElseThrow(() -> new MailboxFailure.ChangeSettings(
                "This installation is not registered with " + name
                        + " any more. An administrator must enter its client id and secret.",
                null));
    }

    /** Those that can be connected, for the page. */
    public List<OAuthProvider> configured() {
        return providers.values().stream().filter(OAuthProvider::isConfigured)
                .sorted(Comparator.comparing(OAuthProvider::label).reversed()).toList();
    }

    /** @param graph where Graph answers: each national cloud has its own */
    static String applicationScope(URI graph) {
        return "https".equals(graph.getScheme()) ? "https://" + graph.getHost() + "/.default" : DEFAULT_SCOPE;
    }
}
