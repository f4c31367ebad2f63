// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.transcript;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A WebVTT file, read as the W3C's parser algorithm reads it (WebVTT: The Web Video Text Tracks Format, §6). What is
 * not WebVTT has no cues; a block that is wrong is left out, as every browser leaves it out.
 *
 * <p>At most {@value #LONGEST} characters and {@value #MOST_CUES} cues are read; time and memory grow with the length.
 */
public record WebVtt(List<VttCue> cues, List<VttRegion> regions) {
    static final int LONGEST = 1 << 25;
    static final int MOST_CUES = 200_000;

    public WebVtt {
        cues = List.copyOf(cues);
        regions = List.copyOf(regions);
    }

    /** WebVTT is always UTF-8. */
    public static WebVtt read(byte[] content) {
        return read(new String(content, StandardCharsets.UTF_8));
    }

    public static WebVtt read(String text) {
        String marked = text.startsWith("\uFEFF") ? text.substring(1) : text;
        String whole = marked.length() > LONGEST ? marked.substring(0, LONGEST) : marked;
        VttParser parser = new VttParser(whole.replace('\0', '\uFFFD').replace("\r\n", "\n").replace('\r', '\n'));
        return parser.parse();
    }
}
