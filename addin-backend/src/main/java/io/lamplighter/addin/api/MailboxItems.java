// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.api;

import io.lamplighter.addin.board.MailboxView;
import io.lamplighter.addin.board.Words;
import io.lamplighter.addin.connect.Executions;
import io.lamplighter.addin.connect.HealthWords;
import io.lamplighter.addin.connect.MailboxHealth;
import io.lamplighter.addin.connect.PushStates;
import io.lamplighter.addin.connect.StandingWords;
import io.lamplighter.crm.mailbox.MailboxState;
import io.lamplighter.crm.mailbox.Standing;
import io.lamplighter.ingest.MailboxId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Mailboxes as the API tells of them: the same figures and the same words as the pages. */
public final class MailboxItems {

    private final MailboxHealth health;
    private final Words words;
    private final HealthWords.Pace pace;
    private final Clock clock;

    public MailboxItems(MailboxHealth health, Words words, HealthWords.Pace pace, Clock clock) {
        this.health = health;
        this.words = words;
        this.pace = pace;
        this.clock = clock;
    }

    List<MailboxItem> of(List<MailboxState> mailboxes) {
        Map<MailboxId, MailboxHealth.Health> known = health.of(mailboxes.stream().map(MailboxState::id).toList());
        return mailboxes.stream()
                .map(m -> item(m, known.getOrDefault(m.id(), MailboxHealth.Health.UNKNOWN))).toList();
    }

    /**
     * All mailboxes.
     *
     * @param says in words, as the page begins
     * @param states how many there are in each state; states without any are left out
     * @param missing what their providers have and we have not
     */
    public record Summary(String says, long mailboxes, Map<String, Long> states, long missing) {}

    /** @param counts how many mailboxes there are of each standing */
    Summary summary(Map<Standing, Long> counts) {
        Map<String, Long> states = new TreeMap<>();
        counts.forEach((standing, count) -> states.put(standing.word(), count));
        return new Summary(StandingWords.says(counts, health.withdrawn()),
                counts.values().stream().mapToLong(Long::longValue).sum(), states, health.missing());
    }

    MailboxItem of(MailboxState mailbox) {
        return item(mailbox, health.of(mailbox.id()));
    }

    private MailboxItem item(MailboxState m, MailboxHealth.Health known) {
        return new MailboxItem(m.id().value(), m.address(), m.ownerName(), m.connector(),
                known.readBy().map(by -> new MailboxItem.Organisation(by.organisation(), by.name())).orElse(null),
                known.standing(m, clock.instant()).word(),
                m.lastSuccessAt().orElse(null), m.failingSince().orElse(null),
                m.failure().isEmpty() ? null : m.failure(), m.nextAttemptAt().orElse(null), m.notices(),
                m.messagesRead(), m.remaining(), m.importStartedAt().orElse(null), m.historyCompleteAt().orElse(null),
                health(m, known));
    }

    private MailboxItem.Health health(MailboxState mailbox, MailboxHealth.Health known) {
        Instant now = clock.instant();
        HealthWords says = new HealthWords(words, pace, now);
        MailboxView.Fact push = says.push(mailbox, known);
        MailboxView.Fact next = says.next(mailbox, known);
        PushStates.State pushed = known.push();
        Duration asked = known.attempt().asked();
        return new MailboxItem.Health(
                known.lag().map(l -> new MailboxItem.Lag(l.median().toMillis(), l.nearlyAll().toMillis())).orElse(null),
                new MailboxItem.Push(pushed.isAlive(now), push.value(), push.meaning(), pushed.until().orElse(null),
                        pushed.heard().orElse(null)),
                new MailboxItem.Backlog(mailbox.remaining(), known.toReadAgain(),
                        says.backlog(mailbox, known).value()),
                new MailboxItem.Next(known.next().map(Executions.Next::at).orElse(null),
                        known.next().map(Executions.Next::running).orElse(false), known.attempt().failures(),
                        asked.isZero() ? null : asked.toSeconds(), next.value(), next.meaning()),
                known.compared().map(sum -> new MailboxItem.Compared(sum.checkedAt(), sum.days(), sum.provider(),
                        sum.captured(), sum.excluded(), sum.quarantined(), sum.missing(), sum.missingOn(),
                        sum.againAt().orElse(null))).orElse(null));
    }
}
