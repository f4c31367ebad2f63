// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DateTextTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Tue, 3 Mar 2026 10:15:00 +0100                 | 2026-03-03T09:15:00Z
            3 Mar 2026 10:15 +0100                         | 2026-03-03T09:15:00Z
            Tue, 3 Mar 2026 10:15:00 +0100 (CET)           | 2026-03-03T09:15:00Z
            Tue, 3 Mar 2026 10:15:00 EST                   | 2026-03-03T15:15:00Z
            Tue, 3 Mar 2026 10:15:00 GMT+01:00             | 2026-03-03T09:15:00Z
            Tue, 3 Mar 2026 10:15:00 -00:30                | 2026-03-03T10:45:00Z
            Tue, 3 Mar 2026 10:15:00                       | 2026-03-03T10:15:00Z
            Tue,  3 Mar 26 10:15:00 +0000                  | 2026-03-03T10:15:00Z
            3 Mar 97 10:15:00 Z                            | 1997-03-03T10:15:00Z
            Tue, March 3, 2026 10:15:00 +0000              | 2026-03-03T10:15:00Z
            Tue Mar  3 10:15:00 2026                       | 2026-03-03T10:15:00Z
            Tue, 3-Mar-2026 10:15:00 +0000                 | 2026-03-03T10:15:00Z
            2026-03-03T10:15:00Z                           | 2026-03-03T10:15:00Z
            2026-03-03 10:15:00 +0100                      | 2026-03-03T09:15:00Z
            Di, 3 Mar 2026 10:15:00 +0100                  | 2026-03-03T09:15:00Z
            Tue, 3 Mar 2026 24:00:00 +0000                 | 2026-03-04T00:00:00Z
            Wed, 31 Dec 2025 23:59:60 +0000                | 2026-01-01T00:00:00Z
            Tue, 3 Mar 2026 3:15:00 PM +0000               | 2026-03-03T15:15:00Z
            """)
    void readsDatesInWhateverOrder(String field, Instant instant) {
        assertThat(DateText.parse(field)).contains(instant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "Tue, 45 Mar 2026 10:15:00", "10:15:00", "3 Mar", "::::",
            "99999999999999999999"})
    void whatIsNoDateIsEmpty(String field) {
        assertThat(DateText.parse(field)).isEmpty();
    }
}
