// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers of servers that nobody vouches for. */
class OutsideAnswerTest {

    private static final int MOST = 20;

    private static OutsideAnswer read(String answer) throws IOException {
        return OutsideAnswer.read(new ByteArrayInputStream(
                answer.replace("|", "\r\n").getBytes(StandardCharsets.ISO_8859_1)), MOST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 200 OK|Content-Length: 5||hello and more", "HTTP/1.0 200 OK||hello",
            "HTTP/1.1 200|Transfer-Encoding: chunked||2|he|3;name=value|llo|0||",
            "HTTP/1.1 100 Continue||HTTP/1.1 103 Early Hints|Link: </a>||HTTP/1.1 200 OK|content-length:5||hello"})
    void isReadHoweverItsEndIsTold(String answer) throws IOException {
        OutsideAnswer read = read(answer);

        assertThat(read.status()).isEqualTo(200);
        assertThat(new String(read.body(), StandardCharsets.UTF_8)).isEqualTo("hello");
    }

    @Test
    void namesItsHeadersHoweverTheyAreWritten() throws IOException {
        OutsideAnswer busy = read("HTTP/1.1 429 Too Many Requests|RETRY-after:  120 |Content-Length: 0||");

        assertThat(busy.status()).isEqualTo(429);
        assertThat(busy.header("retry-after")).contains("120");
        assertThat(read("HTTP/1.1 204 No Content||").body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "* BYE busy|", "HTTP/2 200|||", "HTTP/1.1 200 OK|Content-Length: 5||hel",
            "HTTP/1.1 200 OK|Content-Length: 21||012345678901234567890", "HTTP/1.1 200 OK||012345678901234567890",
            "HTTP/1.1 200 OK|Transfer-Encoding: chunked||b|01234567890|b|01234567890|0||",
            "HTTP/1.1 200 OK|Transfer-Encoding: chunked||fffffff|0|0||",
            "HTTP/1.1 200 OK|Transfer-Encoding: chunked||-1|0|0||", "HTTP/1.1 200 OK|Content-Length: -1||",
            "HTTP/1.1 200 OK|no colon||", "HTTP/1.1 100 Continue||"})
    void whatIsCutOffTooLongOrNoAnswerIsNotBelieved(String answer) {
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> read(answer));
    }

    @Test
    void aHeadWithoutEndIsNotReadForEver() {
        String line = "X: " + "x".repeat(1_000) + "|";

        assertThatExceptionOfType(IOException.class).isThrownBy(() -> read("HTTP/1.1 200 OK|" + line.repeat(300)));
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> read("HTTP/1.1 200 OK|X: " + "x".repeat(9_000) + "||"));
    }
}
