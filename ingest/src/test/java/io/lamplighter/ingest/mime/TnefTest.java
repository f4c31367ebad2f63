// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.mime;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.ingest.Attachment;
import io.lamplighter.ingest.Corpus;
import io.lamplighter.ingest.Mails;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class TnefTest {

    @Test
    void namesTheFilesInside() {
        Message message = Message.read(Mails.mail("mime", "tnef-files"));

        assertThat(message.attachments()).containsExactly(
                new Attachment("Angebot für Müller – Entwurf 2.pdf", "application/pdf", 1_008),
                new Attachment("prices ?.csv", "application/octet-stream", 5));
        assertThat(message.warnings()).contains("files unpacked from a TNEF part (winmail.dat)");
    }

    @Test
    void keepsWhatItFoundWhereTheRestIsMissing() {
        assertThat(Message.read(Mails.mail("mime", "tnef-cut")).attachments()).first()
                .isEqualTo(new Attachment("Angebot für Müller – Entwurf 2.pdf", "application/pdf", 1_008));
    }

    @Test
    void believesNoCount() {
        assertThat(Message.read(Mails.mail("mime", "tnef-claims")).attachments()).extracting(Attachment::name)
                .containsExactly("a.txt");
        assertThat(Message.read(Mails.mail("mime", "tnef-empty-values")).attachments()).extracting(Attachment::name)
                .containsExactly("b.txt");
    }

    @Test
    void endsOnWhateverItIsGiven() {
        byte[] content = content("tnef-files");
        Random random = new Random(7);
        for (int i = 0; i < 3_000; i++) {
            byte[] broken = content.clone();
            for (int flips = random.nextInt(12); flips >= 0; flips--) {
                broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
            }
            assertThat(Tnef.files(broken)).hasSizeLessThanOrEqualTo(200);
        }
    }

    @Test
    void namesWhatYtnefUnpacks() {
        Corpus corpus = Corpus.named("mime");
        for (JsonNode entry : corpus.under("mime/mimekit/tnef")) {
            String list = entry.path("expected").get(entry.path("expected").size() - 1).asString();
            corpus.ask(Corpus.input(entry), names(corpus.text(list).lines(), entry),
                    Tnef.files(corpus.bytes(Corpus.input(entry))).stream().map(file -> file.name().replace(' ', '_'))
                            .sorted().toList());
        }
        corpus.report("files in winmail.dat", 100);
    }

    /** The lists leave out names they could not print; the unpacked files have them. The letter itself is no file. */
    private static List<String> names(Stream<String> list, JsonNode entry) {
        List<String> unpacked = entry.path("expected").valueStream().map(JsonNode::asString)
                .filter(path -> !path.endsWith(".list")).map(path -> path.substring(path.lastIndexOf('/') + 1))
                .toList();
        return (unpacked.isEmpty() ? list : unpacked.stream())
                .filter(name -> !name.isBlank() && !name.startsWith("message.") && !name.startsWith("body."))
                .sorted().toList();
    }

    private static byte[] content(String name) {
        return Message.read(Mails.mail("mime", name)).root().children().get(1).content();
    }
}
