// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.text;

import java.util.Locale;
import java.util.Set;

/** How a mail came about, as its subject tells: what stands below the first words is read accordingly. */
public enum Opening {
    REPLY, FORWARD, UNKNOWN;

    private static final Set<String> REPLIES = Set.of("re", "aw", "antw", "antwort", "r", "rif", "sv", "vs",
            "res", "odp", "ynt", "ref", "回复", "回覆", "答复", "답장", "회신", "返信", "רפ", "回");
    private static final Set<String> FORWARDS = Set.of("fw", "fwd", "wg", "tr", "rv", "i", "enc", "doorst", "vb", "vl",
            "pd", "ilt", "i̇lt", "转发", "轉寄", "轉發", "전달", "転送", "weitergeleitet", "fs", "reenv");

    /** By the first prefix: {@code AW: WG: …} is a reply. Spanish {@code RV:} is a forward. */
    public static Opening of(String subject) {
        int colon = subject.indexOf(':');
        int wide = subject.indexOf('\uFF1A');
        int end = colon < 0 || wide >= 0 && wide < colon ? wide : colon;
        if (end <= 0 || end > 14) {
            return UNKNOWN;
        }
        String prefix = subject.substring(0, end).strip().toLowerCase(Locale.ROOT).replaceAll("[\\[(]?\\d{1,3}[\\])]?$",
                "");
        if (FORWARDS.contains(prefix)) {
            return FORWARD;
        }
        return REPLIES.contains(prefix) ? REPLY : UNKNOWN;
    }
}
