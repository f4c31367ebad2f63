// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.google;

import com.google.api.services.gmail.model.Message;
import io.lamplighter.ingest.mailbox.MailboxSession.Listed;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Tells what was received on which day without reading it: a listing costs a quarter of one message, so every day is listed
 * by itself. Only of what lies within a second of midnight the time is asked, because nobody says on which side Gmail's
 * searches put it.
 */
final class MailDays {

    private final GoogleCalls calls;
    private final MailLists lists;
    private final MailSelection selection;

    MailDays(GoogleCalls calls, MailLists lists, MailSelection selection) {
        this.calls = calls;
        this.lists = lists;
        this.selection = selection;
    }

    List<Listed> listed(LocalDate first, LocalDate last) {
        LocalDate begin = later(first, LocalDate.ofInstant(selection.since(), ZoneOffset.UTC));
        Map<String, LocalDate> days = new TreeMap<>();
        Set<String> unsure = new TreeSet<>(begin.isAfter(last) ? Set.of() : around(begin));
        for (LocalDate day = begin; !day.isAfter(last); day = day.plusDays(1)) {
            for (String id : lists.all(selection.between(start(day), start(day.plusDays(1)).minusSeconds(1)))) {
                days.merge(id, day, (one, other) -> one);
            }
            unsure.addAll(around(day.plusDays(1)));
        }
        if (selection.since().getEpochSecond() > 0) {
            unsure.addAll(lists.all(selection.between(selection.since().minusSeconds(1), selection.since())));
        }
        settle(unsure, days);
        Map<String, String> leftOut = leftOut(begin, last);
        List<Listed> listed = new ArrayList<>();
        days.forEach((id, day) -> {
            if (!day.isBefore(first) && !day.isAfter(last)) {
                listed.add(new Listed(MailReader.source(id), day, leftOut.getOrDefault(id, "")));
            }
        });
        return listed;
    }

    private Map<String, String> leftOut(LocalDate begin, LocalDate last) {
        Map<String, String> leftOut = new TreeMap<>();
        selection.leftOut().forEach((label, reason) -> lists
                .all(List.of(label), selection.between(start(begin), start(last.plusDays(1))))
                .forEach(id -> leftOut.putIfAbsent(id, reason)));
        return leftOut;
    }

    private Set<String> around(LocalDate midnight) {
        return lists.all(selection.between(start(midnight).minusSeconds(1), start(midnight)));
    }

    private void settle(Set<String> unsure, Map<String, LocalDate> days) {
        for (String id : new HashSet<>(unsure)) {
            Instant received = received(id);
            if (received.isBefore(selection.since())) {
                days.remove(id);
            } else {
                days.put(id, LocalDate.ofInstant(received, ZoneOffset.UTC));
            }
        }
    }

    /** Long ago, where it is gone meanwhile. */
    Instant received(String id) {
        try {
            Message message = calls.mail(GmailUnits.GET,
                    () -> calls.mail().messages().get(calls.user(), id).setFormat("minimal"));
            return message.getInternalDate() == null ? Instant.MIN : Instant.ofEpochMilli(message.getInternalDate());
        } catch (Refused refused) {
            if (refused.answer().status() == 404) {
                return Instant.MIN;
            }
            throw refused.failure();
        }
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }
}
