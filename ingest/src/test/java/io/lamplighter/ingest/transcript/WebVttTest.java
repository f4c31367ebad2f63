// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebVttTest {

    private static WebVtt cue(String line, String text) {
        return WebVtt.read("WEBVTT\n\nREGION\nid:left\nwidth:40%\nlines:2\nregionanchor:1%,2%\nviewportanchor:3%,4.5%\n"
                + "scroll:up\n\n" + line + "\n" + text);
    }

    @ParameterizedTest
    @CsvSource({"00:01.000 --> 00:02.500, PT1S, PT2.5S", "00:00:01.000-->00:00:02.000, PT1S, PT2S",
            "1:00:00.000 --> 100:00:00.001, PT1H, PT100H0.001S", "00:02.000 --> 00:01.000 align:start, PT2S, PT1S",
            "'\t 00:01.000\t-->\f00:02.000x', PT1S, PT2S"})
    void readsTimes(String line, Duration start, Duration end) {
        VttCue cue = cue(line, "x").cues().getFirst();

        assertThat(cue.start()).isEqualTo(start);
        assertThat(cue.end()).isEqualTo(end);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0:01.000 --> 00:02.000", "00:01,000 --> 00:02,000", "00:01.00 --> 00:02.000",
            "00:60.000 --> 01:02.000", "00:00:60.000 --> 00:01:02.000", "60:00.000 --> 61:00.000",
            "00:01.000 -> 00:02.000", "00:01.000 -- > 00:02.000", "-00:01.000 --> 00:02.000", "00:01.000 -->",
            "00:01.0000 --> 00:02.000", "00:1.000 --> 00:02.000", "x00:01.000 --> 00:02.000",
            "00:00:00:01.000 --> 00:02.000"})
    void leavesOutWhatHasWrongTimes(String line) {
        assertThat(cue(line, "x").cues()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "WEBVT", "webvtt\n\n00:01.000 --> 00:02.000\nx",
            "WEBVTTx\n\n00:01.000 --> 00:02.000\nx",
            "\nWEBVTT\n\n00:01.000 --> 00:02.000\nx", "\uFEFF\uFEFFWEBVTT\n\n00:01.000 --> 00:02.000\nx"})
    void hasNoCuesWithoutTheSignature(String text) {
        assertThat(WebVtt.read(text).cues()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"WEBVTT\n00:01.000 --> 00:02.000\nx", "\uFEFFWEBVTT said\r\rid\r00:01.000 --> 00:02.000\rx",
            "WEBVTT\theader\r\nmore\r\n\r\n\r\n00:01.000 --> 00:02.000\r\nx\r\n\r\n"})
    void takesAnyHeaderAndLineEnd(String text) {
        assertThat(WebVtt.read(text).cues()).extracting(VttCue::text).containsExactly("x");
    }

    @Test
    void endsACueWhereTheNextOneBegins() {
        WebVtt file = WebVtt.read("""
                WEBVTT

                00:01.000 --> 00:02.000
                one
                00:02.000 --> 00:03.000
                00:03.000 --> 00:04.000
                three
                """);

        assertThat(file.cues()).extracting(VttCue::text).containsExactly("one", "", "three");
    }

    @Test
    void readsBlocksOnlyAboveTheFirstCue() {
        WebVtt file = cue("00:01.000 --> 00:02.000 region:left",
                "x\n\nREGION\nid:late\n\nNOTE\n-- > none\n\nSTYLE\na\n");

        assertThat(file.regions()).containsExactly(new VttRegion("left", 40, 2, 1, 2, 3, 4.5, true));
        assertThat(file.cues()).hasSize(1);
        assertThat(file.cues().getFirst().settings().region()).isEqualTo("left");
    }

    @Test
    void readsSettings() {
        VttSettings settings = cue(
                "00:01.000 --> 00:02.000 region:left vertical:rl line:-1.5,end position:10%,line-left "
                        + "size:50% align:right line:x position:101% size:5 align:Right :a b: c",
                "").cues().getFirst().settings();

        assertThat(settings).isEqualTo(new VttSettings("", VttSettings.Direction.RL, -1.5, true,
                VttSettings.LineAlign.END, 10.0, VttSettings.PositionAlign.LINE_LEFT, 50, VttSettings.Align.RIGHT));
    }

    @ParameterizedTest
    @CsvSource({"<b>a</b> <i.x.y>b</i>, a b", "a &lt;b&gt; &amp; &nbsp;c, 'a <b> & \u00A0c'", "<v Anna>a, a",
            "<00:01.000>a<c>b, ab", "<ruby>a<rt>b</rt></ruby>c, abc", "<lang en>a</lang>, a", "<x>a</x>, a",
            "a <b, 'a '", "a < b > c, a  c", "&eacute;&#x41;&nosuch;, éA&nosuch;", "</b>a<>b, ab"})
    void showsTextWithoutTags(String text, String shown) {
        assertThat(cue("00:01.000 --> 00:02.000", text).cues().getFirst().plainText()).isEqualTo(shown);
    }

    @Test
    void replacesNul() {
        assertThat(cue("00:01.000 --> 00:02.000", "a\0b").cues().getFirst().text()).isEqualTo("a\uFFFDb");
    }
}
