// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.sync;

import io.lamplighter.ingest.Text;
import io.lamplighter.ingest.mime.Message;
import io.lamplighter.ingest.mime.Part;
import io.lamplighter.ingest.mime.Section;
import io.lamplighter.ingest.text.NewText;
import io.lamplighter.ingest.text.Opening;
import java.util.ArrayList;
import java.util.List;

/** Chooses the form of a message that is read: the plain one, unless it is missing or only points to the other. */
final class WrittenText {
    private WrittenText() {}

    static Text of(Message message) {
        List<Section> sections = message.sections();
        if (sections.isEmpty()) {
            return Text.NONE;
        }
        Opening opening = Opening.of(message.subject());
        List<Text> texts = new ArrayList<>(1);
        StringBuilder plain = new StringBuilder();
        for (Section section : sections) {
            String words = words(section.plain());
            if (section.html().isEmpty() || !NewText.isStub(words)) {
                plain.append(plain.isEmpty() ? "" : "\n").append(words);
            } else {
                flush(plain, texts, opening);
                rich(section.html(), texts, opening);
            }
        }
        flush(plain, texts, opening);
        return texts.isEmpty() ? Text.NONE : NewText.joined(texts);
    }

    /** Plain parts in a row are one letter: what is quoted in the second may be announced in the first. */
    private static void flush(StringBuilder plain, List<Text> texts, Opening opening) {
        if (!plain.isEmpty()) {
            texts.add(NewText.ofPlain(plain.toString(), opening));
            plain.setLength(0);
        }
    }

    private static void rich(List<Part> parts, List<Text> texts, Opening opening) {
        for (Part part : parts) {
            texts.add(part.type().equals("text/html")
                    ? NewText.ofHtml(part.text(), opening)
                    : NewText.ofPlain(part.words(), opening));
        }
    }

    private static String words(List<Part> parts) {
        if (parts.size() == 1) {
            return parts.getFirst().words();
        }
        StringBuilder all = new StringBuilder();
        parts.forEach(part -> all.append(all.isEmpty() ? "" : "\n").append(part.words()));
        return all.toString();
    }
}
