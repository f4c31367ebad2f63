// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CsvTest {

    @Test
    void whatOthersWroteIsNeverComputed() {
        for (String formula : List.of("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "\n@x", "|calc", "%x",
                "＝1",
                "＠x")) {
            assertThat(new Csv().text(formula).toString()).as(formula).isEqualTo("\uFEFF\"'" + formula + "\"");
        }
    }

    @Test
    void textIsQuotedAndNumbersKeepTheirSign() {
        assertThat(
                new Csv().text("the \"board\", again").number(-0.38).number(4).empty().text("").end().text("3 = three")
                        .end().toString())
                .isEqualTo("\uFEFF\"the \"\"board\"\", again\",-0.3800,4,,\"\"\r\n\"3 = three\"\r\n");
    }
}
