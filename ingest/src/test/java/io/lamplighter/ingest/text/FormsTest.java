// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.ingest.Mails;
import io.lamplighter.ingest.Text;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The forms of {@code forms.txt}: every program and language by itself. */
class FormsTest {
    private static final String ANSWER = "Thanks, that works for us.";
    private static final String EARLIER = "Could you send the offer?\nAnna";

    private static Stream<Arguments> forms(String... kinds) {
        return Mails.text("replies", "forms.txt").lines().filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.split(" \\| ", 3)).filter(cells -> List.of(kinds).contains(cells[0].strip()))
                .map(cells -> Arguments.of(cells[1], cells[2].replace("\\n", "\n").replace("\\t", "\t")));
    }

    static Stream<Arguments> quotes() {
        return forms("attribution", "block");
    }

    static Stream<Arguments> attributions() {
        return forms("attribution");
    }

    static Stream<Arguments> blocks() {
        return forms("block");
    }

    static Stream<Arguments> forwards() {
        return forms("forward");
    }

    static Stream<Arguments> footers() {
        return forms("phone", "legal");
    }

    @ParameterizedTest
    @MethodSource("quotes")
    void endsTheNewText(String name, String form) {
        Text text = NewText.ofPlain(ANSWER + "\n\n" + form + "\n\n" + EARLIER, Opening.REPLY);

        assertThat(text.fresh()).isEqualTo(ANSWER);
        assertThat(text.quoted()).contains("Could you send");
        assertThat(text.forwarded()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("attributions")
    void letsAnswersStandBelowQuotes(String name, String form) {
        Text text = NewText.ofPlain(
                form + "\n> Could you send the offer?\n\nHere it is.\n\n> And the prices?\n\n" + ANSWER,
                Opening.REPLY);

        assertThat(text.fresh().replaceAll("\n+", "\n")).isEqualTo("Here it is.\n" + ANSWER);
    }

    @ParameterizedTest
    @MethodSource("attributions")
    void isFoundWhereItWasWrapped(String name, String form) {
        int blank = form.length() < 60 ? -1 : form.lastIndexOf(' ', 70);
        String wrapped = blank < 0 ? form : form.substring(0, blank) + "\n" + form.substring(blank + 1);

        assertThat(NewText.ofPlain(ANSWER + "\n\n" + wrapped + "\n\n> " + EARLIER, Opening.REPLY).fresh())
                .startsWith(ANSWER).doesNotContain("2026");
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void belowTheSubjectOfAForwardItPassesOn(String name, String form) {
        Text text = NewText.ofPlain(form + "\n\n" + EARLIER, Opening.FORWARD);

        assertThat(text.fresh()).endsWith(EARLIER);
        assertThat(text.forwarded()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("forwards")
    void passesOnWhatIsBelow(String name, String form) {
        Text text = NewText.ofPlain("FYI, see below.\n\n" + form + "\n\nFrom: Anna Berg <anna@buyer.example>\n"
                + "Date: Mon, Mar 2, 2026 at 10:00 AM\nSubject: Offer\nTo: Sam <sam@seller.example>\n\n" + EARLIER,
                Opening.UNKNOWN);

        assertThat(text.forwarded()).isTrue();
        assertThat(text.fresh()).startsWith("FYI, see below.").endsWith(EARLIER);
    }

    @ParameterizedTest
    @MethodSource("footers")
    void goesFromBelowTheLetter(String name, String form) {
        Text text = NewText.ofPlain(ANSWER + "\n\n" + form, Opening.REPLY);

        assertThat(text.fresh()).isEqualTo(ANSWER);
        assertThat(text.signature()).isNotEmpty();
    }
}
