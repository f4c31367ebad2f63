// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.oauth;

import io.lamplighter.addin.board.Filters;
import io.lamplighter.ingest.imap.ImapAccount;
import io.lamplighter.ingest.imap.SignIn;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the form sends, and what a program sends.
 *
 * @param owner email address of whose mailbox it is; the mailbox's own when absent
 * @param port 993 for TLS and 143 otherwise, when absent
 * @param security {@code tls} (when absent), {@code starttls} or {@code plain}
 * @param username the address, when absent
 * @param tokenUrl the token endpoint
 * @param grant {@code client_credentials} or {@code refresh_token}
 */
public record TokenRequest(@Nullable String owner, @Nullable String address, @Nullable String host,
        @Nullable String port, @Nullable String security, @Nullable String username, @Nullable String tokenUrl,
        @Nullable String clientId, @Nullable String clientSecret, @Nullable String grant, @Nullable String scope,
        @Nullable String refreshToken) {

    /** What is wrong, field by field; empty where it can be tried. */
    public Map<String, String> problems() {
        Map<String, String> problems = new LinkedHashMap<>();
        if (!address().matches("[^@\\s]+@[^@\\s]+")) {
            problems.put("address", "The address of the mailbox is missing.");
        }
        if (text(host).isEmpty() || text(host).matches("(?s).*[\\s/:].*")) {
            problems.put("host", "The name of the server alone, such as mail.example.com.");
        }
        if (!way().matches("tls|starttls|plain")) {
            problems.put("security", "Choose tls, starttls or plain.");
        }
        if (number() < 1 || number() > 65_535) {
            problems.put("port", "A number from 1 to 65535.");
        }
        if (endpoint() == null) {
            problems.put("tokenUrl", "A whole address, such as https://login.example.com/oauth2/token.");
        }
        if (text(clientId).isEmpty()) {
            problems.put("clientId", "The client id is missing.");
        }
        if (!text(grant).matches("client_credentials|refresh_token")) {
            problems.put("grant", "Choose client_credentials or refresh_token.");
        }
        if (text(grant).equals("refresh_token") && text(refreshToken).isEmpty()) {
            problems.put("refreshToken", "The refresh token is missing.");
        }
        if (text(grant).equals("client_credentials") && text(clientSecret).isEmpty()) {
            problems.put("clientSecret", "The client secret is missing.");
        }
        return problems;
    }

    private String way() {
        return text(security).isEmpty() ? "tls" : text(security).toLowerCase(Locale.ROOT);
    }

    private int number() {
        String digits = text(port);
        if (digits.isEmpty()) {
            return way().equals("tls") ? 993 : 143;
        }
        return digits.matches("\\d{1,5}") ? Integer.parseInt(digits) : 0;
    }

    private @Nullable URI endpoint() {
        try {
            URI endpoint = new URI(text(tokenUrl));
            return endpoint.getHost() == null ? null : endpoint;
        } catch (URISyntaxException noAddress) {
            return null;
        }
    }

    public String address() {
        return text(address).toLowerCase(Locale.ROOT);
    }

    public String ownerOrAddress() {
        return text(owner).isEmpty() ? address() : text(owner);
    }

    /** Only after {@link #problems} found none. */
    public ImapAccount account() {
        return new ImapAccount(text(host), number(), ImapAccount.Security.valueOf(way().toUpperCase(Locale.ROOT)),
                text(username).isEmpty() ? address() : text(username), new SignIn.Token(),
                List.of(ImapAccount.ALL_FOLDERS), false);
    }

    /** Only after {@link #problems} found none. */
    public TokenSource source() {
        URI endpoint = endpoint();
        if (endpoint == null) {
            throw new IllegalStateException("a source without an endpoint");
        }
        return new TokenSource(endpoint, text(clientId), text(clientSecret),
                TokenSource.Grant.valueOf(text(grant).toUpperCase(Locale.ROOT)), text(scope), text(refreshToken));
    }

    /** What is sent back to the page; secrets never are. */
    TokenForm form(List<Filters.Choice> owners, Map<String, String> problems, String said) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("owner", text(owner));
        fields.put("address", text(address));
        fields.put("host", text(host));
        fields.put("port", text(port));
        fields.put("security", way());
        fields.put("username", text(username));
        fields.put("tokenUrl", text(tokenUrl));
        fields.put("clientId", text(clientId));
        fields.put("grant", text(grant));
        fields.put("scope", text(scope));
        return new TokenForm(fields, owners, problems, said);
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value.strip();
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return "TokenRequest[" + address + " at " + host + "]";
    }
}
