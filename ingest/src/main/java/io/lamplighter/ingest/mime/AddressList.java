// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.mime;

import io.lamplighter.ingest.Participant;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads address lists (RFC 5322 §3.4 and §4.4) as they are written: groups, comments, routes, names with commas, colons
 * or encoded words, brackets missing or doubled, semicolons between addresses.
 */
final class AddressList {
    private static final int MOST = 5_000;

    private final String text;
    private final Participant.Role role;
    private final List<Participant> found = new ArrayList<>(2);
    private int at;
    private MailboxDraft draft = new MailboxDraft();
    /** Words before a comma that had no address: the first half of {@code Doe, John <j@d>}. */
    private String carried = "";

    private AddressList(String text, Participant.Role role) {
        this.text = text;
        this.role = role;
    }

    static List<Participant> parse(String field, Participant.Role role) {
        return field.isBlank() ? List.of() : new AddressList(field, role).run();
    }

    private List<Participant> run() {
        while (at < text.length() && found.size() < MOST) {
            step(text.charAt(at));
        }
        finish(false);
        return found;
    }

    private void step(char c) {
        switch (c) {
            case '"' -> quoted();
            case '(' -> draft.comment(comment());
            case '<' -> draft.angle(angle());
            case ',' -> {
                at++;
                finish(true);
            }
            case ';' -> {
                at++;
                finish(false);
            }
            case ':' -> colon();
            case '>' -> at++;
            case '=' -> encodedWord();
            case '\\' -> {
                at++;
                if (at < text.length()) {
                    draft.append(text.charAt(at++));
                }
            }
            default -> {
                draft.append(c);
                at++;
            }
        }
    }

    private void quoted() {
        StringBuilder content = new StringBuilder();
        int i = at + 1;
        while (i < text.length() && text.charAt(i) != '"') {
            if (text.charAt(i) == '\\' && i + 1 < text.length()) {
                i++;
            }
            content.append(text.charAt(i++));
        }
        if (i >= text.length()) {
            // Never closed: the quote is a stray one, what follows is read as if it were not there.
            at++;
            return;
        }
        at = i + 1;
        boolean localPart = at < text.length() && text.charAt(at) == '@';
        draft.quoted(content.toString(), localPart);
    }

    private String comment() {
        StringBuilder content = new StringBuilder();
        int depth = 0;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '\\' && at < text.length()) {
                content.append(text.charAt(at++));
                continue;
            }
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (depth == 0) {
                return content.toString();
            }
            if (depth > 1 || c != '(') {
                content.append(c);
            }
        }
        return content.toString();
    }

    /** What stands in the brackets; where none closes, up to what cannot be part of an address. */
    private String angle() {
        int start = ++at;
        boolean inQuotes = false;
        while (at < text.length()) {
            char c = text.charAt(at);
            inQuotes ^= c == '"';
            if (c == '>' && !inQuotes || c == '<') {
                break;
            }
            at++;
        }
        if (at >= text.length() || text.charAt(at) == '<') {
            return unclosed(start);
        }
        return text.substring(start, at++);
    }

    private String unclosed(int start) {
        if (text.indexOf('@', start) < 0 && at < text.length()) {
            return text.substring(start, at);
        }
        int i = start;
        while (i < text.length() && ",;< ".indexOf(text.charAt(i)) < 0) {
            i++;
        }
        at = i;
        return text.substring(start, i);
    }

    /** Begins a group if that is closed later, drops {@code mailto:}, else belongs to the name. */
    private void colon() {
        at++;
        if (draft.isScheme()) {
            draft.dropPhrase();
        } else if (draft.hasAddress() || text.indexOf(';', at) < 0) {
            if (!draft.isUndisclosed()) {
                draft.append(':');
            }
        } else {
            draft = new MailboxDraft();
            carried = "";
        }
    }

    private void encodedWord() {
        int end = text.startsWith("=?", at) ? wordEnd() : -1;
        if (end < 0) {
            draft.append('=');
            at++;
        } else {
            draft.encoded(text.substring(at, end));
            at = end;
        }
    }

    private int wordEnd() {
        int charset = text.indexOf('?', at + 2);
        int encoding = charset < 0 ? -1 : text.indexOf('?', charset + 1);
        int end = encoding < 0 || encoding != charset + 2 ? -1 : text.indexOf("?=", encoding + 1);
        return end < 0 ? -1 : end + 2;
    }

    private void finish(boolean comma) {
        MailboxDraft done = draft;
        draft = new MailboxDraft();
        if (done.isEmpty()) {
            return;
        }
        if (!done.hasAddress() && comma && carried.isEmpty()) {
            carried = done.phrase();
            return;
        }
        if (!carried.isEmpty() && done.hasAngle() && !done.phrase().isEmpty()) {
            done.prefix(carried + ", ");
        } else if (!carried.isEmpty()) {
            MailboxDraft.named(carried, role).ifPresent(found::add);
        }
        carried = "";
        done.participant(role).ifPresent(found::add);
    }
}
