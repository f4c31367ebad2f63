// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.samples.world;

import java.util.List;
import java.util.stream.Collectors;

/** The HTML that mail programs make of what somebody types. */
final class Markup {

    private Markup() {}

    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }

    /** The whole document around what stands in its body. */
    static String document(Client client, String inner) {
        return switch (client) {
            case OUTLOOK, OUTLOOK_DE -> word(inner);
            case APPLE -> apple(inner);
            case GMAIL, GMAIL_FR, NONE -> inner;
        };
    }

    private static String word(String inner) {
        return """
                <html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" \
                xmlns:w="urn:schemas-microsoft-com:office:word" xmlns="http://www.w3.org/TR/REC-html40">
                <head>
                <meta http-equiv="Content-Type" content="text/html; charset=utf-8">
                <meta name="Generator" content="Microsoft Word 15 (filtered medium)">
                <style><!--
                @font-face {font-family:Calibri; panose-1:2 15 5 2 2 2 4 3 2 4;}
                p.MsoNormal {margin:0cm; font-size:11.0pt; font-family:"Calibri",sans-serif;}
                div.WordSection1 {page:WordSection1;}
                --></style>
                </head>
                <body lang="EN-GB" link="#0563C1" vlink="#954F72">
                <div class="WordSection1">
                %s
                </div>
                </body>
                </html>
                """
                .formatted(inner);
    }

    private static String apple(String inner) {
        return """
                <html><head><meta http-equiv="content-type" content="text/html; charset=utf-8"></head>\
                <body style="overflow-wrap: break-word; -webkit-nbsp-mode: space; line-break: after-white-space;">%s</body></html>
                """
                .formatted(inner);
    }

    static String written(Client client, String body) {
        List<String> lines = body.lines().toList();
        return switch (client) {
            case OUTLOOK, OUTLOOK_DE -> lines.stream().map(Markup::wordLine).collect(Collectors.joining("\n"));
            case APPLE -> lines.stream().map(line -> divLine(line, "<blockquote type=\"cite\">"))
                    .collect(Collectors.joining());
            case GMAIL, GMAIL_FR, NONE -> gmail(lines);
        };
    }

    private static String wordLine(String line) {
        return "<p class=\"MsoNormal\">" + (line.isBlank() ? "<o:p>&nbsp;</o:p>" : escaped(line) + "<o:p></o:p>")
                + "</p>";
    }

    /** An answer between the lines has what it answers in a quote of its own. */
    private static String divLine(String line, String quote) {
        if (line.startsWith("> ")) {
            return quote + "<div>" + escaped(line.substring(2)) + "</div></blockquote>";
        }
        return "<div>" + (line.isBlank() ? "<br>" : escaped(line)) + "</div>";
    }

    private static String gmail(List<String> lines) {
        int signature = lines.indexOf("-- ");
        List<String> text = signature < 0 ? lines : lines.subList(0, signature);
        return "<div dir=\"ltr\">" + text.stream().map(line -> divLine(line,
                "<blockquote class=\"gmail_quote\" style=\"margin:0px 0px 0px 0.8ex;padding-left:1ex\">"))
                .collect(Collectors.joining())
                + (signature < 0 ? "" : gmailSignature(lines.subList(signature + 1, lines.size()))) + "</div>";
    }

    private static String gmailSignature(List<String> lines) {
        return "<br clear=\"all\"><div><br></div><span class=\"gmail_signature_prefix\">-- </span><br>"
                + "<div dir=\"ltr\" class=\"gmail_signature\" data-smartmail=\"gmail_signature\">"
                + lines.stream().map(line -> divLine(line, "<blockquote>")).collect(Collectors.joining()) + "</div>";
    }
}
