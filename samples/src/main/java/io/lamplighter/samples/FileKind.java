// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.samples;

import io.lamplighter.ingest.Participant;
import io.lamplighter.ingest.mime.Message;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a file is taken for, by the ending of its name. */
enum FileKind {
    MAIL("eml"), MBOX("mbox"), CALENDAR("ics", "ical", "vcs"), TRANSCRIPT("vtt", "srt", "sbv", "docx"),
    /** A transcript or notes, unless a mail was saved under such a name. */
    TEXT("txt");

    private static final List<String> MAIL_FIELDS = List.of("message-id", "received", "return-path", "mime-version");

    private final List<String> endings;

    FileKind(String... endings) {
        this.endings = List.of(endings);
    }

    /** A mail where the ending says nothing: those of Maildir have none. */
    static FileKind of(Path file) {
        return named(file).orElse(MAIL);
    }

    static boolean isKnown(Path file) {
        return named(file).isPresent();
    }

    private static Optional<FileKind> named(Path file) {
        String name = file.toString();
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        for (FileKind kind : values()) {
            if (kind.endings.contains(ending)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    /** Whether it begins as only mails do. Subject and Date stand above the notes of a meeting, too. */
    static boolean isMail(Message message) {
        return MAIL_FIELDS.stream().anyMatch(message.headers()::has) || message.participants().stream()
                .anyMatch(p -> p.role() == Participant.Role.FROM && p.address().indexOf('@') > 0);
    }
}
