// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.google;

import io.lamplighter.ingest.MailboxId;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What is left of each mailbox's quota. Kept in this process only: a mailbox is read by one at a time. */
final class Allowances {

    /** @param mail in units of the Gmail API */
    record Mailbox(Allowance mail, Allowance calendar) {}

    private final GoogleQuota quota;
    private final Clock clock;
    private final Map<MailboxId, Mailbox> mailboxes = new ConcurrentHashMap<>();

    Allowances(GoogleQuota quota, Clock clock) {
        this.quota = quota;
        this.clock = clock;
    }

    Mailbox of(MailboxId mailbox) {
        if (mailboxes.size() > 10_000) {
            mailboxes.values().removeIf(m -> m.mail().isUntouched() && m.calendar().isUntouched());
        }
        return mailboxes.computeIfAbsent(mailbox, m -> new Mailbox(
                new Allowance(quota.gmailUnits(), quota.window(), clock),
                new Allowance(quota.calendarRequests(), quota.window(), clock)));
    }
}
