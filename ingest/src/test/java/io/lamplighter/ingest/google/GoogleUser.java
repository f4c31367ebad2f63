// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.google;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * A user of the simulated Workspace, and what happens in the mailbox. Thread-safe: whatever happens does so between two
 * requests.
 */
public final class GoogleUser {

    private final Object lock;
    private final String address;
    private final Clock clock;
    private final GmailMailbox mailbox;
    private final SimulatedCalendar calendar;
    private final SimulatedMeet meet;
    private Instant lastMail = Instant.EPOCH;

    GoogleUser(Object lock, String address, Clock clock, SimulatedPushes pushes) {
        this.lock = lock;
        this.address = address;
        this.clock = clock;
        this.mailbox = new GmailMailbox(() -> pushes.mailChanged(address, history()));
        this.calendar = new SimulatedCalendar(lock, address, clock, () -> pushes.calendarChanged(address));
        this.meet = new SimulatedMeet(lock);
    }

    public String address() {
        return address;
    }

    public SimulatedCalendar calendar() {
        return calendar;
    }

    public SimulatedMeet meet() {
        return meet;
    }

    /** Mail from a buyer arrives now, or a minute after the one before where that is later. */
    public String receives(String subject) {
        synchronized (lock) {
            Instant next = lastMail.plusSeconds(60);
            lastMail = next.isAfter(clock.instant()) ? next : clock.instant();
            return receives(subject, lastMail);
        }
    }

    public String receives(String subject, Instant at) {
        return holds(at, mime("Helen Marsh <helen@buyer.example>", address, subject), Set.of("INBOX", "UNREAD"));
    }

    /** The user writes to a buyer. */
    public String sends(String subject, Instant at) {
        return holds(at, mime(address, "Helen Marsh <helen@buyer.example>", subject), Set.of("SENT"));
    }

    /** A message with whatever labels. */
    public String holds(Instant at, byte[] mime, Set<String> labels) {
        synchronized (lock) {
            return mailbox.add(at, mime, labels);
        }
    }

    /** The message is gone for good. */
    public GoogleUser deletes(String id) {
        synchronized (lock) {
            mailbox.delete(id);
            return this;
        }
    }

    /** What arrived last is taken out of the mailbox and put back by another program: Gmail then knows it by another id. */
    public void movesNewest() {
        synchronized (lock) {
            mailbox.newestFirst().stream().findFirst().ifPresent(message -> {
                mailbox.delete(message.id());
                mailbox.add(message.receivedAt(), message.mime(), message.labels());
            });
        }
    }

    /** Returns its id. */
    public String createsLabel(String name) {
        synchronized (lock) {
            return mailbox.createLabel(name);
        }
    }

    public GoogleUser labels(String id, String label) {
        synchronized (lock) {
            mailbox.label(id, label);
            return this;
        }
    }

    public GoogleUser unlabels(String id, String label) {
        synchronized (lock) {
            mailbox.unlabel(id, label);
            return this;
        }
    }

    public GoogleUser trashes(String id) {
        return labels(id, "TRASH");
    }

    public GoogleUser restores(String id) {
        return unlabels(id, "TRASH");
    }

    /** Gmail no longer knows what happened before now. */
    public GoogleUser forgetsHistory() {
        synchronized (lock) {
            mailbox.forgetHistory();
            return this;
        }
    }

    /** The id of the message with this subject. */
    public String idOf(String subject) {
        synchronized (lock) {
            return mailbox.newestFirst().stream().filter(m -> m.subject().equals(subject)).findFirst().orElseThrow()
                    .id();
        }
    }

    /** Ids of all mail that a connector should have in the end: neither in the trash nor a draft. */
    public List<String> mail() {
        synchronized (lock) {
            return mailbox.newestFirst().stream().filter(m -> m.labels().stream().noneMatch(
                    Set.of("TRASH", "SPAM", "DRAFT", "CHAT")::contains)).map(GmailMailbox.Stored::id).toList();
        }
    }

    private BigInteger history() {
        return mailbox.now();
    }

    GmailMailbox mailbox() {
        return mailbox;
    }

    private static byte[] mime(String from, String to, String subject) {
        return ("From: " + from + "\r\nTo: " + to + "\r\nMessage-ID: <" + subject.replace(' ', '.')
                + "@buyer.example>\r\nSubject: " + subject + "\r\n\r\nText of " + subject + "\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }
}
