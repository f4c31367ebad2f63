// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.mime;

import io.lamplighter.ingest.Participant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One address while it is read: the words before it, what stands in brackets, comments. */
final class MailboxDraft {
    private final StringBuilder phrase = new StringBuilder();
    private String comment = "";
    private @Nullable String angle;
    private boolean encoded;

    void append(char c) {
        phrase.append(c);
    }

    /** @param localPart whether {@code @} follows: then the quotes belong to the address */
    void quoted(String content, boolean localPart) {
        if (localPart) {
            phrase.append('"').append(content).append('"');
        } else {
            encoded |= content.contains("=?");
            phrase.append(content);
        }
    }

    void encoded(String word) {
        encoded = true;
        phrase.append(word);
    }

    void comment(String text) {
        comment = comment.isEmpty() ? text : comment;
        phrase.append(' ');
    }

    /** Of several in brackets the last is the address, the others were part of the name. */
    void angle(String content) {
        if (angle != null && !angle.isBlank()) {
            if (content.isBlank()) {
                return;
            }
            phrase.append(" <").append(angle).append('>');
        }
        angle = content;
    }

    void dropPhrase() {
        phrase.setLength(0);
    }

    void prefix(String words) {
        phrase.insert(0, words);
    }

    boolean isEmpty() {
        return angle == null && comment.isEmpty() && phrase.toString().isBlank();
    }

    boolean hasAngle() {
        return angle != null;
    }

    boolean hasAddress() {
        return angle != null || phrase.indexOf("@") >= 0 || encoded && phrase().indexOf('@') >= 0;
    }

    boolean isScheme() {
        String word = phrase.toString().strip().toLowerCase(Locale.ROOT);
        return word.equals("mailto") || word.equals("smtp");
    }

    boolean isUndisclosed() {
        return phrase.toString().strip().toLowerCase(Locale.ROOT).startsWith("undisclosed");
    }

    String phrase() {
        return HeaderText.decoded(phrase.toString());
    }

    Optional<Participant> participant(Participant.Role role) {
        if (angle != null && !angle.isBlank()) {
            String name = phrase();
            return Optional
                    .of(new Participant(role, name.isEmpty() ? HeaderText.decoded(comment) : name, clean(angle)));
        }
        String words = phrase();
        if (words.indexOf('@') >= 0) {
            return Optional.of(fromWords(role, words));
        }
        return angle == null || words.isEmpty() ? named(words, role) : Optional.of(new Participant(role, words, ""));
    }

    private Participant fromWords(Participant.Role role, String words) {
        if (encoded && words.indexOf('<') >= 0) {
            // The whole address was hidden in an encoded word.
            List<Participant> hidden = AddressList.parse(words.replace("=?", "= ?"), role);
            if (!hidden.isEmpty()) {
                return hidden.getFirst();
            }
        }
        String joined = words.replace(" @", "@").replace("@ ", "@").replace(" . ", ".").replace(" .", ".");
        int sign = joined.lastIndexOf('@');
        int from = joined.startsWith("\"") && joined.indexOf("\"@") == sign - 1 ? 0 : joined.lastIndexOf(' ', sign) + 1;
        int blank = joined.indexOf(' ', sign);
        int to = blank < 0 ? joined.length() : blank;
        String name = HeaderText.folded(joined.substring(0, from) + joined.substring(to));
        String shown = name.isEmpty() ? HeaderText.decoded(comment) : name;
        return new Participant(role, shown, clean(joined.substring(from, to)));
    }

    /** Words without an address: a local mailbox if it is one word, else a name. */
    static Optional<Participant> named(String words, Participant.Role role) {
        String stripped = words.strip();
        if (stripped.isEmpty() || stripped.toLowerCase(Locale.ROOT).startsWith("undisclosed")) {
            return Optional.empty();
        }
        boolean local = stripped.indexOf(' ') < 0 && stripped.chars().allMatch(c -> c > ' ' && c < 127);
        return Optional.of(local ? new Participant(role, "", stripped) : new Participant(role, stripped, ""));
    }

    /** Without route (RFC 5322 §4.4), scheme, comments, blanks and stray quotes. */
    private static String clean(String written) {
        String address = written.contains("=?") ? EncodedWords.decode(written) : written;
        if (address.indexOf('(') >= 0 && address.indexOf('"') < 0) {
            address = address.replaceAll("\\([^()]{0,500}\\)", "");
        }
        address = address.indexOf('"') >= 0 ? address.strip() : withoutBlanks(address);
        int route = address.startsWith("@") ? address.indexOf(':') : -1;
        address = address.substring(route + 1);
        if (address.regionMatches(true, 0, "mailto:", 0, 7)) {
            address = address.substring(7);
        } else if (address.regionMatches(true, 0, "smtp:", 0, 5)) {
            address = address.substring(5);
        }
        return unquoted(address);
    }

    private static String withoutBlanks(String address) {
        boolean clean = true;
        for (int i = 0; i < address.length() && clean; i++) {
            clean = address.charAt(i) > ' ';
        }
        return clean ? address : address.replaceAll("\\s+", "");
    }

    private static String unquoted(String address) {
        int from = 0;
        int to = address.length();
        while (from < to && "'<[".indexOf(address.charAt(from)) >= 0) {
            from++;
        }
        while (to > from && "'>],;.".indexOf(address.charAt(to - 1)) >= 0 && address.charAt(to - 1) != ']') {
            to--;
        }
        if (to > from && from > 0 && address.charAt(to - 1) == ']' && address.charAt(from - 1) == '[') {
            to--;
        }
        String inner = address.substring(from, to);
        boolean wholeQuoted = inner.length() > 2 && inner.startsWith("\"") && inner.endsWith("\"");
        return wholeQuoted ? inner.substring(1, inner.length() - 1) : inner;
    }
}
