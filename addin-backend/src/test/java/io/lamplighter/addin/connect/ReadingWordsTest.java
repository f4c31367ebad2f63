// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.lamplighter.addin.board.ReadingView;
import io.lamplighter.addin.board.Words;
import io.lamplighter.crm.UserId;
import io.lamplighter.crm.mailbox.MailboxState;
import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.mailbox.FolderChoice;
import io.lamplighter.ingest.mailbox.Forecast;
import io.lamplighter.ingest.mailbox.MailboxFolder;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReadingWordsTest {

    private static final Instant NOW = Instant.parse("2026-11-19T08:42:00Z");

    private final ReadingWords words = new ReadingWords(new Words(Locale.ENGLISH, ZoneOffset.UTC), NOW);

    @Test
    void saysHowMuchEachWindowIsAndHowLongItTakes() {
        ReadingView page = words.page(mailbox(true), offer(forecast(300), Duration.ofDays(90)), "", "/mailboxes");

        assertThat(page.windows())
                .extracting(ReadingView.Window::label, ReadingView.Window::amount, ReadingView.Window::time,
                        ReadingView.Window::isChosen)
                .containsExactly(tuple("30 days", "1,204 messages", "about 4 minutes", false),
                        tuple("90 days", "about 3,600 messages", "about 12 minutes", true),
                        tuple("A year", "about 15,000 messages", "about 50 minutes", false),
                        tuple("Everything there is", "about 64,000 messages", "about 4 hours", false));
        assertThat(page.pace()).isEqualTo("The provider lets a program read 300 messages a minute of one mailbox.");
        assertThat(page.begins()).isTrue();
    }

    @Test
    void saysWhereTheProviderCannotSay() {
        ReadingView page = words.page(mailbox(true), offer(Forecast.UNKNOWN, Duration.ofDays(90)),
                "mail.example does not answer.", "/mailboxes");

        assertThat(page.windows()).hasSize(4).allSatisfy(window -> assertThat(window.amount()).isEmpty());
        assertThat(page.trouble()).isEqualTo("mail.example does not answer.");
    }

    @Test
    void onceItIsReadOnlyWiderWindowsCanBeChosen() {
        ReadingView page = words.page(mailbox(false), offer(forecast(0), Duration.ofDays(97)), "", "/mailboxes");

        assertThat(page.windows()).extracting(ReadingView.Window::isChosen, ReadingView.Window::mayChoose)
                .containsExactly(tuple(false, false), tuple(true, true), tuple(false, true), tuple(false, true));
        assertThat(page.pace()).startsWith("The server names no limit;");
    }

    @Test
    void whatIsLeftUntickedIsLeftOutAndWhatIsTickedIsRead() {
        MailboxFolder inbox = new MailboxFolder("inbox", "Inbox", 9, true, true, false, "");
        MailboxFolder deals = new MailboxFolder("deals", "Deals", 9, true, true, true, "");
        MailboxFolder home = new MailboxFolder("home", "Home", 9, true, true, true, "");
        MailboxFolder junk = new MailboxFolder("junk", "Junk", 9, false, false, true, "Junk");
        MailboxFolder trash = new MailboxFolder("trash", "Trash", 9, false, false, true, "Trash");

        assertThat(ReadingDesk.chosen(List.of(inbox, deals, home, junk, trash), Set.of("deals", "junk")))
                .isEqualTo(new FolderChoice(Set.of("home"), Set.of("deals", "junk")));
    }

    private static Forecast forecast(long perMinute) {
        return new Forecast(List.of(new Forecast.Volume(NOW, 1204, true), new Forecast.Volume(NOW, 3_588, false),
                new Forecast.Volume(NOW, 15_021, false), new Forecast.Volume(NOW, 64_444, false)), perMinute);
    }

    private static ReadingDesk.Offer offer(Forecast forecast, Duration back) {
        return new ReadingDesk.Offer(List.of(), forecast, ReadingChoices.Choice.NONE,
                new ReadingDesk.Reach(NOW.minus(back), true, false));
    }

    private static MailboxState mailbox(boolean waiting) {
        return new MailboxState(new MailboxId(1), new UserId(1), "Anna Reyes", "google", "a@f.example", false,
                Optional.empty(), Optional.empty(), Optional.empty(), "", false, Optional.empty(), List.of(),
                Optional.empty(), Optional.empty(), 0, 0, waiting, Optional.empty());
    }
}
