// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NamesTest {

    @Test
    void namesAreHiddenSignBySign() {
        String text = "Dear Anna, Will's people will annex Hannaford. 赵琳说好, 한지우님도. Mark it. Anna Reyes";

        String hidden = Names.hidden(text, List.of("Anna Reyes", "Will Tey", "赵琳", "한지우", "Dr. Mark O'Hara"));

        assertThat(hidden).hasSameSizeAs(text);
        assertThat(hidden.replace('\n', '·'))
                .isEqualTo("Dear ····, ····'s people will annex Hannaford. ··说好, ···님도. ···· it. ··········");
    }

    @Test
    void whereNobodyIsKnownNothingIsHidden() {
        assertThat(Names.hidden("Dear Anna", List.of())).isEqualTo("Dear Anna");
        assertThat(Names.hidden("Dear Anna (a)", List.of("", "a", "(", "de"))).isEqualTo("Dear Anna (a)");
    }
}
