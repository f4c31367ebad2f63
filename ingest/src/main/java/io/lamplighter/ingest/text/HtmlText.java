// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.text;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.select.NodeTraversor;

/**
 * An HTML body as a plain-text mail program would have written it: paragraphs, lists and table rows on lines of their
 * own, quoted parts behind {@code >}, what the sender hid left out.
 *
 * @param signature what the sender's program marked as signature
 */
public record HtmlText(String text, String signature) {
    /** Longer markup is a machine's. */
    private static final int LONGEST = 1 << 19;

    public static HtmlText of(String html) {
        Document document = Jsoup.parse(html.length() > LONGEST ? html.substring(0, LONGEST) : html);
        HtmlWalk walk = new HtmlWalk(document);
        NodeTraversor.traverse(walk, document.body());
        return walk.result();
    }
}
