// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.faults;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RequestLogTest {

    @Test
    void countsAllAndKeepsTheLatest() {
        RequestLog<Integer> log = new RequestLog<>(100);

        for (int i = 1; i <= 100_000; i++) {
            log.add(i);
        }

        assertThat(log.count()).isEqualTo(100_000);
        assertThat(log.latest()).hasSize(100).startsWith(99_901).endsWith(100_000);
    }
}
