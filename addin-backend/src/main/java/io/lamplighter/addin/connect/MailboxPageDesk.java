// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.connect;

import io.lamplighter.addin.board.MailboxPageView;
import io.lamplighter.addin.board.MailboxView;
import io.lamplighter.addin.board.Words;
import io.lamplighter.crm.ledger.CaptureLag;
import io.lamplighter.crm.ledger.LedgerBook;
import io.lamplighter.crm.ledger.LedgerDay;
import io.lamplighter.crm.ledger.Reconciliation;
import io.lamplighter.crm.mailbox.MailboxEvents;
import io.lamplighter.crm.mailbox.MailboxState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads what the page of one mailbox needs and has it put into words. */
public final class MailboxPageDesk {

    private static final int DAYS = 30;
    private static final int EVENTS = 30;
    private static final Duration LAG_OF = Duration.ofDays(7);

    private final Books books;
    private final Words words;
    private final Clock clock;

    /** Where it is read from. */
    public record Books(LedgerBook ledger, Reconciliation reconciliation, MailboxEvents events, CaptureLag lag) {}

    public MailboxPageDesk(Books books, Words words, Clock clock) {
        this.books = books;
        this.words = words;
        this.clock = clock;
    }

    MailboxPageView page(MailboxState mailbox, MailboxView view) {
        Instant now = clock.instant();
        return new MailboxPageView(view, again(mailbox), compared(mailbox, now), lag(mailbox, now), days(mailbox, now),
                books.events().latest(mailbox.id(), Long.MAX_VALUE, EVENTS).stream()
                        .map(event -> happened(event, now)).toList());
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
        Reconciliation.Sum sum = books.reconciliation().latest().get(mailbox.id());
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

    private String lag(MailboxState mailbox, Instant now) {
        Optional<CaptureLag.Lag> lag = books.lag().of(mailbox.id(), now.minus(LAG_OF));
        return lag.map(l -> "Half of the mail of the last seven days was here " + seconds(l.median())
                + " after it had arrived, 95 of 100 within " + seconds(l.nearlyAll()) + ".").orElse("");
    }

    private static String seconds(Duration lag) {
        long seconds = Math.max(1, lag.toSeconds());
        if (seconds < 120) {
            return seconds == 1 ? "a second" : seconds + " seconds";
        }
        return seconds < 7200 ? seconds / 60 + " minutes" : seconds / 3600 + " hours";
    }

    private List<MailboxPageView.Day> days(MailboxState mailbox, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        LocalDate tomorrow = today.plusDays(1);
        Map<LocalDate, Reconciliation.Day> compared = books.reconciliation().days(mailbox.id(), tomorrow, DAYS)
                .stream().collect(Collectors.toMap(Reconciliation.Day::day, Function.identity()));
        Map<LocalDate, MailboxPageView.Day> days = new TreeMap<>(Comparator.reverseOrder());
        for (LedgerDay day : books.ledger().days(mailbox.id(), tomorrow, DAYS)) {
            if (day.day().isAfter(today.minusDays(DAYS))) {
                days.put(day.day(), day(day, Optional.ofNullable(compared.get(day.day())), today));
            }
        }
        compared.values().stream().filter(c -> c.provider() > 0)
                .forEach(c -> days.computeIfAbsent(c.day(), d -> day(
                        new LedgerDay(d, 0, 0, Map.of(), 0, 0, 0), Optional.of(c), today)));
        return List.copyOf(days.values());
    }

    private MailboxPageView.Day day(LedgerDay day, Optional<Reconciliation.Day> compared, LocalDate today) {
        long excluded = day.excluded().values().stream().mapToLong(Long::longValue).sum() + day.discarded();
        String reasons = day.excluded().entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .map(e -> words.number(e.getValue()) + " " + e.getKey()).collect(Collectors.joining(", "));
        long missing = compared.map(Reconciliation.Day::missing).orElse(0L);
        return new MailboxPageView.Day(words.date(day.day(), today),
                compared.map(c -> words.number(c.provider())).orElse(""), words.number(day.captured()),
                words.number(excluded) + (reasons.isEmpty() ? "" : ": " + reasons), words.number(day.quarantined()),
                words.number(missing), missing > 0);
    }

    private MailboxPageView.Happened happened(MailboxEvents.Event event, Instant now) {
        String detail = event.detail();
        String what = switch (event.kind()) {
            case CONNECTED -> "Connected. Reading began with the newest mail.";
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
            case FAILED, STILL_MISSING -> "alert";
            case PAUSED -> "pause";
            case CONNECTED, RECONNECTED -> "plug";
            case HISTORY_READ, RECOVERED, RESUMED, MISSING_FOUND -> "check";
        };
        return new MailboxPageView.Happened(icon, what, words.dateTime(event.at(), now));
    }

    private static String messages(String count) {
        return count.equals("1") ? "One message" : count + " messages";
    }
}
