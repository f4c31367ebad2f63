// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.text;

import io.lamplighter.ingest.Corpus;
import io.lamplighter.ingest.Text;
import io.lamplighter.ingest.mime.Message;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** New text against the answers of three other reply parsers' own tests, white space folded. */
class ReplyCorpusTest {

    @Test
    void findsWhatEmailReplyTrimmerFinds() {
        Corpus corpus = Corpus.named("replies");
        for (JsonNode entry : corpus.under("replies/email_reply_trimmer")) {
            trimmer(corpus, entry);
        }
        corpus.report("replies, email_reply_trimmer", 96);
    }

    @Test
    void findsWhatCrispFinds() {
        Corpus corpus = Corpus.named("replies");
        for (JsonNode entry : corpus.under("replies/crisp-oss")) {
            crisp(corpus, entry);
        }
        corpus.report("replies, crisp", 80);
    }

    @Test
    void findsWhatTalonFinds() {
        Corpus corpus = Corpus.named("replies");
        for (JsonNode entry : corpus.under("replies/talon")) {
            talon(corpus, entry);
        }
        corpus.report("replies, talon", 95);
    }

    @Test
    void findsWhatAnyOfThemFinds() {
        Corpus corpus = Corpus.named("replies");
        corpus.under("replies/email_reply_trimmer").forEach(entry -> trimmer(corpus, entry));
        corpus.under("replies/crisp-oss").forEach(entry -> crisp(corpus, entry));
        corpus.under("replies/talon").forEach(entry -> talon(corpus, entry));
        corpus.report("replies, all", 92);
    }

    private static void trimmer(Corpus corpus, JsonNode entry) {
        String input = Corpus.input(entry);
        String expected = corpus.text(entry.path("expected").path(0).asString());
        ask(corpus, input, expected, NewText.ofPlain(corpus.text(input), Opening.UNKNOWN));
    }

    private static void crisp(Corpus corpus, JsonNode entry) {
        JsonNode expected = corpus.expected(entry);
        if (expected != null) {
            String visible = expected.path("reference_output").path("visible_text").asString();
            String input = Corpus.input(entry);
            ask(corpus, input, visible, NewText.ofPlain(corpus.text(input), Opening.UNKNOWN));
        }
    }

    private static void talon(Corpus corpus, JsonNode entry) {
        String input = Corpus.input(entry);
        if (input.contains("/inline/")) {
            inline(corpus, input, corpus.expected(entry));
        } else if (input.contains("html_replies")) {
            String expected = corpus.text(entry.path("expected").path(0).asString());
            ask(corpus, input, expected, NewText.ofHtml(corpus.text(input), Opening.UNKNOWN));
        } else if (input.contains("standard_replies")) {
            String expected = corpus.text(entry.path("expected").path(0).asString());
            Message message = Message.read(corpus.bytes(input));
            String plain = message.sections().getFirst().plain().getFirst().words();
            ask(corpus, input, expected, NewText.ofPlain(plain, Opening.UNKNOWN));
        }
    }

    private static void inline(Corpus corpus, String input, @Nullable JsonNode expected) {
        if (expected == null) {
            return;
        }
        String function = expected.path("function").asString();
        if (function.equals("extract_from_plain")) {
            ask(corpus, input, expected.path("expected").asString(),
                    NewText.ofPlain(corpus.text(input), Opening.UNKNOWN));
        } else if (function.equals("extract_from_html")) {
            Text given = NewText.ofHtml(corpus.text(input), Opening.UNKNOWN);
            String wanted = expected.path("expected").asString().replaceAll("<[^>]*>", "").replaceAll("\\s", "");
            corpus.ask(input, wanted, given.fresh().replaceAll("\\s", ""));
        }
    }

    private static void ask(Corpus corpus, String input, String expected, Text given) {
        corpus.ask(input, Corpus.folded(expected).toLowerCase(Locale.ROOT),
                Corpus.folded(given.fresh()).toLowerCase(Locale.ROOT));
    }
}
