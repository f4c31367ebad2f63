// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.sentiment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PassageTest {

    @Test
    void aSubjectOfOnesOwnComesFirst() {
        Passage passage = Passage.of(" Signed! ", "Copy attached.");

        assertThat(passage.text()).isEqualTo("Signed!\n\nCopy attached.");
        assertThat(passage.text().substring(passage.bodyStart())).isEqualTo("Copy attached.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "Re: Great news", "RE: RE: x", "AW: Angebot", "Fwd: x", "回复：价格", "회신: 견적"})
    void theSubjectOfAnAnswerIsSomebodyElses(String subject) {
        assertThat(Passage.of(subject, "Copy attached.")).isEqualTo(new Passage("Copy attached.", 0));
    }
}
