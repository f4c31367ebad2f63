// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

/**
 * One day of a mailbox: everything the server has shown is accounted for, or is missing.
 *
 * @param seen what the server lists
 * @param missing what of it is nowhere; always shown, also at 0
 */
public record Count(long seen, long captured, long excluded, long quarantined, long missing) {

    /** Works out what is missing. Never negative: what was captured has been seen. */
    public static Count of(long seen, long captured, long excluded, long quarantined) {
        long accounted = captured + excluded + quarantined;
        long all = Math.max(seen, accounted);
        return new Count(all, captured, excluded, quarantined, all - accounted);
    }

    public Count plus(Count other) {
        return new Count(seen + other.seen, captured + other.captured, excluded + other.excluded,
                quarantined + other.quarantined, missing + other.missing);
    }

    public boolean addsUp() {
        return missing == 0;
    }

    /** For the text alternative. */
    public String inWords(String when) {
        return when + ": " + seen + " seen, " + captured + " captured, " + excluded + " excluded, " + quarantined
                + " in quarantine, " + missing + " missing";
    }
}
