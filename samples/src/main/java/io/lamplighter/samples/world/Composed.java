// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.samples.world;

import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A letter as its author's mail program made it: text and markup, each with all that is quoted.
 *
 * @param references the Message-IDs of what came before, oldest first
 * @param html what stands inside the body element
 */
record Composed(Letter letter, ZonedDateTime at, Optional<Composed> parent, List<String> references, String plain,
        String html) {

    Composed {
        references = List.copyOf(references);
    }

    /** @param parent what is answered */
    static Composed of(Letter letter, ZonedDateTime at, Optional<Composed> parent) {
        String body = letter.body();
        Client client = Client.of(letter);
        Optional<Composed> quoted = parent.filter(p -> letter.quotes() != Client.NONE);
        String plain = (client == Client.GMAIL || client == Client.GMAIL_FR ? Lines.wrapped(body) : body)
                + quoted.map(p -> PlainQuote.of(letter, p)).orElse("");
        String html = Markup.written(client, body) + quoted.map(p -> HtmlQuote.of(client, p)).orElse("");
        return new Composed(letter, at, parent, parent.map(Composed::withItself).orElse(List.of()), plain, html);
    }

    private List<String> withItself() {
        List<String> all = new ArrayList<>(references);
        all.add(letter.messageId());
        return all;
    }
}
