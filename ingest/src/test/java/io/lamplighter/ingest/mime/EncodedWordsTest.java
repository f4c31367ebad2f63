// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.mime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EncodedWordsTest {

    @Test
    void decodesBothEncodings() {
        assertThat(decoded("=?utf-8?Q?Gr=C3=BC=C3=9Fe_aus?= K")).isEqualTo("Grüße aus K");
        assertThat(decoded("=?UTF-8?B?R3LDvMOfZQ==?=")).isEqualTo("Grüße");
        assertThat(decoded("=?iso-8859-1*de?q?Gr=FC=DFe?=")).isEqualTo("Grüße");
    }

    @Test
    void whiteSpaceBetweenTwoWordsIsNotTheirs() {
        assertThat(decoded("=?utf-8?Q?a?= =?utf-8?Q?b?= c =?utf-8?Q?d?=")).isEqualTo("ab c d");
    }

    @Test
    void joinsCharactersSplitBetweenWords() {
        assertThat(decoded("=?utf-8?Q?Gr=C3?= =?utf-8?Q?=BC=C3=9Fe?=")).isEqualTo("Grüße");
        assertThat(decoded("=?utf-8?B?R3LD?= =?utf-8?B?vMOfZQ==?=")).isEqualTo("Grüße");
        assertThat(decoded("=?utf-8?B?R3L?= =?utf-8?B?DvMOfZQ==?=")).isEqualTo("Grüße");
    }

    @Test
    void decodesWhereItIsForbidden() {
        assertThat(decoded("\"=?utf-8?Q?M=C3=BCller?=\"")).isEqualTo("\"Müller\"");
        assertThat(decoded("Re:=?utf-8?Q?=C3=9C?=ber")).isEqualTo("Re:Über");
        assertThat(decoded("=?utf-8?Q?a b?=")).isEqualTo("a b");
    }

    @Test
    void forgivesPaddingAndMissingEnds() {
        assertThat(decoded("=?utf-8?B?R3LDvMOfZQ?=")).isEqualTo("Grüße");
        assertThat(decoded("=?utf-8?B?R3LDvMOfZQ=?=")).isEqualTo("Grüße");
        assertThat(decoded("=?utf-8?Q?Gr=C3=BC=C3=9Fe")).isEqualTo("Grüße");
        assertThat(decoded("=?utf-8?Q?50%_=off?=")).isEqualTo("50% =off");
    }

    @Test
    void keepsAnOpenQuestionMark() {
        assertThat(decoded("=?utf-8?Q?why?=20not?=")).isEqualTo("why not".replace(" ", "? "));
    }

    @Test
    void leavesWhatIsNoWord() {
        assertThat(decoded("a =? b")).isEqualTo("a =? b");
        assertThat(decoded("=?utf-8?X?abc?=")).isEqualTo("=?utf-8?X?abc?=");
        assertThat(decoded("1 =?= 1")).isEqualTo("1 =?= 1");
    }

    private static String decoded(String text) {
        return EncodedWords.decode(text);
    }
}
