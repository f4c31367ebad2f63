// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RawMailTest {

    @Test
    void theHeaderEndsBeforeTheFirstEmptyLine() {
        assertThat(header("Subject: x\r\nFrom: a@b.example\r\n\r\nthe text\r\n\r\n"))
                .isEqualTo("Subject: x\r\nFrom: a@b.example\r\n");
        assertThat(header("Subject: x\n\nthe text")).isEqualTo("Subject: x\n");
    }

    @Test
    void ofWhatHasNoEmptyLineOnlyTheBeginningIsShown() {
        assertThat(header("no mail at all")).isEqualTo("no mail at all");
        assertThat(header("x".repeat(100_000))).hasSize(64 * 1024);
    }

    @Test
    void isNeverPrinted() {
        assertThat(new RawMail("Subject: secret\r\n\r\n".getBytes(StandardCharsets.UTF_8)).toString())
                .isEqualTo("19 octets");
    }

    private static String header(String mail) {
        return new String(new RawMail(mail.getBytes(StandardCharsets.UTF_8)).header(), StandardCharsets.UTF_8);
    }
}
