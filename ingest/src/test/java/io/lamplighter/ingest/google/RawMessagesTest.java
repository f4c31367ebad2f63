// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RawMessagesTest {

    private final RawMessages messages = new RawMessages();

    private RawMessages.Received read(String json) throws IOException {
        return messages.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"id\":\"1\",\"raw\":\"QT_-Pw==\"}", "{\"raw\" : \"QT_-Pw\",\n \"id\":\"1\"}",
            "{\"raw\":\"QT/+Pw\\u003d\\u003d\",\"id\":\"1\"}",
            "{\"snippet\":\"\\\"raw\\\": \\\"no\\\"\",\"raw\":\"QT\\/-Pw\",\"id\":\"1\"}",
            "{\"snippet\":\"raw\",\"id\":\"1\",\"raw\":\"QT_-\\nPw\"}"})
    void decodesWhateverWayItIsWritten(String json) throws IOException {
        RawMessages.Received received = read(json);

        assertThat(received.about().getId()).isEqualTo("1");
        assertThat(received.mime()).hasValueSatisfying(
                mime -> assertThat(mime).containsExactly('A', 0x3f, (byte) 0xfe, 0x3f));
    }

    @Test
    void decodesAsTheJdkDoes() throws IOException {
        Random random = new Random(3);
        for (int length = 1; length < 400; length++) {
            byte[] mime = new byte[length];
            random.nextBytes(mime);

            assertThat(read("{\"raw\":\"" + Base64.getUrlEncoder().encodeToString(mime) + "\"}").mime())
                    .hasValueSatisfying(decoded -> assertThat(decoded).isEqualTo(mime));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"id\":\"1\"}", "{\"id\":\"1\",\"raw\":\"\"}", "{\"id\":\"1\",\"raw\":\"%%%\"}",
            "{\"id\":\"1\",\"raw\":null}"})
    void whatHasNoTextHasNone(String json) throws IOException {
        assertThat(read(json).mime()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{\"id\":\"1\",\"raw\":\"QUJD", "{\"id\":\"1\",\"raw\":\"QUJD\"",
            "{\"raw\":\"QUJD\",\"labelIds\":[\"INBOX\"", "{\"id\":\"1\\",
            "<html>\"raw\":\"QUJD\"</html>"})
    void whatBreaksOffIsNoMessage(String json) {
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> read(json));
    }

    @Test
    void otherAlphabetsStayReadable() throws IOException {
        assertThat(read("{\"snippet\":\"見積もり – ß\",\"raw\":\"QQ\"}").about().getSnippet()).isEqualTo("見積もり – ß");
    }
}
