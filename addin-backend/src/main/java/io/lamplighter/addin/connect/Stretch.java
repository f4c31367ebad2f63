// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.connect;

import io.lamplighter.ingest.mailbox.MailboxSession.Listed;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Some days on end, both included. */
record Stretch(LocalDate first, LocalDate last) {

    /** The fewest that hold these days and no other. */
    static List<Stretch> of(List<LocalDate> days) {
        List<Stretch> stretches = new ArrayList<>();
        for (LocalDate day : days.stream().sorted().toList()) {
            if (!stretches.isEmpty() && !day.isAfter(stretches.getLast().last().plusDays(1))) {
                stretches.set(stretches.size() - 1, new Stretch(stretches.getLast().first(), day));
            } else {
                stretches.add(new Stretch(day, day));
            }
        }
        return stretches;
    }

    /** A server that searches by its own calendar finds the edges of a day of ours on the days beside it. */
    Stretch widened() {
        return new Stretch(first.minusDays(1), last.plusDays(1));
    }

    List<Listed> of(List<Listed> listed, boolean all) {
        return all ? listed : listed.stream().filter(one -> holds(one.day())).toList();
    }

    boolean holds(LocalDate day) {
        return !day.isBefore(first) && !day.isAfter(last);
    }
}
