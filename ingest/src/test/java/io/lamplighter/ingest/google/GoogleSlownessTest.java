// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.google;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.OwnAddresses;
import io.lamplighter.ingest.mailbox.MailboxFailure;
import io.lamplighter.ingest.sync.InteractionReader;
import io.lamplighter.ingest.sync.MailboxSync;
import io.lamplighter.ingest.sync.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An answer that comes octet by octet is never silent for long, and may never end. */
class GoogleSlownessTest {

    private static final Duration SILENCE = Duration.ofMillis(400);

    private final GoogleSimulator google = new GoogleSimulator(Clock.systemUTC());
    private final GoogleUser anna = google.user("anna@seller.example");
    private final Bookkeeping ledger = new Bookkeeping();

    @AfterEach
    void stop() {
        google.close();
    }

    @Test
    void anAnswerThatDripsIsGivenUp() {
        anna.receives("one");
        // Twenty pieces: never silent for long enough, and longer than five silences.
        google.plays(FaultScripts.drippingBodies(2, SILENCE.multipliedBy(8)));

        Outcome dripping = runs();
        google.plays(FaultScript.NONE);
        Outcome after = runs();

        assertThat(dripping).isInstanceOfSatisfying(Outcome.Failed.class, failed -> assertThat(failed.failure())
                .isInstanceOf(MailboxFailure.TryLater.class).hasMessage("Gmail did not answer in time."));
        assertThat(after).isInstanceOf(Outcome.UpToDate.class);
        assertThat(ledger.stored("mail/")).hasSize(1);
    }

    @Test
    void oneThatDripsAndEndsInTimeIsRead() {
        anna.receives("one");
        google.plays(FaultScripts.drippingBodies(1, SILENCE.dividedBy(2)));

        assertThat(runs()).isInstanceOf(Outcome.UpToDate.class);
        assertThat(ledger.stored("mail/")).hasSize(1);
    }

    private Outcome runs() {
        return new MailboxSync(
                new GoogleConnector(id -> google.mailOf(anna), google.consentOf(anna), Clock.systemUTC(),
                        GoogleQuota.DOCUMENTED, SILENCE),
                new InteractionReader(new OwnAddresses(Set.of("seller.example"), Set.of()))::read, ledger)
                .run(new MailboxId(1), () -> true);
    }
}
