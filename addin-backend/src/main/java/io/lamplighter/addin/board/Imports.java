// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import io.lamplighter.crm.mailbox.MailboxState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Says how far reading of history has come. */
public final class Imports {

    private static final String PROMISE = "Until a mailbox is done, a long silence on its deals is shown as blind, not dark.";

    /** Where a whole organisation is connected, the rest is one line. */
    private static final int SHOWN = 8;

    private final Words words;
    private final Instant now;

    public Imports(Words words, Instant now) {
        this.words = words;
        this.now = now;
    }

    /** Whether its history is being read, or will be without anybody's help. */
    public static boolean isReading(MailboxState mailbox) {
        return mailbox.isImporting() && mailbox.failingSince().isEmpty();
    }

    /** Null when nothing is being imported. Those that have begun come before those that wait. */
    @Nullable
    ImportProgress progress(List<MailboxState> mailboxes) {
        List<MailboxState> reading = mailboxes.stream().filter(Imports::isReading)
                .sorted(Comparator.comparing(mailbox -> mailbox.messagesRead() == 0)).toList();
        if (reading.isEmpty()) {
            return null;
        }
        int shown = reading.size() <= SHOWN + 1 ? reading.size() : SHOWN;
        List<ImportProgress.Line> lines = new ArrayList<>();
        reading.subList(0, shown).forEach(mailbox -> lines.add(line(mailbox)));
        if (shown < reading.size()) {
            lines.add(rest(reading.subList(shown, reading.size())));
        }
        long longest = reading.stream().mapToLong(mailbox -> secondsLeft(mailbox).orElse(0)).max().orElse(0);
        return new ImportProgress(longest == 0 ? "" : words.left(Duration.ofSeconds(longest)) + " left", PROMISE,
                lines);
    }

    private ImportProgress.Line rest(List<MailboxState> mailboxes) {
        String name = words.number(mailboxes.size()) + " more";
        long read = mailboxes.stream().mapToLong(MailboxState::messagesRead).sum();
        long begun = mailboxes.stream().filter(mailbox -> mailbox.messagesRead() > 0).count();
        if (begun == 0) {
            return new ImportProgress.Line(name, 0, "wait their turn", "");
        }
        long seen = read + mailboxes.stream().mapToLong(MailboxState::remaining).sum();
        long waiting = mailboxes.size() - begun;
        return new ImportProgress.Line(name, (int) Math.min(99, 100 * read / Math.max(1, seen)),
                words.number(read) + " read", waiting == 0 ? "" : words.number(waiting) + " of them wait their turn");
    }

    /** How far one mailbox has come. */
    public ImportProgress.Line line(MailboxState mailbox) {
        String name = mailbox.ownerName();
        if (mailbox.messagesRead() == 0) {
            return ImportProgress.Line.waiting(name);
        }
        if (mailbox.remaining() == 0) {
            // Everything the server listed is there; the run that says so has not come to its end yet.
            return new ImportProgress.Line(name, 99, words.number(mailbox.messagesRead()) + " read", "");
        }
        return ImportProgress.Line.reading(name, mailbox.messagesRead(),
                mailbox.messagesRead() + mailbox.remaining(), perSecond(mailbox), words);
    }

    private double perSecond(MailboxState mailbox) {
        double seconds = mailbox.importStartedAt().map(start -> Duration.between(start, now).toMillis() / 1000.0)
                .orElse(0.0);
        return seconds < 1 ? 0 : mailbox.messagesRead() / seconds;
    }

    private OptionalLong secondsLeft(MailboxState mailbox) {
        double rate = perSecond(mailbox);
        return rate < 0.1 ? OptionalLong.empty() : OptionalLong.of((long) (mailbox.remaining() / rate));
    }
}
