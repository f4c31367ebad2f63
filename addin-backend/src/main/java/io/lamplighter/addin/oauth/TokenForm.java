// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.oauth;

import io.lamplighter.addin.board.Filters;
import java.util.List;
import java.util.Map;

/**
 * The form for an IMAP mailbox that signs in by token, empty or as it was sent.
 *
 * @param said why it cannot be read; empty before it was tried
 */
public record TokenForm(Map<String, String> fields, List<Filters.Choice> owners, Map<String, String> problems,
        String said) {

    public TokenForm {
        fields = Map.copyOf(fields);
        owners = List.copyOf(owners);
        problems = Map.copyOf(problems);
    }

    static TokenForm empty(List<Filters.Choice> owners) {
        return new TokenForm(Map.of("port", "993", "security", "tls", "grant", "client_credentials"), owners, Map.of(),
                "");
    }

    public String field(String name) {
        return fields.getOrDefault(name, "");
    }

    /** What is wrong with it, or else the hint. */
    public String hint(String name, String otherwise) {
        return problems.getOrDefault(name, otherwise);
    }

    public boolean isWrong(String name) {
        return problems.containsKey(name);
    }
}
