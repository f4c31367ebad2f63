// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.connect;

import io.lamplighter.addin.board.Count;
import io.lamplighter.addin.board.Filters;
import io.lamplighter.addin.board.MailboxPageView;
import io.lamplighter.addin.board.MailboxView;
import io.lamplighter.addin.board.Words;
import io.lamplighter.crm.ledger.Comparisons;
import io.lamplighter.crm.ledger.LedgerBook;
import io.lamplighter.crm.ledger.LedgerDay;
import io.lamplighter.crm.mailbox.MailboxEvents;
import io.lamplighter.crm.mailbox.MailboxState;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Reads what the page of one mailbox needs and has it put into words. */
public final class MailboxPageDesk {

    private static final int DAYS = 30;
    private static final int EVENTS = 30;

    private final Books books;
    private final WaysBack ways;
    private final Words words;
    private final Clock clock;

    /** Where it is read from. */
    public record Books(LedgerBook ledger, Comparisons comparisons, MailboxEvents events, ReadingRights rights) {}

    public MailboxPageDesk(Books books, WaysBack ways, Words words, Clock clock) {
        this.books = books;
        this.ways = ways;
        this.words = words;
        this.clock = clock;
    }

    /**
     * @param base where the actions on it lead
     * @param owners whose it could be; empty where there are too many to choose from
     */
    public MailboxPageView page(MailboxState mailbox, MailboxView view, String base, List<Filters.Choice> owners) {
        Instant now = clock.instant();
        Optional<ReadBy> by = Optional.ofNullable(books.rights().of(List.of(mailbox.id())).get(mailbox.id()));
        return new MailboxPageView(view, ways.of(mailbox), by.map(MailboxPageDesk::right).orElse(null), base,
                compared(mailbox, now), days(mailbox, now), events(mailbox, now), hasCalendar(mailbox), owners);
    }

    /** Of promises that were only renewed the last one says all. */
    private List<MailboxPageView.Happened> events(MailboxState mailbox, Instant now) {
        List<MailboxPageView.Happened> happened = new ArrayList<>();
        MailboxEvents.Kind after = null;
        for (MailboxEvents.Event event : books.events().latest(mailbox.id(), Long.MAX_VALUE, EVENTS)) {
            if (event.kind() != MailboxEvents.Kind.PUSH_RENEWED || after != MailboxEvents.Kind.PUSH_RENEWED) {
                happened.add(happened(event, now));
            }
            after = event.kind();
        }
        return happened;
    }

    private static MailboxPageView.Right right(ReadBy by) {
        return new MailboxPageView.Right(by.name(), by.href(), by.byKey()
                ? "By the key of a service account that acts for the users of the domain. Its owner does not sign in for it."
                : "An administrator allowed it at Microsoft for the organisation. Its owner does not sign in for it.");
    }

    private MailboxPageView.Compared compared(MailboxState mailbox, Instant now) {
        Comparisons.Sum sum = books.comparisons().latest(List.of(mailbox.id())).get(mailbox.id());
        if (sum == null) {
            return new MailboxPageView.Compared("blind", "Not compared with the server yet",
                    mailbox.isImporting()
                            ? "That comes as soon as history has been read."
                            : "The first comparison is part of the next turn.",
                    null);
        }
        Count count = new Count(sum.provider(), sum.captured(), sum.excluded(), sum.quarantined(), sum.missing());
        boolean calendar = hasCalendar(mailbox);
        String what = words.number(sum.provider()) + (calendar ? " messages and calendar entries of " : " messages of ")
                + words.days(sum.days());
        return sum.missing() == 0
                ? new MailboxPageView.Compared("good", "Nothing is missing",
                        "The server has " + what + ", and every one of them is in the ledger. Compared "
                                + words.ago(sum.checkedAt(), now) + ".",
                        count)
                : new MailboxPageView.Compared("bad",
                        words.count(sum.missing(), calendar ? "message or entry is" : "message is",
                                calendar ? "messages or entries are" : "messages are")
                                + " missing",
                        "The server has " + what + ". What was missing was read again, and "
                                + (sum.missing() == 1 ? "this one" : "these")
                                + " did not come. Until nothing is missing, "
                                + (sum.missingOn().size() == 1 ? "the day is" : "the days are")
                                + " read again every hour"
                                + sum.againAt().filter(at -> at.isAfter(now)).map(at -> ", next at " + words.time(at))
                                        .orElse("")
                                + ". All of it was compared " + words.ago(sum.checkedAt(), now) + ".",
                        count);
    }

    private static boolean hasCalendar(MailboxState mailbox) {
        return !mailbox.connector().equals("imap");
    }

    /** A day that was compared as of its comparison, so that it adds up; any other as the ledger has it. */
    private List<MailboxPageView.Day> days(MailboxState mailbox, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        LocalDate tomorrow = today.plusDays(1);
        Map<LocalDate, MailboxPageView.Day> days = new TreeMap<>(Comparator.reverseOrder());
        for (LedgerDay day : books.ledger().days(mailbox.id(), tomorrow, DAYS)) {
            if (day.day().isAfter(today.minusDays(DAYS))) {
                days.put(day.day(), new MailboxPageView.Day(words.date(day.day(), today), "",
                        words.number(day.captured()), excluded(day.excluded()), words.number(day.quarantined()),
                        "not compared", false, ""));
            }
        }
        books.comparisons().days(mailbox.id(), tomorrow, DAYS).stream()
                .filter(day -> day.provider() > 0 || days.containsKey(day.day()))
                .forEach(day -> days.put(day.day(), new MailboxPageView.Day(words.date(day.day(), today),
                        words.number(day.provider()), words.number(day.captured()), excluded(day.excluded()),
                        words.number(day.quarantined()), missing(day), day.missing() > 0, note(day, now))));
        return List.copyOf(days.values());
    }

    private String excluded(Map<String, Long> reasons) {
        long sum = reasons.values().stream().mapToLong(Long::longValue).sum();
        String detail = reasons.entrySet().stream().sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .map(e -> words.number(e.getValue()) + " " + e.getKey()).collect(Collectors.joining(", "));
        return words.number(sum) + (detail.isEmpty() ? "" : ": " + detail);
    }

    /** What is known of a day on which something is missing; empty for any other. */
    private String note(Comparisons.Day day, Instant now) {
        long there = day.provider() - day.missing();
        return day.missing() == 0
                ? ""
                : "The server lists " + words.number(day.provider()) + " for this day and "
                        + words.number(there) + (there == 1 ? " is" : " are")
                        + " accounted for. It was asked for the rest by name and did not give "
                        + (day.missing() == 1 ? "it" : "them") + ", last " + words.ago(day.checkedAt(), now) + ".";
    }

    private String missing(Comparisons.Day day) {
        return words.number(day.missing()) + (day.repaired() == 0
                ? ""
                : " (" + words.number(day.repaired()) + " had been and " + (day.repaired() == 1 ? "was" : "were")
                        + " read again)");
    }

    /** What happened, in a sentence or two. */
    public String says(MailboxEvents.Event event) {
        String detail = event.detail();
        return switch (event.kind()) {
            case CONNECTED -> detail.isEmpty()
                    ? "Connected, with the consent or the password of its owner."
                    : "Connected by the right of " + detail + ".";
            case STARTED -> "It was said how far back to read. Reading began with the newest mail.";
            // What needs no promise has no end: a server that is connected to tells as long as it is.
            case PUSH_BEGAN -> detail.isEmpty()
                    ? "The server tells at once what happens (IDLE)."
                    : "The provider promised to tell what happens, until " + detail + ".";
            case PUSH_RENEWED -> "The provider promised it again, until " + detail + ".";
            case PUSH_LOST -> "The provider does not tell what happens. " + detail
                    + " Mail is found when the mailbox is asked.";
            case PUSH_AGAIN -> detail.isEmpty()
                    ? "The server tells again what happens (IDLE)."
                    : "The provider tells again what happens, until " + detail + ".";
            case CURSOR_LOST -> (detail.isEmpty() ? "The provider no longer knew where reading had stopped." : detail)
                    + " Everything is read again; nothing is stored twice.";
            case NOTICED -> detail;
            case CHOICE_CHANGED -> "It was chosen anew what is read: " + (detail.equals("0")
                    ? "nothing is left out."
                    : detail.equals("1") ? "one folder is left out." : detail + " folders are left out.");
            case WINDOW_CHANGED -> "Reading goes further back: " + window(detail) + ".";
            case RAW_SEEN -> detail + " of a mail in quarantine.";
            case QUARANTINE_DECIDED, COMPARISON_WANTED -> detail + ".";
            case MISSING_NO_MORE -> "Nothing is missing any more.";
            case NOT_COMPARED -> "It could not be compared with its server: " + detail
                    + " It is tried again every quarter of an hour.";
            case LINK_SENT -> "A link to sign in again was made for its owner, by " + detail + ".";
            case OWNER_CHANGED -> "It belongs to " + detail + " now.";
            case HISTORY_READ -> "All of the history was read.";
            case FAILED -> detail;
            case RECOVERED -> "It can be read again. Reading went on from where it had stopped.";
            case RECONNECTED -> detail.isEmpty()
                    ? "Connected anew with other settings."
                    : "Connected anew by the right of " + detail + ".";
            case PAUSED -> "Reading was paused.";
            case RESUMED -> "Reading goes on.";
            case MISSING_FOUND -> messages(detail) + " had been missing and "
                    + (detail.equals("1") ? "was" : "were") + " read again.";
            case STILL_MISSING -> messages(detail) + (detail.equals("1")
                    ? " is missing, although it was"
                    : " are missing, although they were") + " asked for again. That is tried every hour.";
        };
    }

    private MailboxPageView.Happened happened(MailboxEvents.Event event, Instant now) {
        String icon = switch (event.kind()) {
            case FAILED, STILL_MISSING, NOT_COMPARED, PUSH_LOST, CURSOR_LOST, NOTICED -> "alert";
            case PAUSED -> "pause";
            case CONNECTED, RECONNECTED, OWNER_CHANGED, LINK_SENT -> "plug";
            case HISTORY_READ, RECOVERED, RESUMED, MISSING_FOUND, MISSING_NO_MORE, PUSH_BEGAN, PUSH_RENEWED,
                    PUSH_AGAIN ->
                "check";
            case STARTED, CHOICE_CHANGED, WINDOW_CHANGED, RAW_SEEN, QUARANTINE_DECIDED, COMPARISON_WANTED -> "in";
        };
        return new MailboxPageView.Happened(icon, says(event), words.dateTime(event.at(), now));
    }

    private static String window(String days) {
        String label = ReadingWords.label(Integer.parseInt(days));
        return label.substring(0, 1).toLowerCase(Locale.ROOT) + label.substring(1);
    }

    private static String messages(String count) {
        return count.equals("1") ? "One message" : count + " messages";
    }
}
