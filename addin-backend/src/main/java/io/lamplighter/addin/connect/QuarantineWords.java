// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.connect;

import io.lamplighter.addin.board.More;
import io.lamplighter.addin.board.Quarantine;
import io.lamplighter.addin.board.Words;
import io.lamplighter.crm.ledger.LedgerBook;
import java.time.Instant;
import java.util.List;

/** Says what could not be read and why, never what is in it. */
final class QuarantineWords {

    private final Words words;
    private final Instant now;

    QuarantineWords(Words words, Instant now) {
        this.words = words;
        this.now = now;
    }

    /**
     * @param found one more than the page holds where there is more
     * @param count how many are held in all
     */
    Quarantine quarantine(List<LedgerBook.Quarantined> found, int page, long count) {
        List<LedgerBook.Quarantined> shown = found.subList(0, Math.min(page, found.size()));
        String title = count == 0 ? "Quarantine, empty" : "Quarantine, " + words.count(count, "mail", "mails");
        return new Quarantine(title, shown.stream().map(this::held).toList(), found.size() <= page
                ? null
                : new More("/mailboxes/quarantine?before=" + shown.getLast().id(), "Show older"));
    }

    private Quarantine.Held held(LedgerBook.Quarantined mail) {
        String reason = mail.reason().isEmpty()
                ? "It could not be read"
                : Character.toUpperCase(mail.reason().charAt(0)) + mail.reason().substring(1);
        String tried = switch (mail.attempts()) {
            case 1 -> "Once, " + words.ago(mail.triedAt(), now);
            case 2 -> "Twice, last " + words.ago(mail.triedAt(), now);
            default -> words.number(mail.attempts()) + " times, last " + words.ago(mail.triedAt(), now);
        };
        return new Quarantine.Held(Long.toString(mail.id()), reason, mail.address() + folder(mail.source().value()),
                cameIn(mail.receivedAt()) + (mail.octets() == 0 ? "" : ", " + size(mail.octets())), place(mail.place()),
                tried + again(mail));
    }

    private String again(LedgerBook.Quarantined mail) {
        return mail.nextAttemptAt().map(at -> at.isAfter(now)
                ? ", again " + (words.days(now, at) == 0 ? "at " + words.time(at) : words.dateTime(at, now))
                : ", again at the next turn").orElse(", again once Lamplighter can read more");
    }

    private static String place(String place) {
        return place.isEmpty() ? "" : Character.toUpperCase(place.charAt(0)) + place.substring(1);
    }

    /** "12 kB", "71 MB" */
    private String size(long octets) {
        return octets < 1000
                ? words.count(octets, "byte", "bytes")
                : octets < 1_000_000
                        ? words.number(octets / 1000) + " kB"
                        : words.number(octets / 1_000_000) + " MB";
    }

    private String cameIn(Instant at) {
        return words.days(at, now) == 0 ? "Today, " + words.time(at) : words.dateTime(at, now);
    }

    /** An IMAP source is folder, UIDVALIDITY, UID; a folder's name may hold slashes itself. */
    private static String folder(String source) {
        return source.matches("(?s).+/\\d+/\\d+") ? ", " + source.replaceFirst("(?s)/\\d+/\\d+$", "") : "";
    }
}
