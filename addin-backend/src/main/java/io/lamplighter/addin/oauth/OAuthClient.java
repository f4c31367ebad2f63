// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.oauth;

import io.lamplighter.ingest.mailbox.MailboxFailure;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks token endpoints. Every failure says what to do next; none of them holds a token or what the endpoint wrote about it. */
final class OAuthClient {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final Duration AGAIN = Duration.ofSeconds(30);
    static final int LONGEST_ANSWER = 256 * 1024;
    static final String FORM = "application/x-www-form-urlencoded";
    private static final Pattern TENANT = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final HttpClient HTTP = HttpClient.newBuilder().connectTimeout(TIMEOUT)
            .followRedirects(HttpClient.Redirect.NEVER).build();

    private final FormPost post;
    private final Clock clock;

    /** For endpoints that the operator configured, or that are the provider's own. */
    OAuthClient(Clock clock) {
        this(OAuthClient::posted, clock);
    }

    /** @param post knows which endpoints may be called */
    OAuthClient(FormPost post, Clock clock) {
        this.post = post;
        this.clock = clock;
    }

    private static FormPost.Answer posted(URI to, String form) throws IOException, InterruptedException {
        return answer(HttpRequest.newBuilder(to).timeout(TIMEOUT).header("Content-Type", FORM)
                .header("Accept", "application/json").POST(HttpRequest.BodyPublishers.ofString(form)).build());
    }

    private static FormPost.Answer answer(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray());
        return new FormPost.Answer(answer.statusCode(), answer.headers().firstValue("Retry-After"), answer.body());
    }

    /** RFC 6749 §4.1.3 with the verifier of RFC 7636 §4.5. */
    OAuthTokens exchange(OAuthProvider provider, String code, String verifier, String redirect) {
        return ask(provider, Map.of("grant_type", "authorization_code", "code", code, "redirect_uri", redirect,
                "code_verifier", verifier));
    }

    /** RFC 6749 §6. */
    OAuthTokens refresh(OAuthProvider provider, String refreshToken) {
        return ask(provider, Map.of("grant_type", "refresh_token", "refresh_token", refreshToken));
    }

    /** RFC 7009: gives a permission back. One that is not good any more is no failure; where none is taken back nothing happens. */
    void revoke(OAuthProvider provider, String token) {
        if (provider.revoke().isEmpty()) {
            return;
        }
        FormPost.Answer answer = sent(provider,
                () -> post.send(URI.create(provider.revoke()), encoded(Map.of("token", token))));
        if (answer.status() >= 500 || answer.status() == 429) {
            throw new MailboxFailure.TryLater(
                    provider.label() + " took no permission back (HTTP " + answer.status() + ").", wait(answer), null);
        }
    }

    /** RFC 6749 §4.4: for a whole organisation, without anybody's own consent. */
    OAuthTokens application(OAuthProvider tenant, String scope) {
        return ask(tenant, Map.of("grant_type", "client_credentials", "scope", scope), OAuthClient::noTenant);
    }

    /** The same where a program has a right of its own. */
    OAuthTokens own(OAuthProvider provider, String scope) {
        return ask(provider, scope.isBlank()
                ? Map.of("grant_type", "client_credentials")
                : Map.of("grant_type", "client_credentials", "scope", scope));
    }

    /** Microsoft has one word for an application that was never let in and one whose consent was withdrawn. */
    private static Optional<MailboxFailure> noTenant(String error) {
        return switch (error) {
            case "unauthorized_client", "invalid_grant", "access_denied" -> Optional.of(
                    new MailboxFailure.LetInAgain(
                            "The organisation does not let this application in: it was never allowed, or no longer is."
                                    + " An administrator of the organisation allows it under Mailboxes, Connect a whole"
                                    + " organisation. What was allowed a moment ago can take a minute to be known."));
            case "invalid_request", "invalid_tenant" -> Optional.of(new MailboxFailure.LetInAgain(
                    "Microsoft knows no such organisation. Connect it again."));
            default -> Optional.empty();
        };
    }

    /** The id of the organisation that a domain belongs to; empty where there is none. */
    Optional<String> tenantOf(OAuthProvider microsoft, String domain) {
        HttpRequest request = HttpRequest.newBuilder(microsoft.discovery(domain)).timeout(TIMEOUT)
                .header("Accept", "application/json").build();
        FormPost.Answer answer = sent(microsoft, () -> answer(request));
        Matcher issuer = TENANT.matcher(json(answer.body()).path("issuer").asString(""));
        if (answer.status() >= 500) {
            throw new MailboxFailure.TryLater(microsoft.label() + " does not say whose domain this is.", AGAIN, null);
        }
        return issuer.find() ? Optional.of(issuer.group().toLowerCase(Locale.ROOT)) : Optional.empty();
    }

    private OAuthTokens ask(OAuthProvider provider, Map<String, String> parameters) {
        return ask(provider, parameters, error -> Optional.empty());
    }

    private OAuthTokens ask(OAuthProvider provider, Map<String, String> parameters,
            Function<String, Optional<MailboxFailure>> otherwise) {
        Map<String, String> form = new TreeMap<>(parameters);
        form.put("client_id", provider.clientId());
        form.putAll(provider.proof().parameters(provider.clientId(), provider.token(), clock.instant()));
        return read(provider, sent(provider, () -> post.send(provider.token(), encoded(form))), otherwise);
    }

    @FunctionalInterface
    private interface Sending {

        FormPost.Answer send() throws IOException, InterruptedException;
    }

    private static FormPost.Answer sent(OAuthProvider provider, Sending sending) {
        try {
            return sending.send();
        } catch (IOException unreachable) {
            throw new MailboxFailure.TryLater(provider.label() + " could not be reached to renew the right to read.",
                    AGAIN, unreachable);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new MailboxFailure.TryLater("Asking " + provider.label() + " was stopped.", Duration.ZERO, stopped);
        }
    }

    private OAuthTokens read(OAuthProvider provider, FormPost.Answer answer,
            Function<String, Optional<MailboxFailure>> otherwise) {
        JsonNode json = json(answer.body());
        if (answer.status() == 200 && json.path("access_token").isString()) {
            return new OAuthTokens(json.path("access_token").asString(),
                    clock.instant().plusSeconds(Math.max(60, json.path("expires_in").asLong(3600))),
                    json.path("refresh_token").asString(""), json.path("scope").asString(""),
                    json.path("id_token").asString(""));
        }
        String error = json.path("error").asString("");
        throw otherwise.apply(error).orElseGet(() -> failure(provider, answer, error));
    }

    private static MailboxFailure failure(OAuthProvider provider, FormPost.Answer answer, String error) {
        String label = provider.label();
        return switch (error) {
            // RFC 6749 §5.2; Microsoft's and Google's word for revoked, expired and withdrawn alike.
            case "invalid_grant", "interaction_required", "consent_required", "login_required" ->
                new MailboxFailure.SignInAgain(
                        label + " no longer lets us read this mailbox: consent has expired or was withdrawn. Connect it again.",
                        null);
            case "invalid_client", "unauthorized_client" -> new MailboxFailure.ChangeSettings(
                    label + " does not know this installation any more: " + unknown(provider.proof()), null);
            case "invalid_scope", "invalid_request", "unsupported_grant_type" -> new MailboxFailure.ChangeSettings(label
                    + " refused what was asked for (" + error
                    + "). The registration of this installation needs the scopes"
                    + " that its documentation lists.", null);
            default -> new MailboxFailure.TryLater(
                    label + " gave no token (HTTP " + answer.status() + ").", wait(answer), null);
        };
    }

    private static String unknown(ClientProof proof) {
        return switch (proof) {
            case ClientProof.Secret secret -> "the client secret is wrong or has expired. An administrator must enter a"
                    + " new one in the configuration.";
            case ClientProof.Certificate certificate -> "its certificate is not registered there, or the clock of this"
                    + " machine is wrong. An administrator adds the certificate in Microsoft Entra (App registrations,"
                    + " Certificates & secrets).";
        };
    }

    private static Duration wait(FormPost.Answer answer) {
        return answer.pause().filter(s -> s.matches("\\d{1,5}"))
                .map(s -> Duration.ofSeconds(Long.parseLong(s))).orElse(AGAIN);
    }

    private static JsonNode json(byte[] body) {
        try {
            return body.length > LONGEST_ANSWER ? JSON.createObjectNode() : JSON.readTree(body);
        } catch (JacksonException notJson) {
            return JSON.createObjectNode();
        }
    }

    private static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(e -> e.getKey() + '=' + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
