// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.api;

import io.lamplighter.ingest.imap.ImapAccount;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How to reach a mailbox over IMAP.
 *
 * @param address whose mail it is
 * @param owner email address of the user it belongs to; the mailbox's own address when absent
 * @param port 993 for TLS and 143 otherwise, when absent
 * @param security {@code tls} (when absent), {@code starttls} or {@code plain}
 * @param username the address, when absent
 * @param folders folders to read by full name; absent or {@code ["*"]} for all but drafts, junk and trash
 * @param allowPlain lets the password travel unencrypted to another machine
 */
record ImapRequest(@Nullable String address, @Nullable String owner, @Nullable String host, @Nullable Integer port,
        @Nullable String security, @Nullable String username, @Nullable String password,
        @Nullable List<String> folders,
        @Nullable Boolean allowPlain) {

    ImapAccount account() {
        ImapAccount.Security way = way();
        int number = port == null ? (way == ImapAccount.Security.TLS ? 993 : 143) : port;
        if (number < 1 || number > 65535) {
            throw new BadRequest("port must be from 1 to 65535");
        }
        return new ImapAccount(need("host", host), number, way, username == null ? mailbox() : username,
                need("password", password), folders == null ? List.of(ImapAccount.ALL_FOLDERS) : folders,
                Boolean.TRUE.equals(allowPlain));
    }

    private ImapAccount.Security way() {
        String word = security == null ? "tls" : security.toLowerCase(Locale.ROOT);
        return switch (word) {
            case "tls" -> ImapAccount.Security.TLS;
            case "starttls" -> ImapAccount.Security.STARTTLS;
            case "plain" -> ImapAccount.Security.PLAIN;
            default -> throw new BadRequest("security must be tls, starttls or plain");
        };
    }

    /** The same as the mailbox of somebody, whoever was named, and encrypted on its way. */
    ImapRequest of(String email) {
        return new ImapRequest(address, email, host, port, security, username, password, folders, false);
    }

    String mailbox() {
        String value = need("address", address);
        if (!value.matches("[^@\\s]+@[^@\\s]+")) {
            throw new BadRequest("address must be an email address");
        }
        return value;
    }

    String ownerAddress() {
        return owner == null || owner.isBlank() ? mailbox() : owner;
    }

    private static String need(String name, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw new BadRequest(name + " is missing");
        }
        return value.strip();
    }
}
