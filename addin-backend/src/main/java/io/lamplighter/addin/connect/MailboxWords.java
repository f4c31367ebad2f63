// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.connect;

import io.lamplighter.addin.board.ImportProgress;
import io.lamplighter.addin.board.Imports;
import io.lamplighter.addin.board.MailboxView;
import io.lamplighter.addin.board.Spelled;
import io.lamplighter.addin.board.Words;
import io.lamplighter.crm.mailbox.MailboxState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
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

    /** Those that need somebody first, then those that get on by themselves. */
    List<MailboxState> inOrder(List<MailboxState> all) {
        return all.stream().sorted(Comparator.comparing((MailboxState mailbox) -> Kind.of(mailbox))
                .thenComparing(MailboxState::ownerName).thenComparing(MailboxState::address)).toList();
    }

    private enum Kind {
        WAITS, STOP, SLOW, BUSY, OK, PAUSED;

        static Kind of(MailboxState mailbox) {
            if (mailbox.waiting()) {
                return WAITS;
            }
            if (mailbox.paused()) {
                return PAUSED;
            }
            if (mailbox.needsSignIn()) {
                return STOP;
            }
            if (mailbox.failingSince().isPresent()) {
                return SLOW;
            }
            return mailbox.isImporting() ? BUSY : OK;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * @param today how many messages the ledger has of today
     * @param blindDeals how many deals are blind because of this owner's mailboxes
     */
    MailboxView view(MailboxState mailbox, MailboxHealth.Health known, long today, long blindDeals) {
        Kind kind = Kind.of(mailbox);
        return new MailboxView(mailbox.id().toString(), mailbox.ownerName(),
                mailbox.address() + " · " + kind(mailbox.connector()),
                new MailboxView.Health(kind.word(), state(mailbox, known, kind), detail(mailbox, kind, blindDeals)),
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
            case SLOW -> "Cannot be read";
            case BUSY -> mailbox.messagesRead() == 0
                    ? "Waits its turn"
                    : "Reading history, " + line(mailbox).percent() + " %";
            case OK -> known.push().isAlive(now)
                    ? "Read as it arrives"
                    : "Read every " + HealthWords.every(pace.pollEvery());
            case PAUSED -> "Paused";
        };
    }

    private String detail(MailboxState mailbox, Kind kind, long blindDeals) {
        String blind = blindDeals == 0
                ? ""
                : Spelled.first(blindDeals) + (blindDeals == 1 ? " deal is" : " deals are") + " blind until then.";
        Stream<String> parts = switch (kind) {
            case STOP -> Stream.of(since(mailbox), mailbox.failure(), blind);
            case SLOW -> Stream.of(since(mailbox), mailbox.failure(), again(mailbox), blind);
            case WAITS -> Stream.of("It is connected, and nothing is read yet.");
            case PAUSED -> Stream.of("Reading goes on from where it stopped.", blind);
            case BUSY, OK -> mailbox.notices().stream();
        };
        return String.join(" ", parts.filter(part -> !part.isBlank()).toList());
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

    /**
     * "11 of 12 are being read. One needs its owner to sign in."
     *
     * @param ofOrganisation whether one is read by the right of its organisation
     */
    static String says(List<MailboxState> all, Predicate<MailboxState> ofOrganisation) {
        if (all.isEmpty()) {
            return "No mailbox is connected.";
        }
        List<String> sentences = new ArrayList<>();
        long readable = all.stream().filter(mailbox -> mailbox.blindSince().isEmpty() && !mailbox.waiting()).count();
        sentences.add(howMany(readable, all.size()) + " being read.");
        long byOrganisations = count(all.stream().filter(ofOrganisation).toList(), Kind.STOP);
        add(sentences, count(all, Kind.STOP) - byOrganisations, "needs its owner to sign in again.",
                "need their owners to sign in again.");
        add(sentences, byOrganisations, "needs its organisation to let us in again.",
                "need their organisation to let us in again.");
        add(sentences, count(all, Kind.SLOW), "cannot be read at the moment.", "cannot be read at the moment.");
        add(sentences, count(all, Kind.WAITS), "waits for somebody to say how far back.",
                "wait for somebody to say how far back.");
        add(sentences, count(all, Kind.PAUSED), "is paused.", "are paused.");
        return String.join(" ", sentences);
    }

    private static String howMany(long some, int all) {
        if (some == all) {
            return everyOne(all);
        }
        if (some == 0) {
            return all == 1 ? "It is not" : "None of " + Spelled.of(all) + " is";
        }
        return Spelled.first(some) + " of " + Spelled.of(all) + (some == 1 ? " is" : " are");
    }

    private static String everyOne(int mailboxes) {
        return switch (mailboxes) {
            case 1 -> "It is";
            case 2 -> "Both are";
            default -> "All " + Spelled.of(mailboxes) + " are";
        };
    }

    private static long count(List<MailboxState> all, Kind kind) {
        return all.stream().filter(mailbox -> Kind.of(mailbox) == kind).count();
    }

    private static void add(List<String> sentences, long count, String one, String many) {
        if (count > 0) {
            sentences.add(Spelled.first(count) + " " + (count == 1 ? one : many));
        }
    }
}
