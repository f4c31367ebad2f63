// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.mime;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.ingest.Attachment;
import io.lamplighter.ingest.Mails;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReducedMessageTest {

    static List<String> names() {
        return Mails.names("mime");
    }

    @ParameterizedTest
    @MethodSource("names")
    void readsLikeTheWhole(String name) {
        byte[] mime = Mails.mail("mime", name);
        byte[] reduced = ReducedMessage.of(mime);

        assertThat(MimeCorpusTest.facts(Message.read(reduced))).isEqualTo(MimeCorpusTest.facts(Message.read(mime)));
        assertThat(ReducedMessage.of(reduced)).isSameAs(reduced);
    }

    @Test
    void leavesOutTheFileAndSaysHowLongItWas() {
        byte[] mime = Mails.mail("mime", "nested");
        String reduced = text(ReducedMessage.of(mime));

        assertThat(reduced).contains("X-Lamplighter-Omitted: 1024").contains("The rich form.")
                .doesNotContain("AAECAwQ");
        assertThat(reduced.length()).isLessThan(mime.length - 2_000);
    }

    @Test
    void copiesNothingWhereNothingIsToBeLeftOut() {
        byte[] mime = Mails.mail("mime", "html-stub");

        assertThat(ReducedMessage.of(mime)).isSameAs(mime);
    }

    @Test
    void leavesOutTextThatCameAsAFile() {
        String reduced = text(ReducedMessage.of(Mails.mail("mime", "text-attached")));

        assertThat(reduced).contains("The letter.").doesNotContain("a,b");
    }

    @Test
    void keepsTheHeaderOfAMessageInsideButNotItsBody() {
        String reduced = text(ReducedMessage.of(Mails.mail("mime", "message-attached")));

        assertThat(reduced).contains("Subject: Earlier").doesNotContain("Hello");
    }

    @Test
    void keepsCalendarsAndReports() {
        String mime = "From: a@b.example\r\nContent-Type: multipart/mixed; boundary=m\r\n\r\n--m\r\n"
                + "Content-Type: text/calendar; name=invite.ics\r\nContent-Disposition: attachment\r\n\r\nBEGIN:VCALENDAR\r\n--m\r\n"
                + "Content-Type: message/delivery-status\r\n\r\nAction: failed\r\n--m--\r\n";

        assertThat(text(ReducedMessage.of(octets(mime)))).isEqualTo(mime);
    }

    @Test
    void cutsTextThatIsNobodysLetter() {
        String mime = "From: a@b.example\r\nContent-Type: text/plain; name=log.txt\r\n\r\n" + "words ".repeat(400_000);
        byte[] reduced = ReducedMessage.of(octets(mime));

        assertThat(reduced.length).isLessThan(1_100_000);
        assertThat(MimeCorpusTest.facts(Message.read(reduced)))
                .isEqualTo(MimeCorpusTest.facts(Message.read(octets(mime))));
        assertThat(ReducedMessage.of(reduced)).isSameAs(reduced);
    }

    @Test
    void takesTheSizeFromTheMarkOfABodyNeverFetched() {
        String mime = "From: a@b.example\r\nContent-Type: multipart/mixed; boundary=m\r\n\r\n--m\r\n"
                + "X-Lamplighter-Omitted: 204800\r\nContent-Type: video/mp4; name=demo.mp4\r\nContent-Transfer-Encoding: base64\r\n"
                + "\r\n\r\n--m--\r\n";

        assertThat(Message.read(octets(mime)).attachments())
                .containsExactly(new Attachment("demo.mp4", "video/mp4", 204_800));
    }

    @Test
    void aMarkTheSenderWroteDoesNotFoolIt() {
        String mime = "From: a@b.example\r\nContent-Type: application/pdf; name=a.pdf\r\nX-Lamplighter-Omitted: 7\r\n\r\n%PDF-1.7";

        assertThat(Message.read(octets(mime)).attachments()).extracting(Attachment::size).containsExactly(8L);
        assertThat(Message.read(ReducedMessage.of(octets(mime))).attachments()).extracting(Attachment::size)
                .containsExactly(8L);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
