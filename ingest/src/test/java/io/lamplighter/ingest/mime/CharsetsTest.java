// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CharsetsTest {

    @ParameterizedTest
    @ValueSource(strings = {"utf-8", "UTF8", "utf_8", "unicode-1-1-utf-8", "uft-8", "us-ascii", "ascii",
            "ANSI_X3.4-1968", "iso-8859-1",
            "ISO8859-1", "iso_8859-1", "latin1", "latin-1", "iso-latin-1", "iso-8859-2", "ISO_8859-2:1987",
            "iso-8859-3", "iso-8859-4",
            "iso-8859-5", "iso-8859-6", "iso-8859-6-i", "iso-8859-7", "iso-8859-8", "iso-8859-8-i", "iso-8859-9",
            "iso-8859-10", "iso-8859-13",
            "iso-8859-14", "iso-8859-15", "iso-8859-16", "windows-1250", "win-1250", "cp1250", "windows-1251",
            "win1251", "x-cp1251", "windows-1252",
            "cp-1252", "windows-1253", "windows-1254", "windows-1255", "windows-1256", "windows-1257", "windows-1258",
            "windows-874", "tis-620",
            "koi8-r", "koi8-u", "koi8", "ibm850", "cp-850", "cp437", "ibm866", "dos-862", "macintosh", "x-mac-roman",
            "x-mac-cyrillic", "gb2312", "gb_2312-80",
            "gbk", "x-gbk", "gb18030", "cp936", "hz-gb-2312", "big5", "big5-hkscs", "cn-big5", "x-x-big5", "euc-tw",
            "ks_c_5601-1987", "ksc5601", "euc-kr", "cp949",
            "iso-2022-kr", "shift_jis", "shift-jis", "x-sjis", "windows-31j", "cp932", "euc-jp", "x-euc-jp",
            "iso-2022-jp", "iso-2022-jp-2", "utf-7", "unicode-1-1-utf-7",
            "utf-16", "utf-16le", "utf-16be", "utf-32", "\"utf-8\"", "utf-8;", "'utf-8'"})
    void knowsTheNamesSendersUse(String name) {
        assertThat(Charsets.isKnown(name)).isTrue();
    }

    @Test
    void anUnknownNameIsNoObstacle() {
        byte[] octets = "Grüße".getBytes(StandardCharsets.UTF_8);

        assertThat(Charsets.isKnown("x-nobody")).isFalse();
        assertThat(Charsets.decode(octets, 0, octets.length, "x-nobody")).isEqualTo("Grüße");
    }

    @Test
    void dropsTheByteOrderMark() {
        byte[] octets = "\uFEFFHi".getBytes(StandardCharsets.UTF_8);

        assertThat(Charsets.decode(octets, 0, octets.length, "us-ascii")).isEqualTo("Hi");
    }
}
