// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.connect;

import io.lamplighter.ingest.MailboxId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * When of a night each mailbox has its turn, spread evenly: a hundred thousand of them must not ask their providers in the same
 * minute.
 *
 * @param from the hour at which the night begins
 * @param spread over how long
 */
public record Nights(LocalTime from, Duration spread, ZoneId zone) {

    /** Multiples of the golden section leave gaps of about equal length, however many mailboxes there are (Knuth, 6.4). */
    private static final double GOLDEN = 0.6180339887498949;

    /** The first such moment after {@code now}. */
    Instant next(MailboxId mailbox, Instant now) {
        LocalDate day = LocalDate.ofInstant(now, zone).minusDays(1);
        Instant at = at(mailbox, day);
        while (!at.isAfter(now)) {
            day = day.plusDays(1);
            at = at(mailbox, day);
        }
        return at;
    }

    /** A night in which the clocks are changed is an hour longer or shorter at its beginning, not in the middle of the spread. */
    private Instant at(MailboxId mailbox, LocalDate day) {
        double part = mailbox.value() * GOLDEN % 1;
        return day.atTime(from).atZone(zone).toInstant().plusSeconds((long) (part * spread.toSeconds()));
    }
}
