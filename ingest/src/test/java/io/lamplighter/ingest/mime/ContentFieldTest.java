// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.mime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContentFieldTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            attachment; filename="a b.pdf"                           | a b.pdf
            attachment; filename=a b.pdf                             | a b.pdf
            attachment; filename=a.pdf; size=4                       | a.pdf
            attachment filename=a.pdf                                | a.pdf
            attachment; filename="a;b.pdf"                           | a;b.pdf
            attachment; filename="a \\"b\\" c.pdf"                   | a "b" c.pdf
            attachment; filename="a "b" c.pdf"                       | a "b" c.pdf
            attachment; filename="a.pdf                              | a.pdf
            attachment; filename = "a.pdf"                           | a.pdf
            attachment; FileName=a.pdf                               | a.pdf
            attachment; filename*=utf-8''%C3%BC.pdf                  | ü.pdf
            attachment; filename*=iso-8859-1'de'%FC.pdf              | ü.pdf
            attachment; filename*="utf-8''%C3%BC.pdf"                | ü.pdf
            attachment; filename="u.pdf"; filename*=utf-8''%C3%BC.pdf | ü.pdf
            attachment; filename*0="one "; filename*1="two.pdf"      | one two.pdf
            attachment; filename*1="two.pdf"; filename*0="one "      | one two.pdf
            attachment; filename*0*=utf-8''%C3%BC; filename*1=b.pdf  | üb.pdf
            attachment; filename="=?utf-8?Q?=C3=BC.pdf?="            | ü.pdf
            attachment; filename==?utf-8?Q?=C3=BC.pdf?=              | ü.pdf
            """)
    void findsTheNameHoweverItIsWritten(String field, String name) {
        assertThat(ContentField.parse(field).parameter("filename")).isEqualTo(name);
    }

    @Test
    void readsTheTypeThroughCommentsAndBlanks() {
        assertThat(ContentField.parse("Text/HTML (why not); charset=utf-8").value()).isEqualTo("text/html");
        assertThat(ContentField.parse(" text / plain ;charset=utf-8").value()).isEqualTo("text/plain");
        assertThat(ContentField.parse("text/plain charset=utf-8").token("charset")).isEqualTo("utf-8");
    }
}
