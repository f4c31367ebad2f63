// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.google;

import com.google.api.services.gmail.model.Message;
import io.lamplighter.ingest.mailbox.Change.Place;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Which mail of an account is read, in the words of Gmail's searches and labels. */
final class MailSelection {

    /** Every autosave of a draft is a message of its own; chats are no mail. */
    private static final Set<String> NEVER = Set.of("DRAFT", "CHAT", "SPAM", "TRASH");

    private final GoogleAccount account;
    private final Supplier<Map<String, String>> leftOut;

    /** @param leftOut why mail with each of these labels is left out; asked only where somebody left any out */
    MailSelection(GoogleAccount account, Supplier<Map<String, String>> leftOut) {
        this.account = account;
        this.leftOut = leftOut;
    }

    MailSelection(GoogleAccount account) {
        this(account, Map::of);
    }

    Map<String, String> leftOut() {
        return account.choice().leftOut().isEmpty() ? Map.of() : leftOut.get();
    }

    /** Why a message is not read although it is there; empty where it is read. */
    Optional<String> leftOut(Message message) {
        Map<String, String> reasons = leftOut();
        return labels(message).stream().filter(reasons::containsKey).map(label -> reasons.getOrDefault(label, ""))
                .findFirst();
    }

    /** One listing for each: Gmail can only list what has all labels asked for, not any of them. */
    List<List<String>> listings() {
        return account.labels().isEmpty()
                ? List.of(List.of())
                : account.labels().stream().distinct().map(List::of).toList();
    }

    boolean hasAll() {
        return account.labels().isEmpty() && account.since().getEpochSecond() <= 0;
    }

    Instant since() {
        return account.since();
    }

    /** A search for everything that is read. */
    String search() {
        return account.since().getEpochSecond() <= 0 ? everything() : between(account.since(), Instant.MAX);
    }

    /** A search for everything that would be read whatever its age. */
    String everything() {
        return "-in:drafts -in:chats";
    }

    /** A search for what was received from a moment to another, in whole seconds, both included. */
    String between(Instant from, Instant to) {
        long after = Math.max(from.getEpochSecond(), account.since().getEpochSecond()) - 1;
        return everything() + (after >= 0 ? " after:" + after : "")
                + (to.equals(Instant.MAX) ? "" : " before:" + (to.getEpochSecond() + 1));
    }

    /** Whether a change of labels can bring a message in or take it out. */
    boolean concerns(Collection<String> labels) {
        return labels.stream().anyMatch(label -> NEVER.contains(label) || account.labels().contains(label)
                || leftOut().containsKey(label));
    }

    boolean isNeverRead(Collection<String> labels) {
        return labels.stream().anyMatch(NEVER::contains);
    }

    boolean includes(Message message) {
        List<String> labels = labels(message);
        Long received = message.getInternalDate();
        return !isNeverRead(labels)
                && (account.labels().isEmpty() || labels.stream().anyMatch(account.labels()::contains))
                && (received == null || received >= account.since().toEpochMilli());
    }

    /** A mail to oneself has both labels; its author is the owner all the same. */
    static Place place(Message message) {
        List<String> labels = labels(message);
        return labels.contains("SENT") ? Place.SENT : labels.contains("INBOX") ? Place.RECEIVED : Place.OTHER;
    }

    /** Changes when other mail is to be read; how far back is compared apart. */
    String fingerprint() {
        return Integer.toHexString(new TreeSet<>(account.labels()).hashCode());
    }

    static List<String> labels(Message message) {
        return message.getLabelIds() == null ? List.of() : message.getLabelIds();
    }
}
