// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.google;

import io.lamplighter.ingest.faults.BadDay;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A mailbox at Gmail on a bad day. */
final class GmailTrouble extends GoogleTrouble {

    private boolean changing;

    GmailTrouble(BadDay day) {
        super(day, false, "gmail");
    }

    @Override
    public String prefix() {
        return MailReader.PREFIX;
    }

    @Override
    public int history() {
        return 130;
    }

    @Override
    int many() {
        return 29;
    }

    @Override
    int nowAndThen() {
        return 25;
    }

    @Override
    public void holds(String name, Duration age) {
        anna.receives(name, clock.instant().minus(age));
    }

    @Override
    public void arrives(String name) {
        anna.receives(name);
    }

    @Override
    public void goes(String name) {
        anna.deletes(anna.idOf(name));
    }

    /** To the archive and under a label; or, where ids change, out of the mailbox and back into it by another program. */
    @Override
    public void moves(String name) {
        String id = anna.idOf(name);
        if (changing) {
            GmailMailbox.Stored message = anna.mailbox().message(id).orElseThrow();
            anna.deletes(id);
            if (!anna.holds(message.receivedAt(), message.mime(), Set.of("INBOX")).equals(id)) {
                bite();
            }
        } else {
            anna.unlabels(id, "INBOX").labels(id, "Label_4");
        }
    }

    @Override
    void forgets() {
        anna.forgetsHistory();
    }

    @Override
    void changesIds() {
        changing = true;
    }

    @Override
    public List<String> there() {
        return anna.mailbox().newestFirst().stream().map(GmailMailbox.Stored::subject).toList();
    }

    @Override
    public Map<LocalDate, Integer> counted() {
        Map<LocalDate, Integer> days = new TreeMap<>();
        LocalDate last = LocalDate.ofInstant(google.now(), ZoneOffset.UTC).plusDays(1);
        // A listing has its price, too.
        clock.passes(Duration.ofMinutes(2));
        try (var session = connector().open(ANNA)) {
            session.listed(last.minusDays(50), last).forEach(one -> days.merge(one.day(), 1, Integer::sum));
        }
        return days;
    }
}
