// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.origin;

import io.lamplighter.ingest.Corpus;
import io.lamplighter.ingest.Origin;
import io.lamplighter.ingest.Text;
import io.lamplighter.ingest.mime.Message;
import io.lamplighter.ingest.sync.Written;
import java.util.List;
import java.util.Objects;
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
        corpus.report("bounces recognised", 99);
    }

    @Test
    void tellsHardFromSoftAsSisimaiDoes() {
        Corpus corpus = Corpus.named("bounces");
        for (JsonNode entry : corpus.entries()) {
            JsonNode expected = Objects.requireNonNull(corpus.expected(entry)).path("expected").path(0);
            List<Failure> failures = Failures.in(Message.read(corpus.bytes(Corpus.input(entry))));
            String given = failures.isEmpty() ? "none" : failures.getFirst().isHard() + "";
            if (System.getProperty("corpus.misses") != null && !given.equals(expected.path("hardbounce").asString())) {
                System.out.println(Corpus.input(entry) + " " + expected.path("reason").asString() + " " + failures);
            }
            corpus.ask(Corpus.input(entry), expected.path("hardbounce").asBoolean() + "", given);
        }
        corpus.report("hard or soft", 98);
    }

    @Test
    void saysWhyAsSisimaiDoes() {
        Corpus corpus = Corpus.named("bounces");
        for (JsonNode entry : corpus.entries()) {
            JsonNode expected = Objects.requireNonNull(corpus.expected(entry)).path("expected").path(0);
            Origin origin = origin(corpus, entry);
            List<Failure> failures = Failures.in(Message.read(corpus.bytes(Corpus.input(entry))));
            String given = switch (origin.kind()) {
                case AUTO_REPLY -> "vacation";
                case RECEIPT -> "delivered";
                default -> failures.isEmpty() ? "none" : failures.getFirst().reason().word();
            };
            String wanted = expected.path("reason").asString();
            corpus.ask(Corpus.input(entry), wanted, given);
        }
        corpus.report("reason class", 97);
    }

    private static Origin origin(Corpus corpus, JsonNode entry) {
        Message message = Message.read(corpus.bytes(Corpus.input(entry)));
        Text text = Written.of(message);
        return OriginReader.judge(message, text);
    }
}
