// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.sentiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Holds what was reached on the labelled deal mail, on the held-out third of it, where that lies beside the project. */
class SalesmailFloorTest {

    @ParameterizedTest
    @CsvSource({"en, 0.82", "ko, 0.70", "zh, 0.70"})
    void isNotWorseThanItWas(String language, double floor) throws IOException {
        List<Labelled> heldOut = items().stream().filter(Labelled::isHeldOut)
                .filter(item -> item.language().startsWith(language)).toList();

        Figures figures = Figures.of(heldOut, Scorers.standard());

        assertThat(figures.macroF1()).as("%s", figures).isGreaterThanOrEqualTo(floor);
    }

    @Test
    void everyScoreIsTheSumOfItsEvidence() throws IOException {
        for (Labelled item : items()) {
            Score score = Scorers.standard().score(item.passage().text(), item.language());
            double sum = score.base() + score.evidence().stream().mapToDouble(Evidence::contribution).sum();

            assertThat(score.value()).as(item.id()).isCloseTo(sum, within(1e-9));
        }
    }

    private static List<Labelled> items() throws IOException {
        Path salesmail = Shared.place("salesmail");
        assumeTrue(Files.isDirectory(salesmail), "no salesmail beside the project");
        return Labelled.readAll(Stream.of("deals-a", "deals-a2", "deals-a2-ko", "deals-a2-zh")
                .map(name -> salesmail.resolve(name + ".jsonl")).toList());
    }
}
