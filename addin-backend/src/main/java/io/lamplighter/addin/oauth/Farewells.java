// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.oauth;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceException;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import io.lamplighter.addin.connect.Farewell;
import io.lamplighter.crm.mailbox.Mailboxes;
import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.google.GoogleConnector;
import io.lamplighter.ingest.mailbox.MailboxFailure;
import io.lamplighter.ingest.mailbox.PushChannel;
import io.lamplighter.ingest.mailbox.PushChannel.Subscription;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends subscriptions, watches and channels of mailboxes that were removed and gives the permission of their owners back (RFC 7009),
 * where the provider takes it. Tried for three days; then what is left ends by itself.
 */
public final class Farewells implements Farewell {

    public static final String TASK_NAME = "farewell";

    private static final Logger LOG = LoggerFactory.getLogger(Farewells.class);

    private final FarewellBook book;
    private final FarewellTokens tokens;
    private final List<PushChannel> channels;
    private final Mailboxes mailboxes;
    private final SchedulerClient scheduler;
    private final Clock clock;

    /** @param channels that know the accounts of mailboxes which are gone */
    public Farewells(FarewellBook book, FarewellTokens tokens, List<PushChannel> channels, Mailboxes mailboxes,
            SchedulerClient scheduler, Clock clock) {
        this.book = book;
        this.tokens = tokens;
        this.channels = List.copyOf(channels);
        this.mailboxes = mailboxes;
        this.scheduler = scheduler;
        this.clock = clock;
    }

    @Override
    public void keep(MailboxId mailbox) {
        book.keep(mailbox);
    }

    @Override
    public void begin() {
        try {
            scheduler.reschedule(TaskInstanceId.of(TASK_NAME, RecurringTask.INSTANCE), clock.instant());
        } catch (TaskInstanceException runsAlready) {
            // Then it comes with the next run.
            LOG.atDebug().log("farewells are being taken");
        }
    }

    /** Takes leave of all that are due. */
    public void run() {
        for (FarewellBook.Kept kept : book.due()) {
            boolean last = book.isLast(kept);
            boolean done = ended(kept);
            if (done || last) {
                done = givenBack(kept);
            }
            if (done || last) {
                book.forget(kept.mailbox());
                LOG.atInfo().addKeyValue("mailbox", kept.mailbox()).addKeyValue("done", done)
                        .log("farewell taken of a provider");
            } else {
                book.again(kept);
            }
            tokens.forget(kept.mailbox());
        }
    }

    private boolean ended(FarewellBook.Kept kept) {
        boolean done = true;
        for (Subscription promise : book.promises(kept.mailbox())) {
            if (isTakenOver(kept, promise) || tried(kept, () -> channel(kept).end(kept.mailbox(), List.of(promise)))) {
                book.ended(kept.mailbox(), promise);
            } else {
                done = false;
            }
        }
        return done;
    }

    private PushChannel channel(FarewellBook.Kept kept) {
        String connector = tokens.provider(kept).connector();
        return channels.stream().filter(channel -> channel.connector().equals(connector)).findFirst().orElseThrow();
    }

    /** Gmail has one watch for an account: that of a mailbox which was connected anew meanwhile must stay. */
    private boolean isTakenOver(FarewellBook.Kept kept, Subscription promise) {
        return promise.resource().startsWith("projects/") && isConnectedAnew(kept);
    }

    private boolean isConnectedAnew(FarewellBook.Kept kept) {
        return mailboxes.byAddress(kept.account()).filter(m -> m.connector().equals(GoogleConnector.NAME)).isPresent();
    }

    /** Google takes all tokens of a person back at once, those of a mailbox connected anew with them. */
    private boolean givenBack(FarewellBook.Kept kept) {
        return isConnectedAnew(kept) || tried(kept, () -> tokens.giveBack(kept));
    }

    /** @return whether there is nothing left to try */
    private boolean tried(FarewellBook.Kept kept, Runnable step) {
        try {
            step.run();
            return true;
        } catch (MailboxFailure.TryLater later) {
            return false;
        } catch (MailboxFailure refused) {
            // Whoever has withdrawn the permission is called by nobody any more; the rest ends by itself.
            LOG.atInfo().addKeyValue("mailbox", kept.mailbox())
                    .addKeyValue("failure", refused.getClass().getSimpleName()).log("nothing to take leave of");
            return true;
        } catch (RuntimeException ours) {
            LOG.atWarn().addKeyValue("mailbox", kept.mailbox()).addKeyValue("error", ours.getClass().getName())
                    .log("a farewell failed");
            return false;
        }
    }
}
