// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.connect;

import io.lamplighter.addin.board.ImportProgress;
import io.lamplighter.addin.board.Imports;
import io.lamplighter.addin.board.MailboxView;
import io.lamplighter.addin.board.Spelled;
import io.lamplighter.addin.board.Words;
import io.lamplighter.crm.ledger.Comparisons;
import io.lamplighter.crm.mailbox.MailboxState;
import io.lamplighter.crm.mailbox.Standing;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Says how each mailbox is, since when, and what has to be done. */
final class MailboxWords {

    private final Words words;
    private final HealthWords.Pace pace;
    private final HealthWords health;
    private final Instant now;

    MailboxWords(Words words, HealthWords.Pace pace, Instant now) {
        this.words = words;
        this.pace = pace;
        this.health = new HealthWords(words, pace, now);
        this.now = now;
    }

    private enum Kind {
        WAITS, STOP, FAILS, MISSING, SLOW, UNPROVEN, BUSY, OK, PAUSED;

        static Kind of(Standing standing) {
            return switch (standing) {
                case WAITING -> WAITS;
                case NEEDS_SIGN_IN -> STOP;
                case FAILING -> FAILS;
                case MISSING -> MISSING;
                case DELAYED -> SLOW;
                case UNPROVEN -> UNPROVEN;
                case IMPORTING -> BUSY;
                case READING -> OK;
                case PAUSED -> PAUSED;
            };
        }

        /** How it looks. */
        String word() {
            return (this == FAILS ? SLOW : this).name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * @param today how many messages the ledger has of today
     * @param blindDeals how many deals are blind because of this owner's mailboxes
     */
    MailboxView view(MailboxState mailbox, MailboxHealth.Health known, long today, long blindDeals) {
        Kind kind = Kind.of(known.standing(mailbox, now));
        return new MailboxView(mailbox.id().toString(), mailbox.ownerName(),
                mailbox.address() + " · " + kind(mailbox.connector()),
                new MailboxView.Health(kind.word(), state(mailbox, known, kind),
                        detail(mailbox, known, kind, blindDeals)),
                health.delay(known), proof(mailbox), seen(mailbox, known, today), progress(mailbox, kind),
                health.facts(mailbox, known), mailbox.waiting() ? "" : mailbox.paused() ? "resume" : "pause");
    }

    private MailboxView.Seen seen(MailboxState mailbox, MailboxHealth.Health known, long today) {
        String seen = mailbox.blindSince().isPresent() ? "not known" : words.number(today) + " today";
        return known.compared()
                .map(sum -> new MailboxView.Seen(seen,
                        sum.missing() == 0 ? "nothing missing" : words.number(sum.missing()) + " missing",
                        sum.missing() > 0, words.days(sum.days()) + ", compared " + words.ago(sum.checkedAt(), now)))
                .orElse(new MailboxView.Seen(seen, "not compared yet", false, ""));
    }

    private static String kind(String connector) {
        return switch (connector) {
            case "graph" -> "Microsoft 365";
            case "google" -> "Google";
            default -> connector.toUpperCase(Locale.ROOT);
        };
    }

    private String state(MailboxState mailbox, MailboxHealth.Health known, Kind kind) {
        return switch (kind) {
            case WAITS -> "Waits for somebody to say how far back";
            case STOP -> known.readBy().map(by -> by.byKey()
                    ? "Needs another key of its organisation"
                    : "Needs its organisation’s consent again").orElse("Needs sign-in again");
            case FAILS -> "Cannot be read";
            case MISSING -> missing(known);
            case SLOW ->
                rest(mailbox).map(until -> "Slowed down by " + provider(mailbox) + " until " + words.time(until))
                        .orElse("Could not be read a moment ago");
            case UNPROVEN -> "Not compared for " + words.days(known.uncomparedDays(mailbox, now));
            case BUSY -> mailbox.messagesRead() == 0
                    ? "Waits its turn"
                    : "Reading history, " + line(mailbox).percent() + " %";
            case OK -> known.push().isAlive(now)
                    ? "Read as it arrives"
                    : "Read every " + HealthWords.every(pace.pollEvery());
            case PAUSED -> "Paused";
        };
    }

    /** "2 missing, 14 Mar is being read again" */
    private String missing(MailboxHealth.Health known) {
        List<LocalDate> days = known.compared().map(Comparisons.Sum::missingOn).orElse(List.of());
        return words.number(known.missing()) + " missing, " + (days.size() == 1
                ? words.date(days.getFirst(), words.day(now)) + " is"
                : Spelled.of(days.size()) + " days are") + " being read again";
    }

    private String detail(MailboxState mailbox, MailboxHealth.Health known, Kind kind, long blindDeals) {
        String blind = blindDeals == 0
                ? ""
                : Spelled.first(blindDeals) + (blindDeals == 1 ? " deal is" : " deals are") + " blind until then.";
        Stream<String> parts = switch (kind) {
            case STOP -> Stream.of(since(mailbox), mailbox.failure(), blind, missed(known));
            case FAILS -> Stream.of(since(mailbox), mailbox.failure(), again(mailbox), blind, missed(known));
            case MISSING -> Stream.of("The count did not add up. What is missing is asked for every hour"
                    + known.compared().flatMap(Comparisons.Sum::againAt).filter(at -> at.isAfter(now))
                            .map(at -> ", next at " + words.time(at)).orElse("")
                    + "; news is read meanwhile.");
            case SLOW -> Stream.of(mailbox.failure(), again(mailbox), "Nothing is lost; mail shows up later.");
            case UNPROVEN ->
                Stream.of("It is read, but nobody knows whether something is missing: its server has not been"
                        + " compared with since " + known.compared().map(Comparisons.Sum::checkedAt)
                                .map(at -> words.dateTime(at, now)).orElse("its history was read")
                        + ".");
            case WAITS -> Stream.of("It is connected, and nothing is read yet.");
            case PAUSED -> Stream.of("Reading goes on from where it stopped.", blind);
            case BUSY, OK -> Stream.concat(mailbox.notices().stream(), rest(mailbox)
                    .map(until -> "As much was read as " + provider(mailbox) + " allows for now; it goes on at "
                            + words.time(until) + ".")
                    .stream());
        };
        return String.join(" ", parts.filter(part -> !part.isBlank()).toList());
    }

    private String missed(MailboxHealth.Health known) {
        return known.missing() == 0
                ? ""
                : words.count(known.missing(), "message was", "messages were")
                        + " missing when it was compared last.";
    }

    private static String provider(MailboxState mailbox) {
        return switch (mailbox.connector()) {
            case "graph" -> "Microsoft";
            case "google" -> "Google";
            default -> "its server";
        };
    }

    private Optional<Instant> rest(MailboxState mailbox) {
        return mailbox.restsUntil().filter(until -> until.isAfter(now));
    }

    private String since(MailboxState mailbox) {
        return mailbox.failingSince().map(since -> "Since " + words.dateTime(since, now) + ".").orElse("");
    }

    private String again(MailboxState mailbox) {
        return mailbox.nextAttemptAt().filter(next -> next.isAfter(now))
                .map(next -> "It is tried again at " + words.time(next) + ".").orElse("");
    }

    private MailboxView.Proof proof(MailboxState mailbox) {
        return mailbox.lastSuccessAt().map(at -> new MailboxView.Proof(words.ago(at, now), "read to its end"))
                .or(() -> mailbox.lastRunAt().filter(run -> mailbox.failingSince().isEmpty())
                        .map(at -> new MailboxView.Proof(words.ago(at, now), "history is being read")))
                .orElse(new MailboxView.Proof("never", "not read to its end yet"));
    }

    private MailboxView.@Nullable Reading progress(MailboxState mailbox, Kind kind) {
        if (kind != Kind.BUSY || mailbox.messagesRead() == 0) {
            return null;
        }
        ImportProgress.Line line = line(mailbox);
        return new MailboxView.Reading(line.percent(),
                line.pace().isEmpty() ? line.figures() : line.figures() + ", " + line.pace());
    }

    private ImportProgress.Line line(MailboxState mailbox) {
        return new Imports(words, now).line(mailbox);
    }
}
