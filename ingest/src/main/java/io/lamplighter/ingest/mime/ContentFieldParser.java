// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.mime;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads {@code type/subtype; name=value}. Seen in mail: names with blanks but without quotes, no semicolon between
 * parameters, quotes that never close, encoded words as values.
 */
final class ContentFieldParser {
    private static final int MOST_PARAMETERS = 200;

    private final String text;
    private int at;

    ContentFieldParser(String text) {
        this.text = text;
    }

    ContentField run() {
        String value = value();
        if (at >= text.length()) {
            return new ContentField(value, List.of());
        }
        List<ContentField.Parameter> parameters = new ArrayList<>(4);
        while (at < text.length() && parameters.size() < MOST_PARAMETERS) {
            parameter(parameters);
        }
        return new ContentField(value, parameters);
    }

    private String value() {
        StringBuilder value = new StringBuilder(24);
        while (at < text.length() && text.charAt(at) != ';') {
            char c = text.charAt(at);
            if (c == '(') {
                skipComment();
            } else if (c == '=' || !value.isEmpty() && c <= ' ' && parameterFollows()) {
                break;
            } else {
                if (c > ' ' && c != '"') {
                    value.append(c);
                }
                at++;
            }
        }
        if (at < text.length() && text.charAt(at) == '=') {
            // The field begins with a parameter: the type was forgotten.
            at = 0;
            return "";
        }
        return value.toString().toLowerCase(Locale.ROOT);
    }

    /** Whether {@code name=} comes next: the semicolon before it was forgotten. */
    private boolean parameterFollows() {
        int i = at;
        while (i < text.length() && text.charAt(i) <= ' ') {
            i++;
        }
        int start = i;
        while (i < text.length() && isName(text.charAt(i))) {
            i++;
        }
        return i > start && i < text.length() && text.charAt(i) == '=';
    }

    private static boolean isName(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '*' || c == '-'
                || c == '_' || c == '.';
    }

    private void parameter(List<ContentField.Parameter> parameters) {
        skipWhite();
        int start = at;
        while (at < text.length() && text.charAt(at) != '=' && text.charAt(at) != ';') {
            at++;
        }
        String name = text.substring(start, at).strip().toLowerCase(Locale.ROOT);
        if (at >= text.length() || text.charAt(at) == ';') {
            at++;
            return;
        }
        at++;
        skipWhite();
        String value = at < text.length() && text.charAt(at) == '"' ? quoted() : bare();
        if (!name.isEmpty()) {
            parameters.add(new ContentField.Parameter(name, value));
        }
    }

    private void skipWhite() {
        while (at < text.length() && (text.charAt(at) <= ' ' || text.charAt(at) == ';')) {
            at++;
        }
    }

    private String quoted() {
        StringBuilder value = new StringBuilder();
        at++;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"' && endsValue()) {
                return value.toString();
            }
            if (c == '\\' && at < text.length() && (text.charAt(at) == '"' || text.charAt(at) == '\\')) {
                c = text.charAt(at++);
            }
            value.append(c);
        }
        return value.toString();
    }

    /** A quote closes the value unless more of a name stands right behind it: {@code "a "b" c.pdf"}. */
    private boolean endsValue() {
        int i = at;
        while (i < text.length() && text.charAt(i) <= ' ') {
            i++;
        }
        return i >= text.length() || text.charAt(i) == ';' || text.charAt(i) == '(' || text.charAt(i) == ','
                || text.indexOf('"', i) < 0 || parameterFollows();
    }

    private String bare() {
        int start = at;
        while (at < text.length() && text.charAt(at) != ';' && !(text.charAt(at) <= ' ' && parameterFollows())) {
            at++;
        }
        String value = text.substring(start, at).strip();
        int comment = value.endsWith(")") ? value.lastIndexOf(" (") : -1;
        return comment > 0 && !value.contains(".") ? value.substring(0, comment).strip() : value;
    }

    private void skipComment() {
        int depth = 0;
        while (at < text.length()) {
            char c = text.charAt(at++);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (depth == 0) {
                return;
            }
        }
    }
}
