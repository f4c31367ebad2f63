// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MboxTest {

    @Test
    void givesOneMessageAfterAnother() throws IOException {
        List<String> messages = read("""
                From a@b.example Tue Mar  3 10:15:00 2026
                Subject: one

                First.

                From - Tue Mar  3 10:16:00 2026
                Subject: two

                Second.
                """);

        assertThat(messages).containsExactly("Subject: one\n\nFirst.\n\n", "Subject: two\n\nSecond.\n");
    }

    @Test
    void undoesQuotingAndForgivesWhereItIsMissing() throws IOException {
        List<String> messages = read("""
                From a@b.example Tue Mar  3 10:15:00 2026
                Subject: one

                >From here on it is quoted.

                From Russia with love.
                """);

        assertThat(messages).singleElement().asString().contains("\nFrom here on").contains("\nFrom Russia");
    }

    private static List<String> read(String text) throws IOException {
        List<String> messages = new ArrayList<>();
        Mbox.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
                mime -> messages.add(new String(mime, StandardCharsets.UTF_8)));
        return messages;
    }
}
