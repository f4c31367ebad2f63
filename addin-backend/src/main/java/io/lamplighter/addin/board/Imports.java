// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import io.lamplighter.crm.mailbox.MailboxState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Says how far reading of history has come. */
public final class Imports {

    private static final String PROMISE = "Until a mailbox is done, a long silence on its deals is shown as blind, not dark.";

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

    /** Null when nothing is being imported. Mailboxes that are done stay in the list until all are. */
    @Nullable
    ImportProgress progress(List<MailboxState> mailboxes) {
        List<MailboxState> reading = mailboxes.stream().filter(Imports::isReading).toList();
        if (reading.isEmpty()) {
            return null;
        }
        List<ImportProgress.Line> lines = new ArrayList<>();
        long longest = 0;
        for (MailboxState mailbox : reading) {
            lines.add(line(mailbox));
            longest = Math.max(longest, secondsLeft(mailbox).orElse(0));
        }
        return new ImportProgress(longest == 0 ? "" : words.left(Duration.ofSeconds(longest)) + " left", PROMISE,
                lines);
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
