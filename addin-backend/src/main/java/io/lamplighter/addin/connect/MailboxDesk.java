// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.connect;

import io.lamplighter.addin.board.ConnectForm;
import io.lamplighter.addin.board.Count;
import io.lamplighter.addin.board.Filters;
import io.lamplighter.addin.board.MailboxList;
import io.lamplighter.addin.board.MailboxRows;
import io.lamplighter.addin.board.MailboxView;
import io.lamplighter.addin.board.MailboxesView;
import io.lamplighter.addin.board.More;
import io.lamplighter.addin.board.Paths;
import io.lamplighter.addin.board.Quarantine;
import io.lamplighter.addin.board.Words;
import io.lamplighter.crm.directory.User;
import io.lamplighter.crm.directory.Users;
import io.lamplighter.crm.ledger.Comparisons;
import io.lamplighter.crm.ledger.LedgerBook;
import io.lamplighter.crm.mailbox.MailboxSearch;
import io.lamplighter.crm.mailbox.MailboxState;
import io.lamplighter.crm.mailbox.Mailboxes;
import io.lamplighter.crm.mailbox.Standing;
import io.lamplighter.crm.warning.Board;
import io.lamplighter.crm.warning.OpenDeal;
import io.lamplighter.ingest.MailboxId;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads what the page of the mailboxes needs and has it put into words. */
public final class MailboxDesk {

    private static final int PAGE = 20;
    private static final int ROWS = 50;
    private static final int MOST_CHOICES = 100;
    private static final String MISSING = "missing";

    private final Books books;
    private final Words words;
    private final HealthWords.Pace pace;
    private final List<MailboxesView.Way> ways;
    private final Clock clock;

    /** Where it is read from. */
    public record Books(Mailboxes mailboxes, MailboxSearch search, MailboxHealth health, LedgerBook ledger,
            Comparisons comparisons, Board board, Users users) {}

    /** @param ways how mailboxes can be connected, beside IMAP */
    public MailboxDesk(Books books, Words words, HealthWords.Pace pace, List<MailboxesView.Way> ways, Clock clock) {
        this.books = books;
        this.words = words;
        this.pace = pace;
        this.ways = List.copyOf(ways);
        this.clock = clock;
    }

    /** What of the list is looked at. */
    record Asked(MailboxSearch.Query query, MailboxSearch.Key after) {

        static final Asked ALL = new Asked(MailboxSearch.Query.ALL, MailboxSearch.Key.START);

        /** What is no state, and no place that a page gave, counts for nothing chosen. */
        static Asked of(String q, String state, String after) {
            return new Asked(
                    new MailboxSearch.Query(q.strip(),
                            Stream.of(Standing.values()).filter(one -> key(one).equals(state)).findFirst(),
                            state.equals(MISSING)),
                    MailboxSearch.Key.parse(after).orElse(MailboxSearch.Key.START));
        }

        String state() {
            return query.missing() ? MISSING : query.standing().map(MailboxDesk::key).orElse("");
        }

        String text(MailboxSearch.Key from) {
            Map<String, String> all = new LinkedHashMap<>();
            all.put("q", query.words());
            all.put("state", state());
            all.put("after", from.equals(MailboxSearch.Key.START) ? "" : from.text());
            String text = all.entrySet().stream().filter(one -> !one.getValue().isEmpty())
                    .map(one -> one.getKey() + "=" + Paths.encode(one.getValue())).collect(Collectors.joining("&"));
            return text.isEmpty() ? "" : "?" + text;
        }
    }

    private static String key(Standing standing) {
        return standing.word().replace(' ', '-');
    }

    /** @param form as it was sent; empty for a new one */
    MailboxesView page(Optional<ConnectForm> form, Asked asked) {
        Map<Standing, Long> counts = books.search().counts();
        return new MailboxesView(StandingWords.says(counts, books.health().withdrawn()), list(asked, counts),
                quarantine(Long.MAX_VALUE), form.orElseGet(() -> ConnectForm.empty(owners())), ways);
    }

    /** How somebody's own ones are, in a sentence. */
    public String says(List<MailboxState> own) {
        Map<MailboxId, MailboxHealth.Health> health = health(own);
        Map<Standing, Long> counts = own.stream().collect(Collectors.groupingBy(
                mailbox -> known(health, mailbox).standing(mailbox, clock.instant()), Collectors.counting()));
        long withdrawn = own.stream().filter(mailbox -> known(health, mailbox).readBy().isPresent()
                && known(health, mailbox).standing(mailbox, clock.instant()) == Standing.NEEDS_SIGN_IN).count();
        return StandingWords.says(counts, withdrawn);
    }

    /** How mailboxes can be connected, beside IMAP. */
    public List<MailboxesView.Way> ways() {
        return ways;
    }

    private Map<MailboxId, MailboxHealth.Health> health(List<MailboxState> all) {
        return books.health().of(all.stream().map(MailboxState::id).toList());
    }

    private static MailboxHealth.Health known(Map<MailboxId, MailboxHealth.Health> health, MailboxState mailbox) {
        return health.getOrDefault(mailbox.id(), MailboxHealth.Health.UNKNOWN);
    }

    private MailboxWords says() {
        return new MailboxWords(words, pace, clock.instant());
    }

    MailboxList list(Asked asked) {
        return list(asked, books.search().counts());
    }

    private MailboxList list(Asked asked, Map<Standing, Long> counts) {
        long all = counts.values().stream().mapToLong(Long::longValue).sum();
        Optional<Comparisons.Total> total = books.comparisons().total();
        return new MailboxList(tools(asked, counts, total.map(Comparisons.Total::wrong).orElse(0L)), rows(asked),
                all == 0,
                total.map(Comparisons.Total::sum)
                        .map(s -> new Count(s.provider(), s.captured(), s.excluded(), s.quarantined(), s.missing()))
                        .orElse(null),
                total.map(compared -> when(compared, all)).orElse(""));
    }

    private MailboxList.Tools tools(Asked asked, Map<Standing, Long> counts, long wrong) {
        List<Filters.Choice> states = new ArrayList<>();
        counts.forEach((standing, count) -> states.add(choice(key(standing), StandingWords.choice(standing), count)));
        // Of those that cannot be read, too, something may have been missing before.
        if (wrong > counts.getOrDefault(Standing.MISSING, 0L) || asked.query().missing()) {
            states.add(choice(MISSING, "Mail is missing, whether read or not", wrong));
        }
        return new MailboxList.Tools(asked.query().words(), asked.state(), states);
    }

    private Filters.Choice choice(String value, String label, long count) {
        return new Filters.Choice(value, label + " (" + words.number(count) + ")");
    }

    /** One page, and where the next begins. */
    MailboxRows rows(Asked asked) {
        List<MailboxSearch.Found> found = books.search().find(asked.query(), asked.after(), ROWS + 1);
        List<MailboxSearch.Found> page = found.subList(0, Math.min(ROWS, found.size()));
        List<MailboxState> shown = page.stream().map(MailboxSearch.Found::mailbox).toList();
        return new MailboxRows(shown.stream().anyMatch(MailboxState::isImporting), asked.text(asked.after()),
                views(shown), found.size() > ROWS
                        ? new More(asked.text(MailboxSearch.Key.of(page.getLast())), "Show " + ROWS + " more")
                        : null);
    }

    private List<MailboxView> views(List<MailboxState> shown) {
        MailboxWords says = says();
        Map<String, Long> blindDeals = blindDeals(shown);
        Map<MailboxId, MailboxHealth.Health> health = health(shown);
        Map<MailboxId, Long> today = today(shown);
        return shown.stream()
                .map(mailbox -> says.view(mailbox, known(health, mailbox),
                        today.getOrDefault(mailbox.id(), 0L), blindDeals.getOrDefault(mailbox.ownerName(), 0L)))
                .toList();
    }

    /** Old figures must not look new: the earliest comparison is named. */
    private String when(Comparisons.Total total, long mailboxes) {
        return (total.mailboxes() == mailboxes
                ? "All mailboxes"
                : words.number(total.mailboxes()) + " of " + words.count(mailboxes, "mailbox", "mailboxes"))
                + ", compared with their servers" + (total.mailboxes() > 1 ? ", the earliest " : " ")
                + words.ago(total.sum().checkedAt(), clock.instant());
    }

    public MailboxView view(MailboxState mailbox) {
        return says().view(mailbox, books.health().of(mailbox.id()),
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
        long count = all ? found.size() : books.ledger().quarantined();
        return new QuarantineWords(words, clock.instant()).quarantine(found, PAGE, count);
    }

    /** Whose mailbox it can be: everybody who sells or manages. Empty where these are too many to choose from. */
    List<Filters.Choice> owners() {
        List<User> some = books.users().withDeals(MOST_CHOICES + 1);
        return some.size() > MOST_CHOICES
                ? List.of()
                : some.stream().map(user -> new Filters.Choice(user.email(), user.name())).toList();
    }

    boolean isOwner(String email) {
        return books.users().byEmail(email).filter(user -> user.role() != User.Role.ADMIN).isPresent();
    }

    Optional<MailboxState> find(MailboxId mailbox) {
        return books.mailboxes().find(mailbox);
    }
}
