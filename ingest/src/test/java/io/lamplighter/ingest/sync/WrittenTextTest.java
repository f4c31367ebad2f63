// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.ingest.Corpus;
import io.lamplighter.ingest.Mails;
import io.lamplighter.ingest.Text;
import io.lamplighter.ingest.mime.Message;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The mail under {@code mail/replies}: every client and language we claim to read. */
class WrittenTextTest {

    static List<String> replies() {
        return Mails.names("replies");
    }

    @ParameterizedTest
    @MethodSource("replies")
    void findsWhatTheAuthorWroteThisTime(String name) {
        Text text = WrittenText.of(Message.read(Mails.mail("replies", name)));

        assertThat(Corpus.folded(text.fresh())).isEqualTo(Corpus.folded(Mails.text("replies", name + ".txt")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"forward-gmail", "forward-apple", "forward-outlook", "html-gmail-forward"})
    void tellsForwardsFromAnswers(String name) {
        assertThat(WrittenText.of(Message.read(Mails.mail("replies", name))).forwarded()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"forward-in-reply", "headers-de", "html-outlook", "bar-en"})
    void answersAreNoForwards(String name) {
        Text text = WrittenText.of(Message.read(Mails.mail("replies", name)));

        assertThat(text.forwarded()).isFalse();
        assertThat(text.quoted()).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mobile-ko", "legal-de", "signature-contacts", "html-signature-div", "banner"})
    void keepsWhatSignsApart(String name) {
        assertThat(WrittenText.of(Message.read(Mails.mail("replies", name))).signature()).isNotBlank();
    }
}
