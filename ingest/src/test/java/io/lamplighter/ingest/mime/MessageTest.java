// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.mime;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.ingest.Attachment;
import io.lamplighter.ingest.Mails;
import io.lamplighter.ingest.Participant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The mail under {@code mail/mime}: structure, charsets and names as they are met. */
class MessageTest {

    @ParameterizedTest
    @ValueSource(strings = {"nested", "not-closed", "boundary-unlike-declared", "boundary-prefix", "bare-lf",
            "bare-cr"})
    void findsTheLetterAndTheFile(String name) {
        Message message = read(name);

        assertThat(plain(message)).isEqualTo("The plain form.");
        assertThat(message.attachments()).extracting(Attachment::name).contains("offer.pdf");
        assertThat(message.subject()).isEqualTo("Offer");
    }

    @Test
    void namesPicturesShownInTheLetterToo() {
        assertThat(read("nested").attachments()).containsExactly(new Attachment("logo.png", "image/png", 1024),
                new Attachment("offer.pdf", "application/pdf", 1024));
    }

    @Test
    void readsAMultipartWithoutPartsAsText() {
        assertThat(plain(read("boundary-missing"))).isEqualTo("Only words.");
        assertThat(read("boundary-missing").warnings()).contains("multipart without parts");
    }

    @Test
    void passesOverTheLineOfAnMboxFile() {
        assertThat(read("mbox-line").subject()).isEqualTo("Offer");
        assertThat(plain(read("mbox-line"))).isEqualTo("The plain form.");
    }

    @Test
    void takesTheFirstLineThatIsNoFieldForTheBody() {
        assertThat(plain(read("no-empty-line"))).startsWith("The plain form begins at once.");
    }

    @Test
    void readsEightBitFieldsInWhateverCharsetTheyAre() {
        assertThat(read("eight-bit-header-latin").subject()).isEqualTo("Grüße aus Köln");
        assertThat(read("eight-bit-header-latin").participants()).extracting(Participant::name).contains("Jürgen Weiß");
        assertThat(read("eight-bit-header-utf8").subject()).isEqualTo("Angebot für Müller");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ks                | 안녕하세요, 제안을 수락합니다. 감사합니다.
            gbk               | 您好，我们接受报价。谢谢
            big5              | 您好，我們接受報價。
            sjis              | お世話になっております。ご提案を承ります。
            2022jp            | お世話になっております。ご提案を承ります。
            2022jp-unnamed    | お世話になっております。ご提案を承ります。
            koi8              | Здравствуйте, мы принимаем предложение.
            hebrew            | שלום, אנחנו מקבלים את ההצעה
            utf7              | Grüße aus Köln
            cp850             | Grüße aus Köln
            unknown           | Grüße aus Köln
            lying-ascii-utf8  | Grüße aus Köln
            lying-latin-utf8  | Grüße aus Köln
            lying-utf8-latin  | Grüße aus Köln
            lying-ascii-euckr | 안녕하세요, 제안을 수락합니다. 감사합니다.
            lying-ascii-gb    | 您好，我们接受你们的报价，请把合同发给我。谢谢
            lying-ascii-sjis  | お世話になっております。ご提案を承ります。よろしくお願いします。
            lying-ascii-1251  | Здравствуйте, мы принимаем ваше предложение.
            lying-ascii-big5  | 您好，我們接受你們的報價，請把合約發給我。謝謝
            """)
    void readsEveryCharsetUnderEveryName(String name, String words) {
        assertThat(plain(read("charset-" + name))).isEqualTo(words);
    }

    @Test
    void leavesEscapesThatAreNoneAsTheyStand() {
        assertThat(plain(read("qp-broken"))).isEqualTo("50=% of über all =ZZ, a soft break, the end");
    }

    @Test
    void stopsWhereBase64TurnsIntoWords() {
        assertThat(plain(read("base64-footer"))).isEqualTo("The plain form.");
    }

    @Test
    void takesFilesOutOfTheText() {
        Message message = read("uuencode");

        assertThat(plain(message)).isEqualTo("See the file.\n\n\nRegards");
        assertThat(message.attachments()).containsExactly(new Attachment("notes.txt", "application/octet-stream", 17));
    }

    @ParameterizedTest
    @CsvSource({"names-rfc2231, Angebot für Müller 2026.pdf", "names-encoded-word, Angebot für Müller.pdf",
            "names-blanks, Our offer 2026.pdf", "message-attached, earlier.eml", "tnef, winmail.dat",
            "smime, smime.p7s", "text-attached, prices.csv"})
    void namesFilesAsTheSenderDid(String name, String file) {
        assertThat(read(name).attachments()).extracting(Attachment::name).containsExactly(file);
    }

    @Test
    void saysWhatItCannotLookInto() {
        assertThat(read("tnef").warnings()).contains("content may be hidden in a TNEF part (winmail.dat)");
        assertThat(read("pgp-encrypted").warnings()).contains("encrypted (PGP)");
    }

    @Test
    void readsOnAroundPictures() {
        List<Section> sections = read("apple-pictures").sections();

        assertThat(sections).extracting(s -> s.plain().getFirst().words().strip()).containsExactly(
                "Before the picture.",
                "Behind the picture.");
    }

    @Test
    void nothingAtAllIsAMessageToo() {
        Message message = Message.read(new byte[0]);

        assertThat(message.subject()).isEmpty();
        assertThat(message.participants()).isEmpty();
        assertThat(message.warnings()).contains("no sender is named");
    }

    private static Message read(String name) {
        return Message.read(Mails.mail("mime", name));
    }

    private static String plain(Message message) {
        StringBuilder text = new StringBuilder();
        message.sections().forEach(section -> section.plain().forEach(part -> text.append(part.words())));
        return text.toString().strip();
    }
}
