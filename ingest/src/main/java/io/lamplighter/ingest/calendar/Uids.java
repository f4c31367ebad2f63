// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.calendar;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;

/**
 * One form for the identifiers of a meeting.
 *
 * <p>Exchange names meetings by a global object id (MS-OXOCAL §2.2.1.27) in hexadecimal. It holds the day of an
 * occurrence, which the series' own id has not; and for a meeting that was organised elsewhere it holds the foreign
 * UID, so that the organiser's Google calendar and the attendee's Graph API give different names to one meeting.
 */
final class Uids {
    private static final String GLOBAL_OBJECT = "040000008200E00074C5B7101A82E008";
    private static final int DAY = 32;
    private static final int AFTER_DAY = 40;
    /** Where the data begins: behind creation time, reserved bytes and size. */
    private static final int DATA = 80;
    /** {@code vCal-Uid}, then a one in four bytes. */
    private static final String FOREIGN = "7643616C2D55696401000000";
    private static final String NO_DAY = "00000000";
    private static final int LONGEST = 4_000;
    private static final String OF_DAY = "/occurrence-";

    private Uids() {}

    static String normal(String uid, boolean occurrence) {
        String stripped = occurrence ? withoutDay(uid.strip()) : uid.strip();
        String upper = stripped.toUpperCase(Locale.ROOT);
        if (!upper.startsWith(GLOBAL_OBJECT) || upper.length() < DATA || upper.length() > LONGEST || !isHex(upper)) {
            return stripped;
        }
        String day = upper.substring(DAY, AFTER_DAY);
        // Without a RECURRENCE-ID the day is all that tells the occurrence from its series.
        String suffix = occurrence || day.equals(NO_DAY) ? "" : OF_DAY + day;
        if (upper.startsWith(FOREIGN, DATA)) {
            return foreign(upper) + suffix;
        }
        return upper.substring(0, DAY) + NO_DAY + upper.substring(AFTER_DAY) + suffix;
    }

    private static String withoutDay(String uid) {
        int day = uid.length() - OF_DAY.length() - NO_DAY.length();
        return day > 0 && uid.startsWith(OF_DAY, day) ? uid.substring(0, day) : uid;
    }

    private static String foreign(String upper) {
        String data = upper.substring(DATA + FOREIGN.length());
        byte[] octets = HexFormat.of().parseHex(data.substring(0, data.length() / 2 * 2));
        String uid = new String(octets, StandardCharsets.UTF_8);
        int end = uid.indexOf('\0');
        return (end < 0 ? uid : uid.substring(0, end)).strip();
    }

    private static boolean isHex(String text) {
        return text.chars().allMatch(c -> c >= '0' && c <= '9' || c >= 'A' && c <= 'F');
    }
}
