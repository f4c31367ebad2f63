// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.google;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The messages of one user, with everything that ever happened to them. */
final class GmailMailbox {

    enum Event {
        messagesAdded, messagesDeleted, labelsAdded, labelsRemoved
    }

    /** @param labels of the message then, or those that came or went */
    record Happened(BigInteger id, Event event, String message, String thread, Set<String> labels) {}

    /** One message. */
    static final class Stored {

        private final String id;
        private final Instant receivedAt;
        private final byte[] mime;
        private final Set<String> labels;

        Stored(String id, Instant receivedAt, byte[] mime, Collection<String> labels) {
            this.id = id;
            this.receivedAt = receivedAt;
            this.mime = mime;
            this.labels = new LinkedHashSet<>(labels);
        }

        String id() {
            return id;
        }

        Instant receivedAt() {
            return receivedAt;
        }

        byte[] mime() {
            return mime;
        }

        Set<String> labels() {
            return labels;
        }

        String subject() {
            return new String(mime, StandardCharsets.UTF_8).lines().filter(l -> l.startsWith("Subject: ")).findFirst()
                    .orElse("").substring("Subject: ".length());
        }
    }

    private static final Comparator<Stored> NEWEST_FIRST = Comparator.comparing(Stored::receivedAt)
            .thenComparing(Stored::id).reversed();

    private final Map<String, Stored> messages = new LinkedHashMap<>();
    private final List<Happened> history = new ArrayList<>();
    // Just below 2^63: whoever keeps it in a signed long goes wrong soon.
    private BigInteger now = BigInteger.ONE.shiftLeft(63).subtract(BigInteger.valueOf(150));
    private BigInteger forgotten = BigInteger.ZERO;
    private final Runnable changed;
    private long nextId = 0x18c2f00000000000L;

    /** @param changed told whenever something happened */
    private final Map<String, String> made = new LinkedHashMap<>();

    GmailMailbox(Runnable changed) {
        this.changed = changed;
    }

    /** Id to name; Gmail's own and those the user made. */
    Map<String, String> labels() {
        Map<String, String> labels = new LinkedHashMap<>();
        for (String own : List.of("INBOX", "SENT", "DRAFT", "SPAM", "TRASH", "CHAT", "UNREAD", "STARRED", "IMPORTANT",
                "CATEGORY_PERSONAL", "CATEGORY_SOCIAL", "CATEGORY_PROMOTIONS", "CATEGORY_UPDATES", "CATEGORY_FORUMS")) {
            labels.put(own, own);
        }
        labels.putAll(made);
        return labels;
    }

    String createLabel(String name) {
        String id = "Label_" + (made.size() + 1);
        made.put(id, name);
        return id;
    }

    String add(Instant receivedAt, byte[] mime, Collection<String> labels) {
        String id = Long.toHexString(nextId += 0x10001);
        messages.put(id, new Stored(id, receivedAt, mime, labels));
        happen(Event.messagesAdded, id, labels);
        return id;
    }

    void delete(String id) {
        if (messages.remove(id) != null) {
            happen(Event.messagesDeleted, id, Set.of());
        }
    }

    void label(String id, String label) {
        if (message(id).orElseThrow().labels().add(label)) {
            happen(Event.labelsAdded, id, Set.of(label));
        }
    }

    void unlabel(String id, String label) {
        if (message(id).orElseThrow().labels().remove(label)) {
            happen(Event.labelsRemoved, id, Set.of(label));
        }
    }

    private void happen(Event event, String id, Collection<String> labels) {
        // Numbers grow, but never by one.
        now = now.add(BigInteger.valueOf(7));
        history.add(new Happened(now, event, id, id, new LinkedHashSet<>(labels)));
        changed.run();
    }

    /** From now on every place before this one is too old. */
    void forgetHistory() {
        forgotten = now.add(BigInteger.ONE);
        now = now.add(BigInteger.TWO);
        history.clear();
    }

    BigInteger now() {
        return now;
    }

    boolean knows(BigInteger start) {
        return start.compareTo(forgotten) >= 0;
    }

    List<Happened> after(BigInteger start) {
        return history.stream().filter(h -> h.id().compareTo(start) > 0).toList();
    }

    Optional<Stored> message(String id) {
        return Optional.ofNullable(messages.get(id));
    }

    List<Stored> newestFirst() {
        return messages.values().stream().sorted(NEWEST_FIRST).toList();
    }
}
