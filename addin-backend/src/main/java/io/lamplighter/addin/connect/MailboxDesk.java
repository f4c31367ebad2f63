// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.connect;

import io.lamplighter.addin.board.ConnectForm;
import io.lamplighter.addin.board.Count;
import io.lamplighter.addin.board.Filters;
import io.lamplighter.addin.board.MailboxList;
import io.lamplighter.addin.board.MailboxView;
import io.lamplighter.addin.board.MailboxesView;
import io.lamplighter.addin.board.Quarantine;
import io.lamplighter.addin.board.Words;
import io.lamplighter.crm.directory.User;
import io.lamplighter.crm.directory.Users;
import io.lamplighter.crm.ledger.LedgerBook;
import io.lamplighter.crm.ledger.Reconciliation;
import io.lamplighter.crm.mailbox.MailboxState;
import io.lamplighter.crm.mailbox.Mailboxes;
import io.lamplighter.crm.warning.Board;
import io.lamplighter.crm.warning.OpenDeal;
import io.lamplighter.ingest.MailboxId;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads what the page of the mailboxes needs and has it put into words. */
public final class MailboxDesk {

    private static final int PAGE = 20;

    private final Books books;
    private final Words words;
    private final HealthWords.Pace pace;
    private final List<MailboxesView.Way> ways;
    private final Clock clock;

    /** Where it is read from. */
    public record Books(Mailboxes mailboxes, MailboxHealth health, LedgerBook ledger, Board board, Users users) {}

    /** @param ways how mailboxes can be connected, beside IMAP */
    public MailboxDesk(Books books, Words words, HealthWords.Pace pace, List<MailboxesView.Way> ways, Clock clock) {
        this.books = books;
        this.words = words;
        this.pace = pace;
        this.ways = List.copyOf(ways);
        this.clock = clock;
    }

    /** @param form as it was sent; empty for a new one */
    MailboxesView page(Optional<ConnectForm> form) {
        List<MailboxState> all = books.mailboxes().all();
        Map<MailboxId, MailboxHealth.Health> health = health(all);
        return new MailboxesView(
                MailboxWords.says(all, mailbox -> known(health, mailbox).readBy().isPresent()), list(all, health),
                quarantine(Long.MAX_VALUE),
                form.orElseGet(() -> ConnectForm.empty(owners())), ways);
    }

    MailboxList list() {
        List<MailboxState> all = books.mailboxes().all();
        return list(all, health(all));
    }

    private Map<MailboxId, MailboxHealth.Health> health(List<MailboxState> all) {
        return books.health().of(all.stream().map(MailboxState::id).toList());
    }

    private static MailboxHealth.Health known(Map<MailboxId, MailboxHealth.Health> health, MailboxState mailbox) {
        return health.getOrDefault(mailbox.id(), MailboxHealth.Health.UNKNOWN);
    }

    private MailboxList list(List<MailboxState> all, Map<MailboxId, MailboxHealth.Health> health) {
        MailboxWords says = new MailboxWords(words, pace, clock.instant());
        Map<String, Long> blindDeals = blindDeals(all);
        Map<MailboxId, Long> today = today(all);
        List<MailboxView> views = says.inOrder(all).stream()
                .map(mailbox -> says.view(mailbox, known(health, mailbox),
                        today.getOrDefault(mailbox.id(), 0L), blindDeals.getOrDefault(mailbox.ownerName(), 0L)))
                .toList();
        List<Reconciliation.Sum> sums = health.values().stream().flatMap(h -> h.compared().stream()).toList();
        return new MailboxList(all.stream().anyMatch(MailboxState::isImporting), views,
                sums.stream()
                        .map(s -> new Count(s.provider(), s.captured(), s.excluded(), s.quarantined(), s.missing()))
                        .reduce(Count::plus).orElse(null),
                when(sums, all.size()));
    }

    /** Old figures must not look new: the earliest comparison is named. */
    private String when(List<Reconciliation.Sum> sums, int mailboxes) {
        return sums.stream().map(Reconciliation.Sum::checkedAt).min(Comparator.naturalOrder())
                .map(earliest -> (sums.size() == mailboxes
                        ? "All mailboxes"
                        : sums.size() + " of " + words.count(mailboxes, "mailbox", "mailboxes"))
                        + ", compared with their servers"
                        + (sums.size() > 1 ? ", the earliest " : " ") + words.ago(earliest, clock.instant()))
                .orElse("");
    }

    MailboxView view(MailboxState mailbox) {
        return new MailboxWords(words, pace, clock.instant()).view(mailbox, books.health().of(mailbox.id()),
                today(List.of(mailbox)).getOrDefault(mailbox.id(), 0L),
                blindDeals(List.of(mailbox)).getOrDefault(mailbox.ownerName(), 0L));
    }

    /** How many deals are blind because of whose mailbox; the names and contents of deals are not for admins. */
    private Map<String, Long> blindDeals(List<MailboxState> all) {
        if (all.stream().allMatch(mailbox -> mailbox.blindSince().isEmpty())) {
            return Map.of();
        }
        return books.board().openDeals(Optional.empty()).stream().flatMap(deal -> deal.blindness().stream())
                .filter(why -> why.cause() == OpenDeal.Blindness.Cause.MAILBOX_FAILING
                        || why.cause() == OpenDeal.Blindness.Cause.MAILBOX_PAUSED)
                .collect(Collectors.groupingBy(OpenDeal.Blindness::owner, Collectors.counting()));
    }

    /** The ledger counts days as the servers do, in UTC. */
    private Map<MailboxId, Long> today(List<MailboxState> all) {
        return books.ledger().seenOn(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC),
                all.stream().map(MailboxState::id).toList());
    }

    Quarantine quarantine(long before) {
        List<LedgerBook.Quarantined> found = books.ledger().quarantine(before, PAGE + 1);
        boolean all = before == Long.MAX_VALUE && found.size() <= PAGE;
        long count = all ? found.size() : books.ledger().totals().quarantined();
        return new QuarantineWords(words, clock.instant()).quarantine(found, PAGE, count);
    }

    /** Whose mailbox it can be: everybody who sells or manages. */
    List<Filters.Choice> owners() {
        return books.users().all().stream().filter(user -> user.role() != User.Role.ADMIN)
                .map(user -> new Filters.Choice(user.email(), user.name())).toList();
    }

    Optional<MailboxState> find(MailboxId mailbox) {
        return books.mailboxes().find(mailbox);
    }
}
