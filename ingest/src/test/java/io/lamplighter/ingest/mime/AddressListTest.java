// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.mime;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.ingest.Participant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressListTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            Anna Berg <anna@b.example>                       | Anna Berg=anna@b.example
            "Berg, Anna" <anna@b.example>, lee@s.example     | Berg, Anna=anna@b.example; =lee@s.example
            Berg, Anna <anna@b.example>                      | Berg, Anna=anna@b.example
            anna@b.example (Anna Berg)                       | Anna Berg=anna@b.example
            Anna (the (nested) one) Berg <anna@b.example>    | Anna Berg=anna@b.example
            Team: anna@b.example, Lee <lee@s.example>;       | =anna@b.example; Lee=lee@s.example
            undisclosed-recipients:;                         | ``
            <@relay.example,@other.example:anna@b.example>   | =anna@b.example
            =?utf-8?Q?Berg=2C_Anna?= <anna@b.example>        | Berg, Anna=anna@b.example
            =?utf-8?Q?Berg,_Anna?= <anna@b.example>          | Berg, Anna=anna@b.example
            "=?utf-8?B?TcO8bGxlcg==?=" <m@b.example>         | Müller=m@b.example
            =?utf-8?Q?Anna_<anna=40b.example>?=              | Anna=anna@b.example
            Anna <old@b.example> <anna@b.example>            | Anna <old@b.example>=anna@b.example
            Anna <anna@b.example                             | Anna=anna@b.example
            Anna anna@b.example                              | Anna=anna@b.example
            anna@b.example>                                  | =anna@b.example
            Anna <mailto:anna@b.example>                     | Anna=anna@b.example
            'anna@b.example' <anna@b.example>                | 'anna@b.example'=anna@b.example
            Anna < anna @ b.example >                        | Anna=anna@b.example
            anna@b.example; lee@s.example                    | =anna@b.example; =lee@s.example
            Sales: the team <sales@s.example>                | Sales: the team=sales@s.example
            "a b"@c.example                                  | ="a b"@c.example
            "Anna <anna@b.example>                           | Anna=anna@b.example
            MAILER-DAEMON (Mail System)                      | =MAILER-DAEMON
            Anna Berg                                        | Anna Berg=
            , ,anna@b.example,,                              | =anna@b.example
            Anna <>                                          | Anna=
            """)
    void readsAddressesHoweverTheyAreWritten(String field, String expected) {
        List<Participant> found = AddressList.parse(field, Participant.Role.TO);

        assertThat(String.join("; ", found.stream().map(p -> p.name() + "=" + p.address()).toList()))
                .isEqualTo(expected);
    }
}
