// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.connect;

import io.lamplighter.addin.board.ReadingView;
import io.lamplighter.addin.board.Words;
import io.lamplighter.crm.mailbox.MailboxState;
import io.lamplighter.ingest.mailbox.FolderChoice;
import io.lamplighter.ingest.mailbox.MailboxFailure;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Puts together the page on which it is said what is read of a mailbox. */
public final class ReadingViews {

    private final ReadingDesk desk;
    private final Words words;
    private final Clock clock;

    public ReadingViews(ReadingDesk desk, Words words, Clock clock) {
        this.desk = desk;
        this.words = words;
        this.clock = clock;
    }

    /** A provider that cannot be asked now keeps nobody from choosing how far back. */
    public ReadingView of(MailboxState mailbox, String back) {
        ReadingWords says = new ReadingWords(words, clock.instant());
        try {
            return says.page(mailbox, desk.offer(mailbox), "", back);
        } catch (MailboxFailure refused) {
            return says.page(mailbox, desk.withoutProvider(mailbox), refused.advice(), back);
        }
    }

    /**
     * What the boxes of the page mean.
     *
     * @return empty where the page showed no folders
     */
    public Optional<FolderChoice> chosen(MailboxState mailbox, List<String> shown, List<String> ticked) {
        Set<String> there = new HashSet<>(shown);
        if (there.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(ReadingDesk.chosen(
                    desk.folders(mailbox).stream().filter(f -> there.contains(f.id())).toList(), Set.copyOf(ticked)));
        } catch (MailboxFailure refused) {
            return Optional.empty();
        }
    }
}
