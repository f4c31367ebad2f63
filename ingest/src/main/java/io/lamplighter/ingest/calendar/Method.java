// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.calendar;

import java.util.Locale;

/** What a calendar object wants (RFC 5546 §1.4). */
public enum Method {
    /** Nothing: it is a calendar's own copy, from a file, CalDAV or a provider's API. */
    STORED, PUBLISH, REQUEST, REPLY, ADD, CANCEL, REFRESH, COUNTER, DECLINECOUNTER;

    /** An unknown or missing name reads as {@link #STORED}. */
    public static Method named(String name) {
        String wanted = name.strip().toUpperCase(Locale.ROOT);
        for (Method method : values()) {
            if (method.name().equals(wanted)) {
                return method;
            }
        }
        return STORED;
    }

    /** Whether it says when and with whom the meeting is, rather than something about it. */
    boolean defines() {
        return this == STORED || this == PUBLISH || this == REQUEST || this == ADD;
    }
}
