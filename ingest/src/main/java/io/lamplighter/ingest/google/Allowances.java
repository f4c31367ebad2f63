// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.google;

import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.mailbox.Allowance;
import io.lamplighter.ingest.mailbox.SharedAllowances;
import io.lamplighter.ingest.mailbox.SharedAllowances.Limit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What this process may ask of each mailbox. */
final class Allowances {

    /**
     * So much of the quota nobody takes: it pays for what nobody can count. That is the four messages that a node had in flight
     * when it was stopped and asks for when it goes on, and a look at a mailbox that is not connected yet.
     */
    private static final int PART_NOT_TAKEN = 60;

    private static final int MANY = 10_000;
    private static final String PROVIDER = "Google";

    /** @param mail in units of the Gmail API */
    record Mailbox(Allowance mail, Allowance calendar) {}

    private final GoogleQuota quota;
    private final SharedAllowances shared;
    private final Map<MailboxId, Mailbox> mailboxes = new ConcurrentHashMap<>();

    Allowances(GoogleQuota quota, SharedAllowances shared) {
        this.quota = quota;
        this.shared = shared;
    }

    Mailbox of(MailboxId mailbox) {
        if (mailboxes.size() > MANY) {
            mailboxes.values().removeIf(m -> m.mail().isIdle() && m.calendar().isIdle());
        }
        return mailboxes.computeIfAbsent(mailbox, m -> new Mailbox(allowance(m, "gmail", quota.gmailUnits()),
                allowance(m, "google-calendar", quota.calendarRequests())));
    }

    private Allowance allowance(MailboxId mailbox, String name, int units) {
        return new Allowance(shared, new Limit(mailbox, name, units - units / PART_NOT_TAKEN, quota.window(),
                Limit.ANY_NUMBER), PROVIDER);
    }
}
