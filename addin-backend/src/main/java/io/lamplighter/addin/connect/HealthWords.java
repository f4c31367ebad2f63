// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.connect;

import io.lamplighter.addin.board.ImportProgress;
import io.lamplighter.addin.board.Imports;
import io.lamplighter.addin.board.MailboxView;
import io.lamplighter.addin.board.Words;
import io.lamplighter.addin.connect.MailboxHealth.Health;
import io.lamplighter.crm.mailbox.MailboxState;
import io.lamplighter.ingest.imap.ImapConnector;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Says in words what the figures of a mailbox's health mean and what follows from them. */
public final class HealthWords {

    private final Words words;
    private final Pace pace;
    private final Instant now;

    /**
     * What this installation does by itself.
     *
     * @param pollEvery how often a mailbox is asked when nobody tells what happens
     * @param pollToldEvery how often it is asked although somebody does
     * @param isReachable whether providers can call us at all
     */
    public record Pace(Duration pollEvery, Duration pollToldEvery, boolean isReachable) {}

    public HealthWords(Words words, Pace pace, Instant now) {
        this.words = words;
        this.pace = pace;
        this.now = now;
    }

    public List<MailboxView.Fact> facts(MailboxState mailbox, Health health) {
        return List.of(push(mailbox, health), backlog(mailbox, health), next(mailbox, health), lag(health));
    }

    /** Whether somebody tells us what happens, since when not, and what that means. */
    public MailboxView.Fact push(MailboxState mailbox, Health health) {
        PushStates.State push = health.push();
        String heard = push.heard().map(at -> "Heard of last " + words.ago(at, now) + ".").orElse("Nothing heard yet.");
        if (!mailbox.mayBeRead() || mailbox.needsSignIn()) {
            return new MailboxView.Fact("Push", "Off", "Nobody is listened to while the mailbox is not read.");
        }
        if (push.isAlive(now)) {
            String asked = "It is asked every " + every(pace.pollToldEvery())
                    + " all the same, in case a word gets lost.";
            return new MailboxView.Fact("Push", push.told()
                    ? "Works: the server tells at once (IDLE)"
                    : "Works, promised until " + push.until().map(at -> words.dateTime(at, now)).orElse("later"),
                    heard + " " + (push.told() ? asked : "It is renewed before that."));
        }
        String meaning = why(mailbox, push) + " New mail is found when the mailbox is asked, every "
                + every(pace.pollEvery()) + ".";
        String lost = push.until().map(at -> "Lost since " + words.dateTime(at, now)).orElse("Nobody tells us");
        return new MailboxView.Fact("Push", push.until().isPresent() && !push.mail() ? "For the calendar only" : lost,
                (meaning + " " + (push.heard().isPresent() ? heard : "")).strip());
    }

    private String why(MailboxState mailbox, PushStates.State push) {
        if (mailbox.connector().equals(ImapConnector.NAME)) {
            return push.watched().isPresent()
                    ? "The server does not tell (no IDLE), or is being connected."
                    : "No node watches it at the moment.";
        }
        if (!push.refusal().isEmpty()) {
            return push.refusal() + push.triedAt().map(at -> " Asked " + words.ago(at, now) + ".").orElse("");
        }
        if (!pace.isReachable()) {
            return "Providers cannot call this installation: it has no public address with https.";
        }
        if (push.until().isPresent() && !push.mail()) {
            return "Gmail calls by way of Pub/Sub, which is not set up.";
        }
        return mailbox.isImporting()
                ? "It is asked for once history has been read."
                : "The provider has not promised it; it is asked again within a quarter of an hour.";
    }

    public MailboxView.Fact backlog(MailboxState mailbox, Health health) {
        List<String> parts = new ArrayList<>();
        if (mailbox.isImporting() && mailbox.importStartedAt().isPresent()) {
            ImportProgress.Line line = new Imports(words, now).line(mailbox);
            parts.add(line.figures() + (line.pace().isEmpty() ? "" : ", " + line.pace()));
        } else if (mailbox.remaining() > 0) {
            parts.add(words.count(mailbox.remaining(), "message is", "messages are") + " known and not read yet");
        }
        if (health.toReadAgain() > 0) {
            parts.add(words.count(health.toReadAgain(), "message waits", "messages wait") + " to be read again");
        }
        health.compared().filter(sum -> sum.missing() > 0).ifPresent(sum -> parts.add(
                words.count(sum.missing(), "message was", "messages were") + " missing at the last comparison"));
        if (!parts.isEmpty()) {
            return new MailboxView.Fact("Backlog", String.join("; ", parts), "");
        }
        return mailbox.lastSuccessAt().isEmpty() || mailbox.failingSince().isPresent() || mailbox.paused()
                ? new MailboxView.Fact("Backlog", "Not known", "Nobody could look.")
                : new MailboxView.Fact("Backlog", "Nothing waits",
                        "All that the server had " + words.ago(mailbox.lastSuccessAt().get(), now) + " is stored.");
    }

    /** When the schedule lets it have its next turn, and why then. */
    public MailboxView.Fact next(MailboxState mailbox, Health health) {
        if (mailbox.paused()) {
            return new MailboxView.Fact("Next attempt", "None", "It is paused.");
        }
        if (mailbox.waiting()) {
            return new MailboxView.Fact("Next attempt", "None", "Somebody has to say first how far back.");
        }
        if (mailbox.needsSignIn()) {
            return health.readBy().map(by -> new MailboxView.Fact("Next attempt",
                    "None until " + by.name() + " lets us in again",
                    "It goes on by itself then: nobody has to sign in for it."))
                    .orElse(new MailboxView.Fact("Next attempt", "None until somebody signs in",
                            "Trying a refused sign-in again and again would lock the account."));
        }
        if (health.next().isEmpty()) {
            return new MailboxView.Fact("Next attempt", "None is scheduled",
                    "It is put on the schedule within a minute.");
        }
        Executions.Next next = health.next().get();
        if (next.running()) {
            return new MailboxView.Fact("Next attempt", "Now", "A node is reading it.");
        }
        String when = next.at().isAfter(now) ? at(next.at()) : "As soon as a node is free";
        int failures = health.attempt().failures();
        if (failures == 0) {
            String broken = next.broken() == 0
                    ? ""
                    : " " + words.count(next.broken(), "node", "nodes") + " in a row did not finish it.";
            return new MailboxView.Fact("Next attempt", when, (isFarAway(next)
                    ? "Rarely, because the server tells what happens."
                    : mailbox.isImporting()
                            ? mailbox.restsUntil().filter(now::isBefore).isPresent()
                                    ? "As much was read as the provider allows for now."
                                    : "History is being read."
                            : "Asked every " + every(health.push().told() ? pace.pollToldEvery() : pace.pollEvery())
                                    + ".")
                    + broken);
        }
        Duration asked = health.attempt().asked();
        return new MailboxView.Fact("Next attempt", when, words.count(failures, "attempt", "attempts") + " in vain. "
                + (asked.isZero()
                        ? "The wait doubles with each."
                        : "The provider asked us to wait " + length(asked) + "."));
    }

    private boolean isFarAway(Executions.Next next) {
        return next.at().isAfter(now.plus(pace.pollEvery()).plus(pace.pollEvery()));
    }

    private String at(Instant moment) {
        return words.days(now, moment) == 0 ? words.time(moment) : words.dateTime(moment, now);
    }

    public MailboxView.Fact lag(Health health) {
        return health.lag().map(lag -> new MailboxView.Fact("Typical delay", length(lag.median()),
                "Half of the mail of the last seven days was here within that, 95 of 100 within "
                        + length(lag.nearlyAll()) + "."))
                .orElse(new MailboxView.Fact("Typical delay", "Not known", "No mail came in the last seven days."));
    }

    public MailboxView.Delay delay(Health health) {
        return health.lag().map(lag -> new MailboxView.Delay(brief(lag.median()),
                "95 % within " + brief(lag.nearlyAll()))).orElse(new MailboxView.Delay("–", "no mail yet"));
    }

    /** "6 s", "4 min", "2 h". */
    private static String brief(Duration lag) {
        long seconds = Math.max(1, lag.toSeconds());
        return seconds < 120 ? seconds + " s" : seconds < 7200 ? seconds / 60 + " min" : seconds / 3600 + " h";
    }

    private static String length(Duration length) {
        long seconds = Math.max(1, length.toSeconds());
        if (seconds < 120) {
            return seconds == 1 ? "a second" : seconds + " seconds";
        }
        return seconds < 7200 ? seconds / 60 + " minutes" : seconds / 3600 + " hours";
    }

    static String every(Duration period) {
        long seconds = period.toSeconds();
        if (seconds % 60 == 0) {
            return seconds == 60 ? "minute" : seconds / 60 + " minutes";
        }
        return seconds == 1 ? "second" : seconds + " seconds";
    }
}
