// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.connect;

import io.lamplighter.addin.board.Filters;
import io.lamplighter.addin.board.MailboxPageView;
import io.lamplighter.addin.board.MailboxView;
import io.lamplighter.addin.board.Words;
import io.lamplighter.crm.ledger.LedgerBook;
import io.lamplighter.crm.ledger.LedgerDay;
import io.lamplighter.crm.ledger.Reconciliation;
import io.lamplighter.crm.mailbox.MailboxEvents;
import io.lamplighter.crm.mailbox.MailboxState;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Reads what the page of one mailbox needs and has it put into words. */
public final class MailboxPageDesk {

    private static final int DAYS = 30;
    private static final int EVENTS = 30;

    private final Books books;
    private final Words words;
    private final Clock clock;

    /** Where it is read from. */
    public record Books(LedgerBook ledger, Reconciliation reconciliation, MailboxEvents events) {}

    public MailboxPageDesk(Books books, Words words, Clock clock) {
        this.books = books;
        this.words = words;
        this.clock = clock;
    }

    /** @param owners whose it could be; empty where there are too many to choose from */
    MailboxPageView page(MailboxState mailbox, MailboxView view, List<Filters.Choice> owners) {
        Instant now = clock.instant();
        return new MailboxPageView(view, again(mailbox), compared(mailbox, now), days(mailbox, now),
                events(mailbox, now), owners);
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

    private static String again(MailboxState mailbox) {
        if (!mailbox.needsSignIn()) {
            return "";
        }
        return switch (mailbox.connector()) {
            case "graph" -> "/connect/microsoft?mailbox=" + mailbox.id();
            case "google" -> "/connect/google?mailbox=" + mailbox.id();
            default -> "";
        };
    }

    private MailboxPageView.Compared compared(MailboxState mailbox, Instant now) {
        Reconciliation.Sum sum = books.reconciliation().latest(List.of(mailbox.id())).get(mailbox.id());
        if (sum == null) {
            return new MailboxPageView.Compared("blind", "Not compared with the server yet",
                    mailbox.isImporting()
                            ? "That comes as soon as history has been read."
                            : "The first comparison is part of the next turn.");
        }
        String what = words.number(sum.provider()) + " messages of " + words.days(sum.days());
        return sum.missing() == 0
                ? new MailboxPageView.Compared("good", "Nothing is missing",
                        "The server has " + what + ", and every one of them is in the ledger. Compared "
                                + words.ago(sum.checkedAt(), now) + ".")
                : new MailboxPageView.Compared("bad", words.count(sum.missing(), "message is", "messages are")
                        + " missing",
                        "The server has " + what + ". Those that were missing were read again, and these did not come."
                                + " Compared " + words.ago(sum.checkedAt(), now) + "; it is tried again.");
    }

    /** A day that was compared as of its comparison, so that it adds up; any other as the ledger has it. */
    private List<MailboxPageView.Day> days(MailboxState mailbox, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        LocalDate tomorrow = today.plusDays(1);
        Map<LocalDate, MailboxPageView.Day> days = new TreeMap<>(Comparator.reverseOrder());
        for (LedgerDay day : books.ledger().days(mailbox.id(), tomorrow, DAYS)) {
            if (day.day().isAfter(today.minusDays(DAYS))) {
                days.put(day.day(), new MailboxPageView.Day(words.date(day.day(), today), "",
                        words.number(day.captured()), excluded(withDiscarded(day)), words.number(day.quarantined()),
                        "not compared", false));
            }
        }
        books.reconciliation().days(mailbox.id(), tomorrow, DAYS).stream()
                .filter(day -> day.provider() > 0 || days.containsKey(day.day()))
                .forEach(day -> days.put(day.day(), new MailboxPageView.Day(words.date(day.day(), today),
                        words.number(day.provider()), words.number(day.captured()), excluded(day.excluded()),
                        words.number(day.quarantined()), missing(day), day.missing() > 0)));
        return List.copyOf(days.values());
    }

    private static Map<String, Long> withDiscarded(LedgerDay day) {
        Map<String, Long> excluded = new HashMap<>(day.excluded());
        if (day.discarded() > 0) {
            excluded.put("given up by somebody", day.discarded());
        }
        return excluded;
    }

    private String excluded(Map<String, Long> reasons) {
        long sum = reasons.values().stream().mapToLong(Long::longValue).sum();
        String detail = reasons.entrySet().stream().sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .map(e -> words.number(e.getValue()) + " " + e.getKey()).collect(Collectors.joining(", "));
        return words.number(sum) + (detail.isEmpty() ? "" : ": " + detail);
    }

    private String missing(Reconciliation.Day day) {
        return words.number(day.missing()) + (day.repaired() == 0
                ? ""
                : " (" + words.number(day.repaired()) + " had been and " + (day.repaired() == 1 ? "was" : "were")
                        + " read again)");
    }

    private MailboxPageView.Happened happened(MailboxEvents.Event event, Instant now) {
        String detail = event.detail();
        String what = switch (event.kind()) {
            case CONNECTED -> "Connected, with the consent or the password of its owner.";
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
            case CURSOR_LOST -> "The provider no longer knew where reading had stopped. Everything is read again;"
                    + " nothing is stored twice.";
            case NOTICED -> detail;
            case CHOICE_CHANGED -> "It was chosen anew what is read: " + (detail.equals("0")
                    ? "nothing is left out."
                    : detail.equals("1") ? "one folder is left out." : detail + " folders are left out.");
            case WINDOW_CHANGED -> "Reading goes further back: " + window(detail) + ".";
            case RAW_SEEN -> detail + " of a mail in quarantine.";
            case OWNER_CHANGED -> "It belongs to " + detail + " now.";
            case HISTORY_READ -> "All of the history was read.";
            case FAILED -> detail;
            case RECOVERED -> "It can be read again. Reading went on from where it had stopped.";
            case RECONNECTED -> "Connected anew with other settings.";
            case PAUSED -> "Reading was paused.";
            case RESUMED -> "Reading goes on.";
            case MISSING_FOUND -> messages(detail) + " had been missing and were read again.";
            case STILL_MISSING -> messages(detail) + " are missing still, although they were asked for again.";
        };
        String icon = switch (event.kind()) {
            case FAILED, STILL_MISSING, PUSH_LOST, CURSOR_LOST, NOTICED -> "alert";
            case PAUSED -> "pause";
            case CONNECTED, RECONNECTED, OWNER_CHANGED -> "plug";
            case HISTORY_READ, RECOVERED, RESUMED, MISSING_FOUND, PUSH_BEGAN, PUSH_RENEWED, PUSH_AGAIN -> "check";
            case STARTED, CHOICE_CHANGED, WINDOW_CHANGED, RAW_SEEN -> "in";
        };
        return new MailboxPageView.Happened(icon, what, words.dateTime(event.at(), now));
    }

    private static String window(String days) {
        String label = ReadingWords.label(Integer.parseInt(days));
        return label.substring(0, 1).toLowerCase(Locale.ROOT) + label.substring(1);
    }

    private static String messages(String count) {
        return count.equals("1") ? "One message" : count + " messages";
    }
}
