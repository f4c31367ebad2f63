// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.google;

import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.auth.oauth2.ServiceAccountCredentials;
import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.mailbox.AccessTokens;
import io.lamplighter.ingest.mailbox.MailboxFailure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Opens the mailboxes of a Workspace domain with one service account (domain-wide delegation). Google would let it open
 * every mailbox of the domain; this opens those on a list.
 */
public final class ServiceAccountTokens implements AccessTokens {

    /** Where Google gives tokens. The key file names a place, too, which is not believed. */
    public static final URI TOKEN_SERVER = URI.create("https://oauth2.googleapis.com/token");

    private final ServiceAccountCredentials key;
    private final GoogleAccounts accounts;
    private final Predicate<String> allowed;
    private final Map<String, GoogleCredentials> delegated = new ConcurrentHashMap<>();

    /**
     * @param allowed told an address in lower case: whether it may be opened
     * @param json the key as the Google Cloud console gives it
     * @throws MailboxFailure.ChangeSettings if it is no such key
     */
    public ServiceAccountTokens(byte[] json, GoogleAccounts accounts, Predicate<String> allowed) {
        this(json, accounts, allowed, TOKEN_SERVER);
    }

    /** @param tokenServer where tokens are given, as a simulator or a gateway does it */
    public ServiceAccountTokens(byte[] json, GoogleAccounts accounts, Predicate<String> allowed, URI tokenServer) {
        this.key = key(json, tokenServer);
        this.accounts = accounts;
        this.allowed = allowed;
    }

    /**
     * What a key file says about itself, without the key.
     *
     * @param clientId what the administrator of a Workspace domain authorises
     */
    public record About(String email, String clientId, String keyId, String project) {

        public About {
            Objects.requireNonNull(email, "email");
            Objects.requireNonNull(clientId, "clientId");
            Objects.requireNonNull(keyId, "keyId");
            Objects.requireNonNull(project, "project");
        }
    }

    /** @throws MailboxFailure.ChangeSettings if it is no such key */
    public static About about(byte[] json) {
        ServiceAccountCredentials key = key(json, TOKEN_SERVER);
        return new About(text(key.getClientEmail()), text(key.getClientId()), text(key.getPrivateKeyId()),
                text(key.getProjectId()));
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    private static ServiceAccountCredentials key(byte[] json, URI tokenServer) {
        try {
            return ServiceAccountCredentials.fromStream(new ByteArrayInputStream(json)).toBuilder()
                    .setTokenServerUri(tokenServer).build().createWithCustomRetryStrategy(false);
        } catch (IOException | IllegalArgumentException noKey) {
            // The cause would quote the key.
            throw new MailboxFailure.ChangeSettings(
                    "This is not the key of a service account. Make one in the Google Cloud"
                            + " console (IAM > Service accounts > Keys > JSON) and give the whole file.",
                    null);
        }
    }

    @Override
    public String current(MailboxId mailbox) {
        GoogleAccount account = accounts.account(mailbox);
        String user = account.user().toLowerCase(Locale.ROOT);
        if (!user.contains("@")) {
            throw new MailboxFailure.ChangeSettings(
                    "A service account opens a mailbox by its address. Enter the address.",
                    null);
        }
        if (!allowed.test(user)) {
            throw new MailboxFailure.ChangeSettings(
                    "The service account may open only the mailboxes on its list, and " + user
                            + " is not on it. Add the address to the list.",
                    null);
        }
        return token(user, account.scopes());
    }

    /**
     * To list the people of the domain, which only an administrator of it may.
     *
     * @throws MailboxFailure saying what is wrong and what to do
     */
    String directory(String administrator) {
        Set<String> scope = Set.of(GooglePeople.SCOPE);
        try {
            return token(delegated(administrator, scope));
        } catch (IOException failure) {
            throw DelegationFailures.of(failure, administrator, String.valueOf(key.getClientId()), scope);
        }
    }

    private String token(String user, Set<String> scopes) {
        try {
            return token(delegated.computeIfAbsent(user, u -> delegated(u, scopes)));
        } catch (IOException failure) {
            delegated.remove(user);
            // All scopes are refused together: perhaps only mail was authorised.
            if (scopes.size() > 1 && DelegationFailures.isUnauthorised(failure)) {
                return mailOnly(user, failure, scopes);
            }
            throw DelegationFailures.of(failure, user, String.valueOf(key.getClientId()), scopes);
        }
    }

    private String mailOnly(String user, IOException first, Set<String> wanted) {
        GoogleCredentials mail = delegated(user, Set.of(GoogleAccount.MAIL_SCOPE));
        try {
            String token = token(mail);
            delegated.put(user, mail);
            return token;
        } catch (IOException failure) {
            throw DelegationFailures.of(first, user, String.valueOf(key.getClientId()), wanted);
        }
    }

    private GoogleCredentials delegated(String user, Set<String> scopes) {
        return key.createScoped(scopes).createDelegated(user);
    }

    private static String token(GoogleCredentials credentials) throws IOException {
        credentials.refreshIfExpired();
        AccessToken token = credentials.getAccessToken();
        if (token == null) {
            throw new IOException("no token");
        }
        return token.getTokenValue();
    }

    @Override
    public void refused(MailboxId mailbox, String token) {
        delegated.values()
                .removeIf(c -> c.getAccessToken() != null && token.equals(c.getAccessToken().getTokenValue()));
    }
}
