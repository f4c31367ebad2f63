// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.own;

import io.lamplighter.ingest.imap.ImapAccount;
import io.lamplighter.ingest.imap.SignIn;
import io.lamplighter.ingest.mailbox.MailboxFailure;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What somebody enters to sign a mailbox in again. Whatever is absent stays as it is.
 *
 * @param password as it is, blanks and all
 * @param clientSecret of a mailbox that signs in by token
 * @param refreshToken the same
 * @param host another server; with it {@code port}, {@code security} and {@code username}
 */
public record PasswordRequest(@Nullable String password, @Nullable String clientSecret, @Nullable String refreshToken,
        @Nullable String host, @Nullable String port, @Nullable String security, @Nullable String username) {

    /** The same without a word about the server. */
    PasswordRequest onTheSameServer() {
        return new PasswordRequest(password, clientSecret, refreshToken, null, null, null, null);
    }

    String secret() {
        return text(clientSecret);
    }

    String refresh() {
        return text(refreshToken);
    }

    /**
     * The account with the new password, where it was or where it is said to be now.
     *
     * @throws MailboxFailure.ChangeSettings if it cannot be tried like that
     */
    ImapAccount of(ImapAccount now) {
        if (password == null || password.isEmpty()) {
            throw new MailboxFailure.ChangeSettings("The password is missing.", null);
        }
        String server = either(host, now.host());
        ImapAccount.Security way = way(now);
        int number = number(now.port());
        if (server.matches("(?s).*[\\s/].*") || number < 1 || number > 65_535) {
            throw new MailboxFailure.ChangeSettings("The server is named by its name alone, such as mail.example.com,"
                    + " and the port is a number from 1 to 65535.", null);
        }
        // What was allowed for one server is not for another.
        return new ImapAccount(server, number, way, either(username, now.user()), new SignIn.Password(password),
                now.folders(), now.choice(), now.since(),
                now.plainAllowed() && server.equalsIgnoreCase(now.host()) && number == now.port());
    }

    private ImapAccount.Security way(ImapAccount now) {
        return switch (text(security).toLowerCase(Locale.ROOT)) {
            case "tls" -> ImapAccount.Security.TLS;
            case "starttls" -> ImapAccount.Security.STARTTLS;
            case "plain" -> ImapAccount.Security.PLAIN;
            default -> now.security();
        };
    }

    private int number(int now) {
        String digits = text(port);
        return digits.isEmpty() ? now : digits.matches("\\d{1,5}") ? Integer.parseInt(digits) : 0;
    }

    private static String either(@Nullable String said, String now) {
        return Optional.of(text(said)).filter(value -> !value.isEmpty()).orElse(now);
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value.strip();
    }

    /** Without anything secret. */
    @Override
    public String toString() {
        return "PasswordRequest[]";
    }
}
