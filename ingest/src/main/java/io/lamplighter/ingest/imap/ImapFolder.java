// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.imap;

import io.lamplighter.ingest.mailbox.Change.Place;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A folder as {@code LIST} shows it.
 *
 * @param name its full name, decoded from modified UTF-7
 * @param uses special uses (RFC 6154 §2), lower case, with the backslash; empty where the server says nothing
 */
record ImapFolder(String name, Set<String> uses) {

    /** Names of the Sent folder where the server does not mark it: Exchange marks only some, in the user's language. */
    private static final Set<String> SENT_NAMES = Set.of("sent", "sent items", "sent messages", "sent mail",
            "inbox.sent", "inbox/sent", "inbox.sent items", "inbox.sent messages", "gesendet", "gesendete elemente",
            "gesendete objekte", "éléments envoyés", "envoyés", "messages envoyés", "elementos enviados", "enviados",
            "itens enviados", "posta inviata", "inviati", "verzonden items", "verzonden", "skickat",
            "skickade objekt", "wysłane", "elementy wysłane", "отправленные", "보낸 편지함", "보낸편지함", "已发送",
            "已发送邮件", "已傳送郵件", "寄件備份", "送信済み", "送信済みアイテム", "送信済みトレイ");

    boolean isInbox() {
        return name.equalsIgnoreCase("INBOX");
    }

    boolean isSent() {
        return uses.contains("\\sent");
    }

    boolean looksSent() {
        return SENT_NAMES.contains(name.toLowerCase(Locale.ROOT));
    }

    /** Drafts are no interactions yet, junk and trash none any more; {@code \All} repeats what other folders hold. */
    boolean isWorthReading() {
        return uses.stream()
                .noneMatch(Set.of("\\drafts", "\\junk", "\\trash", "\\all", "\\flagged", "\\important")::contains);
    }

    /** Drafts are never read, and what repeats other folders would be read twice. */
    boolean mayBeRead() {
        return uses.stream().noneMatch(Set.of("\\drafts", "\\all", "\\flagged", "\\important")::contains);
    }

    /** Why it is not read unless somebody chooses it; empty where it is a folder like any other. */
    Optional<String> whyNot() {
        if (uses.contains("\\drafts")) {
            return Optional.of("Drafts are not sent yet.");
        }
        if (uses.contains("\\junk")) {
            return Optional.of("Junk is nobody's word to you, most of the time.");
        }
        if (uses.contains("\\trash")) {
            return Optional.of("What is in the trash was thrown away.");
        }
        return mayBeRead() ? Optional.empty() : Optional.of("It shows again what lies in other folders.");
    }

    Place place() {
        if (isInbox()) {
            return Place.RECEIVED;
        }
        return isSent() || looksSent() ? Place.SENT : Place.OTHER;
    }
}
