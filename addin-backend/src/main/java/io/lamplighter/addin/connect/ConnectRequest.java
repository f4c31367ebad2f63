// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.connect;

import io.lamplighter.addin.board.ConnectForm;
import io.lamplighter.ingest.imap.ImapAccount;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The form that connects a mailbox, as it was sent; parameters that are missing are null. */
public record ConnectRequest(@Nullable String owner, @Nullable String address, @Nullable String host,
        @Nullable String port,
        @Nullable String security, @Nullable String username, @Nullable String password) {

    private static final int HIGHEST_PORT = 65_535;

    public ConnectForm.Fields fields() {
        return new ConnectForm.Fields(text(owner), text(address), text(host), text(port),
                text(security).toLowerCase(Locale.ROOT), text(username));
    }

    /** The same as the mailbox of somebody, whoever was named. */
    public ConnectRequest of(String owner) {
        return new ConnectRequest(owner, address, host, port, security, username, password);
    }

    /**
     * What is wrong with it, field by field; empty where it can be tried.
     *
     * @param complete whether the fields that only matter for storing are looked at too
     */
    public Map<String, String> problems(Predicate<String> isOwner, boolean complete) {
        ConnectForm.Fields fields = fields();
        Map<String, String> problems = new LinkedHashMap<>();
        if (complete && !isOwner.test(fields.owner())) {
            problems.put("owner", "Say whose mailbox it is: somebody who is known here and no administrator.");
        }
        if (complete && !fields.address().matches("[^@\\s]+@[^@\\s]+")) {
            problems.put("address", fields.address().isEmpty()
                    ? "The address is missing."
                    : "“" + fields.address() + "” is not an address.");
        }
        if (fields.host().isEmpty() || fields.host().matches("(?s).*[\\s/].*")) {
            problems.put("host", fields.host().isEmpty()
                    ? "The server is missing."
                    : "The name of the server alone, such as mail.example.com.");
        }
        if (number() == 0) {
            problems.put("port", (fields.port().isEmpty()
                    ? "The port is missing."
                    : "“" + fields.port()
                            + "” is not a port.")
                    + " It is a number from 1 to 65535.");
        }
        if (!fields.security().matches("tls|starttls|plain")) {
            problems.put("security", "Choose one of the three.");
        }
        if (fields.username().isEmpty()) {
            problems.put("username", "The user name is missing. It is often the same as the address.");
        }
        if (password == null || password.isEmpty()) {
            problems.put("password", "The password is missing. Most servers want an app password here.");
        }
        return problems;
    }

    private int number() {
        String digits = text(port);
        int number = digits.matches("\\d{1,5}") ? Integer.parseInt(digits) : 0;
        return number <= HIGHEST_PORT ? number : 0;
    }

    /** Only after {@link #problems} found none. A password is taken as it is, blanks and all. */
    public ImapAccount account() {
        ConnectForm.Fields fields = fields();
        return new ImapAccount(fields.host(), number(),
                ImapAccount.Security.valueOf(fields.security().toUpperCase(Locale.ROOT)), fields.username(),
                password == null ? "" : password, List.of(ImapAccount.ALL_FOLDERS), false);
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value.strip();
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "ConnectRequest[" + address + " at " + host + "]";
    }
}
