// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.ingest.mime.Message;
import io.lamplighter.ingest.mime.Part;
import io.lamplighter.ingest.mime.ReducedMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class LargeMimeTest {

    private static final String HEAD = """
            From: Helen Marsh <helen@buyer.example>
            Subject: The plans
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary="b1"

            --b1
            Content-Type: multipart/alternative; boundary="b2"

            --b2
            Content-Type: text/plain; charset=utf-8

            Here are the plans, Anna.
            --b2
            Content-Type: text/html; charset=utf-8

            <p>Here are the plans, Anna.</p>
            --b2--
            --b1
            Content-Type: application/pdf; name="plans.pdf"
            Content-Disposition: attachment; filename="plans.pdf"
            Content-Transfer-Encoding: base64

            """.replace("\n", "\r\n");
    private static final String TAIL = "\r\n--b1\r\nContent-Type: text/plain\r\n\r\nAnd one more thing.\r\n--b1--\r\n";

    @Test
    void readsAsTheWholeMessageDoes() throws IOException {
        String file = Base64.getMimeEncoder().encodeToString(new byte[900_000]);
        byte[] whole = (HEAD + file + TAIL).getBytes(StandardCharsets.US_ASCII);

        byte[] streamed = LargeMime.read(new ByteArrayInputStream(whole));

        Message message = Message.read(streamed);
        Message expected = Message.read(ReducedMessage.of(whole));
        assertThat(streamed.length).isLessThan(2_000);
        assertThat(texts(message)).isEqualTo(texts(expected)).hasSize(2);
        assertThat(message.attachments()).isEqualTo(expected.attachments()).hasSize(1);
        assertThat(message.subject()).isEqualTo("The plans");
        assertThat(ReducedMessage.of(streamed)).isEqualTo(streamed);
    }

    @Test
    void holdsNoMoreOfAMessageOf150MegabytesThanOfASmallOne() throws IOException {
        Endless attachment = new Endless(150L * 1024 * 1024);

        byte[] streamed = LargeMime.read(in(HEAD, attachment, TAIL));

        assertThat(new String(streamed, StandardCharsets.UTF_8)).contains("Here are the plans, Anna.")
                .contains("And one more thing.").contains("X-Lamplighter-Omitted: ");
        assertThat(streamed.length).isLessThan(2_000);
        assertThat(Message.read(streamed).attachments().getFirst().size()).isGreaterThan(100_000_000L);
    }

    @Test
    void keepsAsMuchOfAHugeTextAsIsRead() throws IOException {
        byte[] streamed = LargeMime.read(in("Subject: Long\r\n\r\n", new Endless(20_000_000), ""));

        assertThat(streamed.length).isBetween(1_000_000, 1_200_000);
    }

    @Test
    void keepsTheHeaderOfALetterInTheLetterAndNothingElseOfIt() throws IOException {
        byte[] streamed = LargeMime.read(in("Subject: Fwd\r\nContent-Type: multipart/mixed; boundary=b1\r\n\r\n--b1\r\n"
                + "Content-Type: message/rfc822\r\n\r\nSubject: Inside\r\nFrom: x@y.example\r\n\r\nhello\r\n",
                new Endless(5_000_000), TAIL));

        String text = new String(streamed, StandardCharsets.UTF_8);
        assertThat(text).contains("Subject: Inside").doesNotContain("hello").contains("And one more thing.");
    }

    @Test
    void livesWithEveryCutAndWithLinesThatNeverEnd() throws IOException {
        byte[] endless = LargeMime.read(in("Content-Type: multipart/mixed; boundary=b1\r\n\r\n--b1\r\n",
                new Endless(3_000_000), ""));
        byte[] noBreaks = LargeMime
                .read(new ByteArrayInputStream("x".repeat(2_000_000).getBytes(StandardCharsets.UTF_8)));

        assertThat(endless.length).isLessThan(600_000);
        assertThat(noBreaks.length).isLessThan(600_000);
    }

    private static List<String> texts(Message message) {
        return message.sections().stream().map(s -> s.plain().stream().map(Part::text).toList().toString()).toList();
    }

    private static InputStream in(String head, InputStream middle, String tail) {
        return new SequenceInputStream(Collections.enumeration(List.of(
                new ByteArrayInputStream(head.getBytes(StandardCharsets.US_ASCII)), middle,
                new ByteArrayInputStream(tail.getBytes(StandardCharsets.US_ASCII)))));
    }

    /** Base64 in lines of 76, made as it is read. */
    private static final class Endless extends InputStream {

        private final long length;
        private long at;

        Endless(long length) {
            this.length = length;
        }

        @Override
        public int read() {
            if (at >= length) {
                return -1;
            }
            int column = (int) (at++ % 78);
            return column == 76 ? '\r' : column == 77 ? '\n' : 'A';
        }

        @Override
        public int read(byte[] into, int from, int count) {
            int read = 0;
            while (read < count) {
                int next = read();
                if (next < 0) {
                    return read == 0 ? -1 : read;
                }
                into[from + read++] = (byte) next;
            }
            return read;
        }
    }
}
