// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.text;

import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;
import org.jspecify.annotations.Nullable;

/** Visits a document once and writes it down line by line. */
final class HtmlWalk implements NodeVisitor {
    private static final Set<String> BLOCKS = Set.of("address", "article", "aside", "blockquote", "center", "dd", "dir",
            "div", "dl", "dt", "fieldset", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
            "hr", "li", "main", "nav", "ol", "p", "pre", "section", "table", "tbody", "thead", "tr", "ul", "caption");
    private static final Set<String> SPACED = Set.of("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "pre", "dl");

    private final HtmlLines lines = new HtmlLines();
    private final HtmlMarkers markers;
    private @Nullable Node skipped;
    private @Nullable Node signature;
    /** The outermost of the quotes we are in. */
    private @Nullable Node quote;
    private int pre;

    HtmlWalk(Document document) {
        this.markers = new HtmlMarkers(document);
    }

    HtmlText result() {
        return lines.finish();
    }

    @Override
    public void head(Node node, int depth) {
        if (skipped != null) {
            return;
        }
        if (node instanceof TextNode text) {
            lines.text(text.getWholeText(), pre > 0);
        } else if (node instanceof Element element) {
            open(element);
        }
    }

    private void open(Element element) {
        String name = element.normalName();
        if (HtmlMarkers.isHidden(element, name)) {
            skipped = element;
            return;
        }
        switch (name) {
            case "br" -> lines.lineBreak();
            case "hr" -> lines.rule();
            case "img" -> lines.text(HtmlMarkers.emoji(element), false);
            case "li" -> {
                lines.end();
                lines.item(element);
            }
            case "td", "th" -> lines.cell();
            case "pre" -> {
                pre++;
                lines.paragraph();
            }
            default -> block(element, name);
        }
        if (signature == null && quote == null && markers.isSignature(element)) {
            signature = element;
            lines.toSignature(true);
        }
        if (quote == null && markers.isQuote(element, name)) {
            lines.end();
            quote = element;
            lines.quoted(true);
        }
    }

    private void block(Element element, String name) {
        if (SPACED.contains(name) && !HtmlMarkers.isTight(element)) {
            lines.paragraph();
        } else if (BLOCKS.contains(name)) {
            lines.end();
        }
    }

    @Override
    public void tail(Node node, int depth) {
        if (skipped != null) {
            skipped = skipped == node ? null : skipped;
            return;
        }
        if (node instanceof Element element) {
            close(element, element.normalName());
        }
    }

    private void close(Element element, String name) {
        if (name.equals("pre")) {
            pre--;
        }
        if (!name.equals("hr")) {
            block(element, name);
        }
        if (quote == element) {
            lines.end();
            quote = null;
            lines.quoted(false);
        }
        if (signature == element) {
            lines.end();
            signature = null;
            lines.toSignature(false);
        }
    }
}
