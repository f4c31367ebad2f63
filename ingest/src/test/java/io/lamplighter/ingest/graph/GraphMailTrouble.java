// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.graph;

import io.lamplighter.ingest.faults.BadDay;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A mailbox at Microsoft on a bad day. */
final class GraphMailTrouble extends GraphTrouble {

    /** Where what is moved goes. */
    private static final String ELSEWHERE = "archive";

    private boolean changing;

    GraphMailTrouble(BadDay day) {
        super(day, false, List.of("/messages"));
    }

    @Override
    public String prefix() {
        return Downloads.PREFIX;
    }

    @Override
    public int history() {
        return 120;
    }

    @Override
    public void holds(String name, Duration age) {
        anna.received("inbox", clock.instant().minus(age), name);
    }

    @Override
    public void arrives(String name) {
        anna.receives(name);
    }

    @Override
    public void goes(String name) {
        anna.deletes(name);
    }

    @Override
    public void moves(String name) {
        String before = anna.mail(name).id();
        if (!anna.moves(name, ELSEWHERE).equals(before) && changing) {
            bite();
        }
    }

    @Override
    void changesIds() {
        anna.changingIdsOnMoves();
        changing = true;
    }

    @Override
    public List<String> there() {
        return mails().stream().map(GraphMailbox.Mail::subject).toList();
    }

    private List<GraphMailbox.Mail> mails() {
        return anna.folders().stream().flatMap(folder -> anna.mailsIn(folder.id()).stream()).toList();
    }

    /** As Microsoft counts, whose days may be others than ours. */
    @Override
    public Map<LocalDate, Integer> counted() {
        Map<LocalDate, Integer> days = new TreeMap<>();
        LocalDate last = LocalDate.ofInstant(graph.now(), ZoneOffset.UTC).plusDays(1);
        try (var session = connector().open(ANNA)) {
            session.listed(last.minusDays(99), last).forEach(one -> days.merge(one.day(), 1, Integer::sum));
        }
        return days;
    }
}
