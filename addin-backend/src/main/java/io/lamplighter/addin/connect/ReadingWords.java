// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.connect;

import io.lamplighter.addin.board.ReadingView;
import io.lamplighter.addin.board.Words;
import io.lamplighter.crm.mailbox.MailboxState;
import io.lamplighter.ingest.imap.ImapConnector;
import io.lamplighter.ingest.mailbox.Forecast;
import io.lamplighter.ingest.mailbox.MailboxFolder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Says what there is to choose from, how much it would be and how long it would take. */
public final class ReadingWords {

    /** What was seen of servers that set no limit, with the database on the same machine: see the README. */
    private static final long USUAL_PER_MINUTE = 3_000;
    private static final Duration A_DAY = Duration.ofDays(1);

    private final Words words;
    private final Instant now;

    public ReadingWords(Words words, Instant now) {
        this.words = words;
        this.now = now;
    }

    /**
     * @param trouble what the provider said when it could not be asked; empty where it could
     */
    ReadingView page(MailboxState mailbox, ReadingDesk.Offer offer, String trouble, String back) {
        return new ReadingView(mailbox.id().toString(), mailbox.address(), mailbox.waiting(), trouble,
                windows(mailbox, offer), pace(offer.forecast()),
                offer.folders().stream().map(this::folder).toList(),
                mailbox.connector().equals(ImapConnector.NAME) ? List.of() : beside(offer), back);
    }

    private List<ReadingView.Window> windows(MailboxState mailbox, ReadingDesk.Offer offer) {
        List<ReadingView.Window> windows = new ArrayList<>();
        for (int i = 0; i < ReadingDesk.WINDOWS.size(); i++) {
            int days = ReadingDesk.WINDOWS.get(i);
            Instant since = days == ReadingDesk.ALL ? Instant.EPOCH : now.minus(Duration.ofDays(days));
            boolean isWider = mailbox.waiting() || since.isBefore(offer.since().minus(A_DAY));
            boolean isChosen = mailbox.waiting()
                    ? Duration.between(since, offer.since()).abs().compareTo(A_DAY) < 0
                    : !isWider && (i + 1 == ReadingDesk.WINDOWS.size()
                            || isWiderThan(offer.since(), ReadingDesk.WINDOWS.get(i + 1)));
            Forecast.Volume volume = i < offer.forecast().volumes().size() ? offer.forecast().volumes().get(i) : null;
            windows.add(new ReadingView.Window(days, label(days), volume == null ? "" : amount(volume),
                    volume == null ? "" : time(volume.messages(), offer.forecast().perMinute()), isChosen,
                    isWider || isChosen));
        }
        return windows;
    }

    private boolean isWiderThan(Instant since, int days) {
        return days == ReadingDesk.ALL
                ? since.isAfter(Instant.EPOCH)
                : since.minus(A_DAY).isAfter(now.minus(Duration.ofDays(days)));
    }

    public static String label(int days) {
        return switch (days) {
            case ReadingDesk.ALL -> "Everything there is";
            case 365 -> "A year";
            default -> days + " days";
        };
    }

    public String amount(Forecast.Volume volume) {
        return (volume.exact() ? "" : "about ")
                + words.count(volume.exact() ? volume.messages() : round(volume.messages()),
                        "message", "messages");
    }

    /** Two digits say as much as is known. */
    private static long round(long messages) {
        long unit = 1;
        while (messages / unit >= 100) {
            unit *= 10;
        }
        return (messages + unit / 2) / unit * unit;
    }

    String time(long messages, long perMinute) {
        long pace = perMinute == Forecast.NO_LIMIT ? USUAL_PER_MINUTE : perMinute;
        return words.left(Duration.ofSeconds(messages * 60 / pace));
    }

    private String pace(Forecast forecast) {
        if (forecast.volumes().isEmpty()) {
            return "";
        }
        return forecast.perMinute() == Forecast.NO_LIMIT
                ? "The server names no limit; " + words.number(USUAL_PER_MINUTE)
                        + " messages a minute are usual, large ones take longer."
                : "The provider lets a program read " + words.number(forecast.perMinute())
                        + " messages a minute of one mailbox.";
    }

    private ReadingView.Folder folder(MailboxFolder folder) {
        return new ReadingView.Folder(folder.id(), folder.name(),
                folder.messages() == MailboxFolder.UNKNOWN ? "" : words.number(folder.messages()), folder.isRead(),
                folder.mayChange(), folder.why());
    }

    private static List<ReadingView.Beside> beside(ReadingDesk.Offer offer) {
        return List.of(
                beside("calendar", "Calendar", "A meeting with the buyer counts as a word from the buyer.",
                        offer.choice().calendar(), offer.reach().calendar()),
                beside("transcripts", "Transcripts of meetings", "What was said is scored by speaker.",
                        offer.choice().transcripts(), offer.reach().transcripts()));
    }

    private static ReadingView.Beside beside(String name, String label, String why, boolean wanted, boolean allowed) {
        return new ReadingView.Beside(name, label, allowed
                ? why
                : "It was not allowed at the provider. Connect the mailbox again to allow it.", allowed && wanted,
                allowed);
    }
}
