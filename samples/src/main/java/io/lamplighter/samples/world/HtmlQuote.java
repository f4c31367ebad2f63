// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.samples.world;

import java.util.stream.Collectors;

/** A quoted message in HTML, with the elements and classes by which each mail program can be known. */
final class HtmlQuote {

    private HtmlQuote() {}

    static String of(Client client, Composed parent) {
        return switch (client) {
            case NONE -> "";
            case GMAIL, GMAIL_FR -> """
                    <br><div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">%s<br></div>\
                    <blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex;border-left:1px solid \
                    rgb(204,204,204);padding-left:1ex">%s</blockquote></div>
                    """.formatted(line(client, parent), parent.html());
            case APPLE ->
                """
                        <div><br><blockquote type="cite"><div>%s</div><br class="Apple-interchange-newline"><div>%s</div></blockquote></div><br>
                        """
                        .formatted(line(client, parent), parent.html());
            case OUTLOOK, OUTLOOK_DE -> """
                    <div><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm">\
                    <p class="MsoNormal">%s<o:p></o:p></p></div></div>
                    <p class="MsoNormal"><o:p>&nbsp;</o:p></p>
                    %s""".formatted(block(client, parent), parent.html());
        };
    }

    private static String line(Client client, Composed parent) {
        Attributed.Line line = Attributed.line(client, parent.at());
        Person from = parent.letter().from();
        return Markup.escaped(line.before() + (from.name().isEmpty() ? "" : from.name() + " "))
                + "&lt;<a href=\"mailto:" + from.address() + "\">" + from.address() + "</a>&gt;"
                + Markup.escaped(line.after());
    }

    private static String block(Client client, Composed parent) {
        return Attributed.block(client, parent).entrySet().stream()
                .map(e -> "<b><span lang=\"EN-US\">" + e.getKey() + ":</span></b><span lang=\"EN-US\"> "
                        + Markup.escaped(e.getValue()) + "</span>")
                .collect(Collectors.joining("<br>\n"));
    }
}
