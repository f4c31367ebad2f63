// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.text;

import java.util.Locale;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;

/** What mail programs leave in their markup: this is quoted, this signs, this is not to be seen. */
final class HtmlMarkers {
    private static final Set<String> DROPPED = Set.of("script", "style", "head", "title", "template", "svg", "object",
            "noscript", "select", "textarea", "button", "xml", "meta", "link", "iframe");
    private static final Set<String> QUOTE_IDS = Set.of("appendonsend", "divrplyfwdmsg",
            "mail-editor-reference-message-container",
            "olk_src_body_section", "isforwardcontent", "replysplit", "reply-intro", "zmquotecontent");
    private static final Set<String> SIGNATURE_IDS = Set.of("signature", "ms-outlook-mobile-signature",
            "applemailsignature", "apple-signature", "mail-signature", "ms-outlook-ios-signature",
            "linebreakatbeginningofsignature");

    private final @Nullable Element lastBlockquote;

    HtmlMarkers(Document document) {
        this.lastBlockquote = document.select("blockquote").stream().filter(HtmlMarkers::isOutermost)
                .reduce((a, b) -> b)
                .orElse(null);
    }

    private static boolean isOutermost(Element quote) {
        for (Element parent = quote.parent(); parent != null; parent = parent.parent()) {
            if (parent.normalName().equals("blockquote")) {
                return false;
            }
        }
        return true;
    }

    static boolean isHidden(Element element, String name) {
        if (DROPPED.contains(name) || element.hasAttr("hidden")) {
            return true;
        }
        String style = style(element);
        return !style.isEmpty() && (style.contains("display:none") || style.contains("mso-hide:all")
                || style.contains("visibility:hidden") || style.contains("font-size:0;")
                || style.contains("font-size:0px") || style.contains("font-size:0pt") || style.endsWith("font-size:0")
                || style.contains("max-height:0;") || style.contains("max-height:0px")
                || style.endsWith("max-height:0"));
    }

    private static String style(Element element) {
        String style = element.attr("style");
        return style.isEmpty() ? "" : style.replace(" ", "").replace("\n", "").toLowerCase(Locale.ROOT);
    }

    /** A paragraph that stands for a line: Word writes every line as one. */
    static boolean isTight(Element element) {
        if (element.className().startsWith("Mso")) {
            return true;
        }
        String style = style(element);
        return style.contains("margin:0") || style.contains("margin-top:0") && style.contains("margin-bottom:0");
    }

    /** Smileys are pictures in some programs, and words to the reader. */
    static String emoji(Element image) {
        String alt = image.attr("alt");
        return alt.length() <= 8 && !alt.isEmpty() && alt.codePoints().allMatch(c -> c > 0x2000) ? alt : "";
    }

    boolean isSignature(Element element) {
        if (SIGNATURE_IDS.contains(id(element))) {
            return true;
        }
        String classes = element.className();
        return classes.contains("gmail_signature") || classes.contains("moz-signature")
                || classes.contains("protonmail_signature_block") || classes.contains("zmail_signature")
                || element.hasAttr("data-signatureblock") || element.attr("data-smartmail").equals("gmail_signature");
    }

    boolean isQuote(Element element, String name) {
        return name.equals("blockquote") ? isQuoting(element) : name.equals("div") && isQuotingDiv(element);
    }

    /** A bare blockquote may be an indented paragraph of the author's: only the last one of a mail quotes. */
    private boolean isQuoting(Element blockquote) {
        if (blockquote.attr("type").equalsIgnoreCase("cite") || blockquote.hasAttr("cite")
                || style(blockquote).contains("border-left") && !style(blockquote).contains("border:none")) {
            return true;
        }
        if (blockquote.className().contains("gmail_quote")) {
            return isInside(blockquote, "gmail_quote") || blockquote.hasAttr("style");
        }
        String style = style(blockquote);
        boolean indent = style.contains("border:none") || style.contains("margin:00040px");
        return !indent && (blockquote == lastBlockquote || !isOutermost(blockquote));
    }

    private static boolean isInside(Element element, String classPart) {
        for (Element parent = element.parent(); parent != null; parent = parent.parent()) {
            if (parent.className().contains(classPart)) {
                return true;
            }
        }
        return false;
    }

    private boolean isQuotingDiv(Element div) {
        String id = id(div);
        if (QUOTE_IDS.contains(id)) {
            return id.equals("mail-editor-reference-message-container") || id.equals("olk_src_body_section");
        }
        String classes = div.className();
        if (classes.isEmpty()) {
            return false;
        }
        boolean container = classes.contains("gmail_quote") || classes.contains("yahoo_quoted")
                || classes.contains("protonmail_quote") || classes.contains("zmail_extra");
        // Answers between quotes stand in the container, but outside its blockquotes. Forwards are told by their bar.
        return container && (lastBlockquote == null || div.selectFirst("blockquote") == null) && !isForward(div);
    }

    private static boolean isForward(Element div) {
        String head = div.nodeStream(TextNode.class).map(TextNode::text).map(String::strip)
                .filter(text -> !text.isEmpty())
                .findFirst().orElse("");
        return head.startsWith("-----") || head.startsWith("Begin forwarded");
    }

    /** Without the {@code x_} that Outlook on the web puts before what it quotes again. */
    private static String id(Element element) {
        String id = element.id();
        while (id.startsWith("x_")) {
            id = id.substring(2);
        }
        return id.toLowerCase(Locale.ROOT);
    }
}
