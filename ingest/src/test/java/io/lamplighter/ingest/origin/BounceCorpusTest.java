// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.origin;

import io.lamplighter.ingest.Corpus;
import io.lamplighter.ingest.Origin;
import io.lamplighter.ingest.Text;
import io.lamplighter.ingest.mime.Message;
import io.lamplighter.ingest.sync.Written;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Bounces that Sisimai's tests know, and mail between persons that must not be taken for any of it. */
class BounceCorpusTest {

    @Test
    void recognisesBounces() {
        Corpus corpus = Corpus.named("bounces");
        for (JsonNode entry : corpus.entries()) {
            String kind = entry.path("kind").asString();
            String wanted = switch (kind) {
                case "auto-reply" -> "AUTO_REPLY";
                case "success DSN" -> "RECEIPT";
                default -> "BOUNCE";
            };
            corpus.ask(Corpus.input(entry), wanted, origin(corpus, entry).kind().name());
        }
        corpus.report("bounces recognised", 98.5);
    }

    private static Origin origin(Corpus corpus, JsonNode entry) {
        Message message = Message.read(corpus.bytes(Corpus.input(entry)));
        Text text = Written.of(message);
        return OriginReader.judge(message, text);
    }
}
