// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.origin;

import io.lamplighter.ingest.Corpus;
import io.lamplighter.ingest.mime.Message;
import io.lamplighter.ingest.sync.Written;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Letters between persons, of several languages and trades, that must not be taken for a machine's. */
class FalseAlarmTest {

    /** A few of these letters are absence notes on purpose. */
    private static final Pattern ABSENCE = Pattern.compile("^(Automatic reply|Out of office|On leave|自动回复)");

    @Test
    void personsStayPersons() {
        Corpus corpus = Corpus.named("replies");
        for (JsonNode entry : corpus.entries()) {
            ask(corpus, Corpus.input(entry), "Re: question", corpus.text(Corpus.input(entry)));
        }
        for (String set : new String[]{"deals-a", "deals-a2", "deals-a2-ko", "deals-a2-zh", "learning",
                "learning-check"}) {
            for (JsonNode letter : corpus.jsonLines("../salesmail/" + set + ".jsonl")) {
                String subject = letter.path("subject").asString("");
                if (!ABSENCE.matcher(subject).find()) {
                    ask(corpus, set + " " + letter.path("id").asString(), subject, letter.path("body").asString(""));
                }
            }
        }
        corpus.report("letters of persons taken for such", 99.8);
    }

    private static void ask(Corpus corpus, String what, String subject, String body) {
        String mail = "From: Anna <anna@buyer.example>\r\nTo: sam@seller.example\r\nSubject: " + subject
                + "\r\nIn-Reply-To: <1@seller.example>\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + body;
        Message message = Message.read(mail.getBytes(StandardCharsets.UTF_8));
        corpus.ask(what, "PERSON", OriginReader.judge(message, Written.of(message)).kind().name());
    }
}
