// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.connect;

import io.lamplighter.crm.ledger.Recalls;
import io.lamplighter.crm.ledger.Reconciliation;
import io.lamplighter.crm.mailbox.MailboxEvents;
import io.lamplighter.crm.mailbox.MailboxEvents.Kind;
import io.lamplighter.crm.mailbox.MailboxState;
import io.lamplighter.crm.mailbox.Mailboxes;
import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.mailbox.FolderChoice;
import io.lamplighter.ingest.mailbox.Forecast;
import io.lamplighter.ingest.mailbox.MailboxConnector;
import io.lamplighter.ingest.mailbox.MailboxFolder;
import io.lamplighter.ingest.mailbox.MailboxSession;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.transaction.support.TransactionTemplate;

/** What is read of a mailbox: says what there is to choose from and how much it would be, and takes the choice. */
public final class ReadingDesk {

    /** The windows that are offered, in days; {@link #ALL} stands for all there is. */
    public static final List<Integer> WINDOWS = List.of(30, 90, 365, 0);
    public static final int ALL = 0;

    private final Map<String, MailboxConnector> connectors;
    private final Books books;
    private final Function<MailboxState, Reach> reach;
    private final TransactionTemplate transaction;
    private final Clock clock;

    /** What is stored. */
    public record Books(Mailboxes mailboxes, ReadingChoices choices, Recalls recalls, Reconciliation reconciliation,
            MailboxEvents events, MailboxSchedule schedule) {}

    /**
     * How far a connection reaches.
     *
     * @param since from when on mail is read as things stand
     * @param calendar whether reading the calendar was allowed at the provider
     * @param transcripts the same of transcripts
     */
    public record Reach(Instant since, boolean calendar, boolean transcripts) {}

    public ReadingDesk(List<MailboxConnector> connectors, Books books, Function<MailboxState, Reach> reach,
            TransactionTemplate transaction, Clock clock) {
        this.connectors = connectors.stream().collect(Collectors.toMap(MailboxConnector::name, Function.identity()));
        this.books = books;
        this.reach = reach;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * What there is to choose from.
     *
     * @param forecast of {@link #WINDOWS}, in this order
     */
    public record Offer(List<MailboxFolder> folders, Forecast forecast, ReadingChoices.Choice choice, Reach reach) {

        Instant since() {
            return reach.since();
        }
    }

    /** @throws io.lamplighter.ingest.mailbox.MailboxFailure if the provider could not be asked */
    public Offer offer(MailboxState mailbox) {
        MailboxConnector connector = connectors.get(mailbox.connector());
        if (connector == null) {
            return withoutProvider(mailbox);
        }
        try (MailboxSession session = connector.open(mailbox.id())) {
            Forecast forecast = session.forecast(WINDOWS.stream().map(this::since).toList());
            return new Offer(session.folders(), forecast, books.choices().of(mailbox.id()), reach.apply(mailbox));
        }
    }

    /** @throws io.lamplighter.ingest.mailbox.MailboxFailure if the provider could not be asked */
    public List<MailboxFolder> folders(MailboxState mailbox) {
        MailboxConnector connector = connectors.get(mailbox.connector());
        if (connector == null) {
            return List.of();
        }
        try (MailboxSession session = connector.open(mailbox.id())) {
            return session.folders();
        }
    }

    /** What is known without asking. */
    public Offer withoutProvider(MailboxState mailbox) {
        return new Offer(List.of(), Forecast.UNKNOWN, books.choices().of(mailbox.id()), reach.apply(mailbox));
    }

    private Instant since(int days) {
        return days == ALL ? Instant.EPOCH : clock.instant().minus(Duration.ofDays(days));
    }

    /**
     * What somebody wants.
     *
     * @param folders empty to leave them as they are
     * @param days how far back, empty to leave it as it is; a window is never made narrower
     */
    public record Wish(Optional<FolderChoice> folders, Optional<Boolean> calendar, Optional<Boolean> transcripts,
            Optional<Integer> days) {}

    /** Takes it, and begins to read, or reads on, at once. */
    public void take(MailboxState mailbox, Wish wish) {
        transaction.executeWithoutResult(status -> {
            wish.days().ifPresent(days -> window(mailbox, since(days), days));
            folders(mailbox.id(), wish);
            if (mailbox.waiting()) {
                books.mailboxes().await(mailbox.id(), false);
                tell(mailbox.id(), Kind.STARTED, "");
            }
        });
        books.schedule().wake(mailbox.id());
    }

    /**
     * Says how far back a mailbox is read that was just connected.
     *
     * @param days 0 for all there is; empty to leave it as it is
     * @param start whether it begins to be read; if not, somebody is asked, with this window chosen already
     */
    public void begin(MailboxState mailbox, Optional<Integer> days, boolean start) {
        transaction.executeWithoutResult(
                status -> days.ifPresent(some -> window(mailbox, since(some), some)));
        if (start) {
            take(mailbox, new Wish(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()));
        }
    }

    private void folders(MailboxId mailbox, Wish wish) {
        ReadingChoices.Choice before = books.choices().of(mailbox);
        wish.folders().filter(chosen -> !chosen.equals(before.folders())).ifPresent(chosen -> {
            // What is being read now was begun with the choice as it was, and would be left out after the look at what is.
            books.mailboxes().breakOff(mailbox);
            books.choices().choose(mailbox, chosen);
            books.recalls().ofLeftOut(mailbox);
            books.reconciliation().want(mailbox);
            tell(mailbox, Kind.CHOICE_CHANGED, Integer.toString(chosen.leftOut().size()));
        });
        books.choices().beside(mailbox, wish.calendar().orElse(before.calendar()),
                wish.transcripts().orElse(before.transcripts()));
    }

    private void window(MailboxState mailbox, Instant since, int days) {
        Instant before = reach.apply(mailbox).since();
        if (mailbox.waiting()) {
            books.choices().since(mailbox.id(), since, since);
        } else if (since.isBefore(before)) {
            books.choices().since(mailbox.id(), since, before);
            tell(mailbox.id(), Kind.WINDOW_CHANGED, Integer.toString(days));
        }
    }

    /**
     * What ticked boxes mean: those left unticked are left out if they would be read, and all ticked ones are named, so that one in a
     * folder that is left out is read.
     *
     * @param ticked ids
     */
    public static FolderChoice chosen(List<MailboxFolder> shown, Set<String> ticked) {
        return new FolderChoice(
                shown.stream().filter(f -> f.mayChange() && f.byDefault() && !ticked.contains(f.id()))
                        .map(MailboxFolder::id).collect(Collectors.toSet()),
                shown.stream().filter(f -> ticked.contains(f.id()) && f.mayChange()).map(MailboxFolder::id)
                        .collect(Collectors.toSet()));
    }

    private void tell(MailboxId mailbox, Kind kind, String detail) {
        books.events().add(mailbox, kind, detail, clock.instant());
    }
}
