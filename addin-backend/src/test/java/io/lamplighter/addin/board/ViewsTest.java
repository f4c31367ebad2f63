// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ViewsTest {

    @Test
    void whatIsNowhereIsMissing() {
        assertThat(Count.of(188, 74, 110, 2)).isEqualTo(new Count(188, 74, 110, 2, 2));
        assertThat(Count.of(71, 29, 41, 1).addsUp()).isTrue();
    }

    @Test
    void whatWasCapturedHasBeenSeen() {
        assertThat(Count.of(0, 3, 1, 0)).isEqualTo(new Count(4, 3, 1, 0, 0));
    }

    @Test
    void anImportIsNotAtHundredBeforeItIs() {
        assertThat(ImportProgress.Line.reading("Anna", 19_999, 20_000, 100, SampleViews.WORDS))
                .isEqualTo(new ImportProgress.Line("Anna", 99, "19,999 of 20,000", "100 a second, a few seconds left"));
        assertThat(ImportProgress.Line.reading("Anna", 20_000, 20_000, 100, SampleViews.WORDS).figures())
                .isEqualTo("all 20,000 read");
        assertThat(ImportProgress.Line.reading("Anna", 0, 20_000, 0, SampleViews.WORDS).pace()).isEmpty();
    }

    @Test
    void theBeamIsDividedByValue() {
        assertThat(Summary.beam(50, 0, 25, 25)).containsExactly(
                new Summary.Share("dark", 0, 50), new Summary.Share("blind", 50, 25),
                new Summary.Share("bright", 75, 25));
        assertThat(Summary.beam(0, 0, 0, 0)).isEmpty();
    }

    @Test
    void aCookieOnlySetsAThemeThereIs() {
        assertThat(Shell.signedOut("dark").theme()).isEqualTo("dark");
        assertThat(Shell.signedOut("\"><script>").theme()).isEmpty();
    }

    @Test
    void aFaceHasInitialsInAnyScript() {
        assertThat(Face.of("Anna Maria Reyes").initials()).isEqualTo("AR");
        assertThat(Face.of("김서연").initials()).isEqualTo("김");
        assertThat(Face.of("tom.okafor@fernbeck.example").initials()).isEqualTo("TE");
        assertThat(Face.of("  ").initials()).isEqualTo("?");
    }

    @Test
    void aQueryKeepsWhatIsChosenAndNothingElse() {
        Filters.Chosen chosen = new Filters.Chosen("anna", "", "dark", "", "silence", "a&b=c d");

        assertThat(chosen.query("x~1"))
                .isEqualTo("owner=anna&state=dark&sort=silence&q=a%26b%3Dc%20d&after=x~1".replace("~", "%7E"));
        assertThat(chosen.active()).isEqualTo(3);
    }

    @Test
    void anAddressStaysAnAddressInALink() {
        assertThat(new DealView.WriteTo("Eve", "eve@x.example?bcc=all@x.example\n").href())
                .isEqualTo("mailto:eve@x.example%3Fbcc%3Dall@x.example%0A");
        assertThat(new DealRow.Deal("../logout?a=b", "n", "a").href()).isEqualTo("/deals/..%2Flogout%3Fa%3Db");
    }
}
