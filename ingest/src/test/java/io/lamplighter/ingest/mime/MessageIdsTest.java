// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.mime;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.ingest.ThreadRefs;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MessageIdsTest {

    @Test
    void equalIdsAreEqualTexts() {
        assertThat(read("Message-ID: <\"a\"@b.example>").messageId()).isEqualTo("a@b.example");
        assertThat(read("Message-ID:\r\n <a@b.example>").messageId()).isEqualTo("a@b.example");
        assertThat(read("Message-ID: a@b.example").messageId()).isEqualTo("a@b.example");
        assertThat(read("Message-ID: <<a@b.example>>").messageId()).isEqualTo("a@b.example");
        assertThat(read("Message-ID: <a@\r\n b.example>").messageId()).isEqualTo("a@b.example");
    }

    @Test
    void keepsCaseForIdsHaveIt() {
        assertThat(read("Message-ID: <Ab@B.example>").messageId()).isEqualTo("Ab@B.example");
    }

    @Test
    void readsReferencesOldestFirst() {
        assertThat(read("References: <a@x> <b@x>\r\n\t<c@x>").references()).containsExactly("a@x", "b@x", "c@x");
        assertThat(read("References: <a@x><b@x>,<b@x>").references()).containsExactly("a@x", "b@x");
    }

    @Test
    void takesTheFirstIdOfInReplyToWhereReferencesAreMissing() {
        assertThat(read("In-Reply-To: Your message of Monday <a@x> <b@x>").references()).containsExactly("a@x");
        assertThat(read("In-Reply-To: Your message of Monday").references()).isEmpty();
        assertThat(read("In-Reply-To: <b@x>\r\nReferences: <a@x>").references()).containsExactly("a@x");
    }

    @Test
    void aMessageDoesNotFollowItself() {
        assertThat(read("Message-ID: <a@x>\r\nReferences: <a@x>").isReply()).isFalse();
    }

    @Test
    void keepsBothEndsOfAnEndlessThread() {
        StringBuilder field = new StringBuilder("References:");
        for (int i = 0; i < 1_000; i++) {
            field.append(" <").append(i).append("@x>");
        }

        ThreadRefs thread = read(field.toString());

        assertThat(thread.references()).hasSize(200).startsWith("0@x").endsWith("999@x");
    }

    private static ThreadRefs read(String block) {
        byte[] bytes = (block + "\r\n\r\n").getBytes(StandardCharsets.UTF_8);
        return MessageIds.read(Headers.read(bytes, 0, bytes.length));
    }
}
