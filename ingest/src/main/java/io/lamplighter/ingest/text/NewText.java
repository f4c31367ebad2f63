// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.text;

import io.lamplighter.ingest.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What the author of a mail wrote this time, apart from what the mail repeats and what signs it.
 *
 * <p>Pure and lenient: any text is taken apart somehow, in time and memory linear to its length.
 */
public final class NewText {
    private NewText() {}

    public static Text ofPlain(String text, Opening opening) {
        return PlainSplitter.split(text, opening);
    }

    public static Text ofHtml(String html, Opening opening) {
        HtmlText read = HtmlText.of(html);
        Text text = PlainSplitter.split(read.text(), opening);
        String signature = text.signature().isEmpty() || read.signature().isEmpty()
                ? text.signature() + read.signature()
                : text.signature() + "\n" + read.signature();
        return new Text(text.fresh(), text.quoted(), signature, text.forwarded());
    }

    /** Several bodies one after another, as Apple Mail writes around its pictures. */
    public static Text joined(List<Text> texts) {
        if (texts.size() == 1) {
            return texts.getFirst();
        }
        List<String> fresh = new ArrayList<>();
        List<String> quoted = new ArrayList<>();
        List<String> signatures = new ArrayList<>();
        for (Text text : texts) {
            add(fresh, text.fresh());
            add(quoted, text.quoted());
            add(signatures, text.signature());
        }
        return new Text(String.join("\n\n", fresh), String.join("\n\n", quoted), String.join("\n\n", signatures),
                texts.stream().anyMatch(Text::forwarded));
    }

    private static void add(List<String> texts, String text) {
        if (!text.isBlank()) {
            texts.add(text);
        }
    }

    /** Whether a plain form only says that there is another one. */
    public static boolean isStub(String plain) {
        if (plain.isBlank()) {
            return true;
        }
        if (plain.length() > 600) {
            return false;
        }
        String lower = plain.toLowerCase(Locale.ROOT);
        return lower.contains("html")
                && (lower.contains("view") || lower.contains("client") || lower.contains("support")
                        || lower.contains("reader") || lower.contains("display") || lower.contains("version")
                        || lower.contains("anzeigen") || lower.contains("afficher") || lower.contains("format"))
                && lower.length() < 400;
    }
}
