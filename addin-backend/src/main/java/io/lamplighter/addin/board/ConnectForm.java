// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The form that connects a mailbox by IMAP, empty or as it was sent.
 *
 * @param owners whose mailbox it can be; empty where there are too many to choose from, and on the page of one's own mailboxes,
 *     where it is that of whoever is signed in
 * @param problems field name to what is wrong with it; the names are those of the fields
 * @param test the answer of the server when the connection was tried; null before
 */
public record ConnectForm(Fields fields, List<Filters.Choice> owners, Map<String, String> problems,
        @Nullable Test test) {

    public ConnectForm {
        owners = List.copyOf(owners);
        problems = Map.copyOf(problems);
    }

    public static ConnectForm empty(List<Filters.Choice> owners) {
        return new ConnectForm(Fields.empty(), owners, Map.of(), null);
    }

    public @Nullable String problem(String field) {
        return problems.get(field);
    }

    /**
     * What is sent back to the page; the password never is.
     *
     * @param security {@code tls}, {@code starttls} or {@code plain}
     */
    public record Fields(String owner, String address, String host, String port, String security, String username) {

        public static Fields empty() {
            return new Fields("", "", "", "993", "tls", "");
        }
    }

    /** @param title "mail.fernbeck.example answered" */
    public record Test(boolean works, String title, String text) {}
}
