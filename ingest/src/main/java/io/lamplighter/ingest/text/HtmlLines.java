// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.text;

import org.jsoup.nodes.Element;

/** Writes lines as a browser would show them: white space folded, one empty line between paragraphs. */
final class HtmlLines {
    private static final String RULE = "________________________________";

    private final StringBuilder text = new StringBuilder();
    private final StringBuilder signature = new StringBuilder();
    private final StringBuilder line = new StringBuilder();
    private boolean inSignature;
    private boolean quoted;
    private boolean wantsGap;

    void text(String words, boolean pre) {
        for (int i = 0; i < words.length(); i++) {
            char c = words.charAt(i);
            if (c == '\n' && pre) {
                lineBreak();
            } else if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\u00A0') {
                blank(pre);
            } else if (!isInvisible(c)) {
                line.append(c);
            }
        }
    }

    private void blank(boolean pre) {
        int length = line.length();
        if (pre || length > 0 && line.charAt(length - 1) != ' ') {
            line.append(' ');
        }
    }

    /** Preheaders are padded with these; they also hide in the middle of words. */
    private static boolean isInvisible(char c) {
        return c == '\u200B' || c == '\u200C' || c == '\uFEFF' || c == '\u034F' || c == '\u00AD' || c == '\u2060';
    }

    void cell() {
        blank(false);
    }

    void item(Element item) {
        Element parent = item.parent();
        line.append(parent != null && parent.normalName().equals("ol") ? item.elementSiblingIndex() + 1 + ". " : "- ");
    }

    /** Ends the line, if anything stands on it. */
    void end() {
        int length = line.length();
        while (length > 0 && line.charAt(length - 1) == ' ') {
            length--;
        }
        if (length > 0) {
            StringBuilder out = out();
            if (wantsGap && !out.isEmpty()) {
                out.append('\n');
            }
            wantsGap = false;
            out.append(quoted ? "> " : "").append(line, 0, length).append('\n');
        }
        line.setLength(0);
    }

    /** A second one in a row makes an empty line. */
    void lineBreak() {
        wantsGap |= line.isEmpty();
        end();
    }

    void paragraph() {
        end();
        wantsGap = true;
    }

    void rule() {
        end();
        line.append(RULE);
        end();
    }

    /** Quotes stand apart, so that no quoted line looks like an arrow in the author's text. */
    void quoted(boolean now) {
        wantsGap |= quoted != now;
        quoted = now;
    }

    void toSignature(boolean now) {
        end();
        inSignature = now;
    }

    private StringBuilder out() {
        return inSignature ? signature : text;
    }

    HtmlText finish() {
        end();
        if (text.toString().isBlank() && !signature.isEmpty()) {
            // Somebody wrote inside the signature.
            return new HtmlText(signature.toString(), "");
        }
        return new HtmlText(text.toString(), signature.toString().strip());
    }
}
