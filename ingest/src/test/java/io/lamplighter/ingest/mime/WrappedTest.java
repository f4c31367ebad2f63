// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.mime;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.ingest.Attachment;
import io.lamplighter.ingest.Mails;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WrappedTest {

    @ParameterizedTest
    @ValueSource(strings = {"smime-opaque", "smime-opaque-pieces"})
    void readsTheLetterInsideASignature(String name) {
        Message message = read(name);

        assertThat(words(message)).isEqualTo("We agree to the offer.");
        assertThat(message.attachments()).containsExactly(new Attachment("prices.csv", "text/csv", 3));
        assertThat(message.warnings()).contains("signed (S/MIME)");
    }

    @ParameterizedTest
    @CsvSource({"smime-encrypted, encrypted (S/MIME)", "smime-encrypted-unnamed, encrypted (S/MIME)",
            "pgp-encrypted, encrypted (PGP)", "pgp-inline, encrypted (PGP)"})
    void saysWhatItCannotRead(String name, String warning) {
        assertThat(read(name).warnings()).contains(warning);
    }

    @Test
    void readsTheFirstPieceOfALetter() {
        Message message = read("partial-first");

        assertThat(words(message)).isEqualTo("The first half of a long letter.");
        assertThat(message.warnings())
                .contains("piece 1 of 2 of a message cut into several (message/partial; id whole@buyer.example)");
    }

    @Test
    void doesNotTakeTheOtherPiecesForLetters() {
        Message message = read("partial-second");

        assertThat(message.sections()).isEmpty();
        assertThat(message.attachments()).extracting(Attachment::type).containsExactly("message/partial");
    }

    @Test
    void leavesOutTheArmourOfASignatureInTheOpen() {
        assertThat(words(read("pgp-clear"))).isEqualTo("We agree to the offer.\n\n- delivery in May\n-- \nAnna");
    }

    @Test
    void endsOnWhateverItIsGiven() {
        byte[] content = read("smime-opaque-pieces").root().content();
        Random random = new Random(7);
        for (int i = 0; i < 5_000; i++) {
            byte[] broken = content.clone();
            for (int flips = random.nextInt(8); flips >= 0; flips--) {
                broken[random.nextInt(Math.min(broken.length, 200))] = (byte) random.nextInt(256);
            }
            byte[] inside = Cms.signedContent(broken);
            assertThat(inside == null || inside.length <= broken.length).isTrue();
        }
    }

    private static String words(Message message) {
        return message.sections().getFirst().plain().getFirst().words().strip();
    }

    private static Message read(String name) {
        return Message.read(Mails.mail("mime", name));
    }
}
