// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.origin;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.ingest.Mails;
import io.lamplighter.ingest.Origin;
import io.lamplighter.ingest.Origin.Kind;
import io.lamplighter.ingest.mime.Message;
import io.lamplighter.ingest.sync.Written;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The mail under {@code mail/origin}; its README holds the answers. */
class OriginReaderTest {

    static Stream<Arguments> answers() {
        return Mails.text("origin", "README.md").lines().filter(line -> line.startsWith("| "))
                .map(line -> List.of(line.split("\\|")))
                .filter(cells -> !cells.get(1).contains("file") && !cells.get(1).contains("--"))
                .map(cells -> Arguments.of(cells.get(1).strip(), Kind.valueOf(cells.get(2).strip())));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void tellsWhoComposedIt(String name, Kind kind) {
        assertThat(judged(name).kind()).isEqualTo(kind);
    }

    @Test
    void everyFileHasAnAnswer() {
        assertThat(answers().map(answer -> answer.get()[0])).containsExactlyInAnyOrderElementsOf(Mails.names("origin"));
    }

    @Test
    void namesTheEvidenceAndNoContent() {
        assertThat(judged("auto-rfc3834").reason()).isEqualTo("Auto-Submitted: auto-replied");
        assertThat(judged("bulk-newsletter").reason()).isEqualTo("list-id");
        assertThat(judged("absence-text-ja").reason()).isEqualTo("text of an absence note");
    }

    private static Origin judged(String name) {
        Message message = Message.read(Mails.mail("origin", name));
        return OriginReader.judge(message, Written.of(message));
    }
}
