// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.imap;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UidSetTest {

    @Test
    void joinsNeighboursIntoRanges() {
        assertThat(UidSet.of(new long[]{9, 1, 2, 3, 10, 7})).isEqualTo("1:3,7,9:10");
    }

    @Test
    void writesASingleUidAlone() {
        assertThat(UidSet.of(new long[]{42})).isEqualTo("42");
    }
}
